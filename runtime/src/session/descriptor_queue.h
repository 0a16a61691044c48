// The descriptors that have arrived and that no frame has claimed yet, and those of the frame that
// is being handled. They are opaque here: kept in order, handed on, or dropped.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>

#include "idl/descriptors.h"
#include "idl/error.h"

#include "frame/frame_reader.h"

namespace idl::detail {

/// Part of a session's context.
class DescriptorQueue {
 public:
  /// Both sides take descriptors; before it, a frame that announces some is a fault.
  void agree() { agreed_ = true; }
  [[nodiscard]] bool agreed() const { return agreed_; }

  /// Whether none waits to be claimed.
  [[nodiscard]] bool empty() const { return arrived_.empty(); }

  /// They came beside bytes that are about to be handled.
  void arrive(Descriptors descriptors);

  /// Sets aside what `frame` announces. A fault if that is not there, or may not be.
  [[nodiscard]] std::optional<Error> claim(const Frame& frame);

  /// Whether the frame has brought some; and what it brought, for the call that it is about, once.
  [[nodiscard]] bool has_claimed() const { return !claimed_.empty(); }
  [[nodiscard]] Descriptors take() { return std::exchange(claimed_, {}); }

  /// The frame has been handled: what nobody took is closed.
  void drop_claimed() { claimed_.clear(); }

  /// All bytes that have arrived are handled, but for a frame that is `incomplete`. A fault if
  /// there are descriptors that no frame can claim any more.
  [[nodiscard]] std::optional<Error> find_strays(bool incomplete) const;

  /// The connection is over.
  void clear();

 private:
  Descriptors arrived_;
  Descriptors claimed_;
  bool agreed_ = false;
};

}  // namespace idl::detail
