// One call on its way through the interceptors of its channel. Part of ClientCall; users never see
// it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "idl/call_options.h"
#include "idl/error.h"
#include "idl/method.h"
#include "idl/result.h"
#include "idl/time_point.h"
#include "idl/trace_context.h"

namespace idl::detail {

class ChannelWatch;

/// Begins with enter() and ends with leave(). One thread at a time.
class CallWatch {
 public:
  CallWatch(std::shared_ptr<const ChannelWatch> channel, std::string_view method, MethodKind kind,
            std::size_t request_bytes);
  CallWatch(CallWatch&&) noexcept = default;
  CallWatch& operator=(CallWatch&&) noexcept = default;

  /// Asks the interceptors, which may change the options. If one refuses, so does this; leave() is
  /// due nevertheless.
  [[nodiscard]] Result<void> enter(CallOptions& options);

  [[nodiscard]] TimePoint begun() const { return begun_; }

  /// The call ended at `at`; `error` is null if it succeeded.
  void leave(const Error* error, std::size_t reply_bytes, TimePoint at) noexcept;

 private:
  std::shared_ptr<const ChannelWatch> channel_;
  std::string_view method_;
  MethodKind kind_;
  std::size_t request_bytes_;
  TimePoint begun_;
  std::size_t entered_ = 0;
  std::optional<TraceContext> trace_{};
};

}  // namespace idl::detail
