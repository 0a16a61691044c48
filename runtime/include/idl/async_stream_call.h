// A call with streams as a coroutine sees it that makes it: what StreamCall gives when it may take
// a while, this gives to co_await.
#pragma once

#include <type_traits>
#include <utility>

#include "idl/async_stream.h"
#include "idl/call_awaiter.h"
#include "idl/stream_call.h"
#include "idl/task.h"

namespace idl {

namespace detail {

/// Waits for the next element and drops it; whether there was one.
class [[nodiscard]] DropAwaiter final : private StreamAwaiter {
 public:
  explicit DropAwaiter(StreamEnd& end) : StreamAwaiter(end) {}

  [[nodiscard]] bool await_ready() { return may_read(); }
  [[nodiscard]] bool await_suspend(std::coroutine_handle<> waiting) {
    return wait_to_read(waiting);
  }
  [[nodiscard]] bool await_resume() {
    BytesView dropped;
    return end().next(dropped);
  }
};

}  // namespace detail

/// A call that is under way, as StreamCall is. One coroutine may read while another writes;
/// cancel() may come from any thread. It stays while a coroutine waits for it; destroying it
/// cancels the call. Coroutines of any type may wait for it, and go on on CallOptions::executor,
/// ChannelOptions::executor or else default_executor().
template <class R, class Sent, class Received>
class [[nodiscard]] AsyncStreamCall {
 public:
  /// The same call, awaited.
  explicit AsyncStreamCall(StreamCall<R, Sent, Received> call) : call_(std::move(call)) {
    if constexpr (!std::is_void_v<Sent>) detail::write_without_waiting(*call_.stream_);
  }

  /// `co_await call.next()` gives the next element, a std::optional; nothing when there are no
  /// more: the call has ended, and finish() tells how.
  [[nodiscard]] auto next()
    requires(!std::is_void_v<Received>)
  {
    return detail::NextAwaiter<Received>(*call_.stream_, call_.receive_function());
  }

  /// `co_await call.write(value)` sends an element, and waits while the callee is slow to read. It
  /// is encoded at once; await each write before the next one. True: it has been accepted. False:
  /// the call has ended, and finish() tells how.
  template <class Element = Sent>
    requires(!std::is_void_v<Element>)
  [[nodiscard]] detail::WriteAwaiter write(const Element& value) {
    return {*call_.stream_, call_.write(value)};
  }

  /// Says that this side writes no more; the callee may go on. finish() does so, too.
  void done_writing()
    requires(!std::is_void_v<Sent>)
  {
    call_.done_writing();
  }

  /// `co_await call.finish()` gives the result of the call when it has ended. Elements that have
  /// not been taken are dropped. Once, and when no coroutine reads or writes any more.
  [[nodiscard]] Task<R> finish() {
    call_.stream_->end_writing();
    // Awaiters with names: g++ 12 loses what lies in those of a condition.
    for (bool more = true; more;) {
      detail::DropAwaiter element(*call_.stream_);
      more = co_await element;
    }
    detail::CallAwaiter end(call_.stream_->call());
    co_await end;
    co_return call_.finish();
  }

  /// Gives the call up, as StreamCall does. Any thread.
  void cancel() { call_.cancel(); }

 private:
  StreamCall<R, Sent, Received> call_;
};

template <class R, class Sent, class Received>
AsyncStreamCall<R, Sent, Received> StreamCall<R, Sent, Received>::async() && {
  return Async(std::move(*this));
}

}  // namespace idl
