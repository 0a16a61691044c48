// A call that has been started and whose result is awaited later: by a thread, a coroutine, or a
// function to be called. It is what a client's started form of a method returns.
#pragma once

#include <coroutine>
#include <memory>
#include <utility>

#include "idl/call_awaiter.h"
#include "idl/client_call.h"
#include "idl/executor.h"

namespace idl {

/// Gives up a call whose result goes to a function. Copies are handles to the same call; they do
/// not keep it. Any thread.
class CancelHandle {
 public:
  /// Of no call.
  CancelHandle() = default;
  explicit CancelHandle(std::weak_ptr<detail::AfterCall> call) : call_(std::move(call)) {}

  /// The call ends with Code::Cancelled, of which its function is told, unless it has ended before.
  /// The peer is told, and may or may not have run the procedure.
  void cancel() const {
    if (const auto call = call_.lock()) call->cancel();
  }

 private:
  std::weak_ptr<detail::AfterCall> call_;
};

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

  /// Whether wait() would return at once. Never waits. Asking counts as waiting for a call that has
  /// failed and may be repeated: the runtime makes it again meanwhile.
  [[nodiscard]] bool ready() { return call_.ready(); }

  /// Gives the call up: it ends with Code::Cancelled unless it has ended before. The peer is told,
  /// and may or may not have run the procedure. Any thread.
  void cancel() { call_.cancel(); }

  /// `co_await pending` gives what wait() does, and holds no thread meanwhile: for any coroutine.
  /// It goes on on CallOptions::executor, ChannelOptions::executor or else default_executor().
  /// This object stays until then; another thread may cancel() it. Destroying the coroutine, which
  /// no thread may run then, cancels the call.
  class Awaiter : public detail::CallAwaiter {
   public:
    explicit Awaiter(Pending& pending) : CallAwaiter(pending.call_), pending_(pending) {}
    [[nodiscard]] R await_resume() { return pending_.wait(); }

   private:
    Pending& pending_;
  };
  [[nodiscard]] Awaiter operator co_await() { return Awaiter(*this); }

  /// `std::move(pending).then(f)`: f(result) is called once the call has ended, on `executor`, or
  /// where a coroutine would go on; never inside this function. The call keeps itself from now on;
  /// what is returned can cancel it. An exception that leaves f leaves the executor's work. Throws
  /// std::system_error if the system has no thread to give.
  template <class F>
  CancelHandle then(F f) && {
    return std::move(*this).then(nullptr, std::move(f));
  }
  template <class F>
  CancelHandle then(std::shared_ptr<Executor> executor, F f) &&;

 private:
  friend class Stub;
  using Unmarshal = R (*)(detail::ClientCall& call);

  Pending(detail::ClientCall call, Unmarshal unmarshal)
      : call_(std::move(call)), unmarshal_(unmarshal) {}

  detail::ClientCall call_;
  Unmarshal unmarshal_;
  bool taken_ = false;
};

template <class R>
template <class F>
CancelHandle Pending<R>::then(std::shared_ptr<Executor> executor, F f) && {
  class Then final : public detail::AfterCall {
   public:
    Then(Pending pending, F f) : pending_(std::move(pending)), f_(std::move(f)) {}
    ~Then() override { end(); }

    [[nodiscard]] detail::ClientCall& call() { return pending_.call_; }

   private:
    void run() override { f_(pending_.wait()); }

    Pending pending_;
    F f_;
  };
  const auto after = std::make_shared<Then>(std::move(*this), std::move(f));
  detail::AfterCall::begin(after, after->call(), std::move(executor));
  return CancelHandle(after);
}

}  // namespace idl
