// The streams of a call for coroutines: what Reader, Writer and StreamCall give when it may take a
// while, these give to co_await. No thread waits meanwhile. For coroutines of any type.
#pragma once

#include <coroutine>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

#include "idl/stream.h"
#include "idl/stream_end.h"

namespace idl {

namespace detail {

class StreamWait;

/// What the awaiters of streams have in common. It stays where it is while its coroutine waits.
class StreamAwaiter {
 public:
  explicit StreamAwaiter(StreamEnd& end);
  ~StreamAwaiter();
  StreamAwaiter(const StreamAwaiter&) = delete;
  StreamAwaiter& operator=(const StreamAwaiter&) = delete;

 protected:
  /// Whether an element, or the end, is there; then next() does not wait. If not, wait_to_read()
  /// has the coroutine go on when it is, or gives false because it has come just now.
  [[nodiscard]] bool may_read();
  [[nodiscard]] bool wait_to_read(std::coroutine_handle<> waiting);

  /// Whether nothing that was written waits for room. If it does, wait_to_write() has the coroutine
  /// go on when it has left, or cannot any more, or gives false likewise.
  [[nodiscard]] bool has_written();
  [[nodiscard]] bool wait_to_write(std::coroutine_handle<> waiting);
  /// Whether what was written last was accepted.
  [[nodiscard]] bool was_accepted();

  [[nodiscard]] StreamEnd& end() { return end_; }

 private:
  StreamEnd& end_;
  std::shared_ptr<StreamWait> wait_;
};

/// Waits for the next element.
template <class T>
class [[nodiscard]] NextAwaiter final : private StreamAwaiter {
 public:
  using Receive = std::optional<T> (*)(StreamEnd& end);

  NextAwaiter(StreamEnd& end, Receive receive) : StreamAwaiter(end), receive_(receive) {}

  [[nodiscard]] bool await_ready() { return may_read(); }
  [[nodiscard]] bool await_suspend(std::coroutine_handle<> waiting) {
    return wait_to_read(waiting);
  }
  [[nodiscard]] std::optional<T> await_resume() { return receive_(end()); }

 private:
  Receive receive_;
};

/// The same, until it is requested to stop.
template <class T>
class [[nodiscard]] NextUntilAwaiter final {
 public:
  NextUntilAwaiter(StreamEnd& end, typename NextAwaiter<T>::Receive receive, std::stop_token until)
      : until_(end, std::move(until)), next_(end, receive) {}

  [[nodiscard]] bool await_ready() { return next_.await_ready(); }
  [[nodiscard]] bool await_suspend(std::coroutine_handle<> waiting) {
    return next_.await_suspend(waiting);
  }
  [[nodiscard]] std::optional<T> await_resume() { return next_.await_resume(); }

 private:
  ReadUntil until_;
  NextAwaiter<T> next_;
};

/// Waits until an element, which was encoded before, has been accepted.
class [[nodiscard]] WriteAwaiter final : private StreamAwaiter {
 public:
  WriteAwaiter(StreamEnd& end, bool accepted) : StreamAwaiter(end), accepted_(accepted) {}

  [[nodiscard]] bool await_ready() { return !accepted_ || has_written(); }
  [[nodiscard]] bool await_suspend(std::coroutine_handle<> waiting) {
    return wait_to_write(waiting);
  }
  [[nodiscard]] bool await_resume() { return accepted_ && was_accepted(); }

 private:
  bool accepted_;
};

/// From now on what is written does not wait, but is kept until there is room for it.
void write_without_waiting(StreamEnd& end);

}  // namespace detail

/// The caller's stream, in a handler that is a coroutine. Valid until its task ends; one coroutine
/// at a time uses it.
template <class T>
class AsyncReader {
 public:
  /// The same stream, awaited.
  AsyncReader(Reader<T> reader) : end_(reader.end_), receive_(reader.receive_) {}

  /// `co_await reader.next()` gives the next element, a std::optional<T>; nothing when there are no
  /// more: the caller has ended its stream, or nobody waits for the answer any more. complete()
  /// tells which.
  [[nodiscard]] detail::NextAwaiter<T> next() { return {*end_, receive_}; }

  /// The same, but waits no longer once `until` is requested to stop, such as
  /// Context::drain_token(): nothing then, if no element has arrived. The stream is as it was.
  [[nodiscard]] detail::NextUntilAwaiter<T> next(std::stop_token until) {
    return {*end_, receive_, std::move(until)};
  }

  /// Whether all elements have been taken and the caller has ended its stream in order.
  [[nodiscard]] bool complete() const { return end_->complete(); }

 private:
  detail::StreamEnd* end_;
  typename Reader<T>::Receive receive_;
};

/// The stream to the caller, in a handler that is a coroutine. Valid until its task ends; one
/// coroutine at a time uses it. What the handler returns follows the last element.
template <class T>
class AsyncWriter {
 public:
  /// The same stream, awaited.
  AsyncWriter(Writer<T> writer) : end_(writer.end_), send_(writer.send_) {
    detail::write_without_waiting(*end_);
  }

  /// `co_await writer.write(value)` sends an element, and waits while the caller is slow to read.
  /// It is encoded at once; await each write before the next one. True: it has been accepted, and
  /// leaves at once or with the next ones. False: nobody waits for more, and the handler may
  /// return.
  [[nodiscard]] detail::WriteAwaiter write(const T& value) { return {*end_, send_(*end_, value)}; }

 private:
  detail::StreamEnd* end_;
  typename Writer<T>::Send send_;
};

}  // namespace idl
