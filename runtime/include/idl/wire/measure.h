// The first of the three passes: the size of an encoded value, and every reason why it cannot be
// encoded. After it has succeeded, writing cannot fail and checks nothing.
#pragma once

#include <cstddef>
#include <cstdint>

#include "idl/error.h"
#include "idl/unknown_case.h"
#include "idl/wire/limits.h"

namespace idl {

/// Runs through one value. Codecs report to it; encode and the marshalling of calls ask it.
class Measure {
 public:
  explicit Measure(const EncodeLimits& limits = {}) : limits_(limits) {}

  /// The bytes of a union's case, or of a message: what write_body writes of it.
  template <class T>
  [[nodiscard]] std::size_t body(const T& value);
  [[nodiscard]] std::size_t unknown(const UnknownCase& value) { return value.body.size(); }

  /// One level deeper; false, and not deeper, at the limit. Whoever got true calls leave.
  [[nodiscard]] bool enter() {
    if (depth_ == limits_.max_depth) {
      problem_ = Problem::TooDeep;
      return false;
    }
    ++depth_;
    return true;
  }
  void leave() { --depth_; }

  /// Whether there is room for one level more, for values that hold no further ones.
  [[nodiscard]] bool has_room() {
    if (depth_ == limits_.max_depth) problem_ = Problem::TooDeep;
    return depth_ != limits_.max_depth;
  }

  /// Notes what is wrong with the value; of several problems one is reported.
  void note_bad_text() { problem_ = Problem::BadText; }
  void note_bad_enum() { problem_ = Problem::BadEnum; }
  void note_long_block() { problem_ = Problem::LongBlock; }
  void note_no_descriptor() { problem_ = Problem::NoDescriptor; }

  /// Whether a value of this size can be written.
  [[nodiscard]] bool accepts(std::size_t size) const {
    return problem_ == Problem::None && size <= limits_.max_bytes && size <= kHardMaxMessageBytes;
  }

  /// Why it cannot: InvalidArgument, or MessageTooLarge. Executed No, origin Local.
  [[nodiscard]] Error error(std::size_t size) const;

 private:
  enum class Problem : std::uint8_t { None, TooDeep, BadText, BadEnum, LongBlock, NoDescriptor };

  EncodeLimits limits_;
  std::uint32_t depth_ = 0;
  Problem problem_ = Problem::None;
};

}  // namespace idl
