// A call that has been started and whose result is awaited later. It is what a client's started
// form of a method returns; it has no thread of its own.
#pragma once

#include <utility>

#include "idl/client_call.h"

namespace idl {

/// The result of a call that is under way. The request has left, or waits for room in the socket,
/// when a Pending comes into being. R is an idl::Result. One thread at a time uses it, but for
/// cancel(). Destroying a Pending cancels its call.
template <class R>
class [[nodiscard]] Pending {
 public:
  Pending(Pending&&) noexcept = default;
  Pending& operator=(Pending&&) noexcept = default;

  /// Waits until the call has ended, at the latest at its deadline, and gives its result. Once: a
  /// second wait() gives Code::InvalidArgument.
  [[nodiscard]] R wait() {
    // The call stays until this object goes: another thread may be about to cancel it.
    if (std::exchange(taken_, true)) {
      return Error{Code::InvalidArgument, "the result of this call was taken before"};
    }
    return unmarshal_(call_);
  }

  /// Whether wait() would return at once. Never waits.
  [[nodiscard]] bool ready() { return call_.ready(); }

  /// Gives the call up: it ends with Code::Cancelled unless it has ended before. The peer is told,
  /// and may or may not have run the procedure. Any thread.
  void cancel() { call_.cancel(); }

 private:
  friend class Stub;
  using Unmarshal = R (*)(detail::ClientCall& call);

  Pending(detail::ClientCall call, Unmarshal unmarshal)
      : call_(std::move(call)), unmarshal_(unmarshal) {}

  detail::ClientCall call_;
  Unmarshal unmarshal_;
  bool taken_ = false;
};

}  // namespace idl
