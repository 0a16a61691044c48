// One end of a call's streams on a connection, at the client or at the server: the reader and the
// writer of the call come here, and whoever reads the connection tells it what has happened. How a
// thread waits is its driver's business, how bytes become elements the session's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

#include "base/buffer.h"
#include "idl/bytes.h"
#include "idl/error.h"
#include "idl/executor.h"
#include "idl/outgoing.h"
#include "idl/time_point.h"
#include "rpc/connection.h"
#include "rpc/stream_driver.h"
#include "session/stream_records.h"

namespace idl::detail {

/// Why a stream ends whose call has a deadline, at the side that serves it.
[[nodiscard]] Error deadline_passed_in_stream();

/// The session hears of what was read when so much has come together: far less than the quarter of
/// a window for which it grants.
inline constexpr std::size_t kReportBytes = 32 * 1024;

/// What became of an element.
enum class Written : std::uint8_t { Accepted, TooLarge, Over };

/// Guards are of the connection's lock. `next()` belongs to one thread, `write()` to one, and both
/// take the lock themselves.
class StreamPort {
 public:
  StreamPort() = default;
  StreamPort(const StreamPort&) = delete;
  StreamPort& operator=(const StreamPort&) = delete;

  /// Begins to serve `call`. Connection and driver outlive its end. Nobody waits beyond `deadline`.
  void open(Connection& connection, StreamDriver& driver, CallId call, TimePoint deadline);

  /// Waits for the next element, whose bytes hold until the next call; false at the end.
  [[nodiscard]] bool next(BytesView& element);

  /// From now on next() does not wait once `until` is requested to stop, and whoever requests that
  /// wakes the reader. An empty token: it waits again. Both take the lock.
  void read_until(std::stop_token until);
  void wake_reader();

  /// Waits until the element can be queued.
  [[nodiscard]] Written write(const Outgoing& element);

  /// Ends this side's stream.
  void end_writing();

  /// Whether the peer's stream has ended in order and next() has given all of it.
  [[nodiscard]] bool complete();

  /// The first reason for which the call has to fail although its handler answers; nothing if there
  /// is none. Both take the lock.
  void note_failure(const Error& error);
  [[nodiscard]] std::optional<Error> failure();

  // For those who wait without a thread; they take the lock. What is waited for may have come
  // before the wait begins: then they give false, and `continuation` is not told. After a wait,
  // next() does not wait.
  [[nodiscard]] bool may_read();
  [[nodiscard]] bool wait_to_read(Continuation& continuation);
  /// From now on write() keeps an element for which there is no room, and accepts it.
  void write_without_waiting();
  [[nodiscard]] bool has_written();
  [[nodiscard]] bool wait_to_write(Continuation& continuation);
  /// Whether the last element has been queued, or left.
  [[nodiscard]] bool was_accepted();
  /// It does not wait any more.
  void forget(Continuation& continuation);
  [[nodiscard]] const std::shared_ptr<Executor>& executor() const { return executor_; }
  /// Where continuations go on, if not where the connection says. After open().
  void set_executor(std::shared_ptr<Executor> executor) { executor_ = std::move(executor); }

  // What the connection tells, under its lock.
  void on_readable(Session& session);
  /// Gives whether an element that was kept has been queued.
  bool on_writable(Session& session);
  void on_input_end();
  /// The call is over; `unread` may still be read.
  void on_end(Buffer unread);
  /// Nobody is to wait any more, for the reason `why`: whoever reads or writes from now on is told
  /// that the call is over, which then fails so.
  void on_stop(const Error& why);
  [[nodiscard]] CallId call() const { return call_; }

 private:
  using Guard = Connection::Guard;

  void drop_current();
  void report_read(Guard& guard);
  [[nodiscard]] bool refill();
  [[nodiscard]] bool await(Guard& guard, Waiter& waiter);
  [[nodiscard]] bool take(Session& session);
  [[nodiscard]] bool is_readable(Session& session);
  [[nodiscard]] bool may_wait() const { return !input_ended_ && !read_until_.stop_requested(); }
  void wait_at(Guard& guard, Waiter& waiter, Continuation& continuation);
  [[nodiscard]] bool is_over();
  [[nodiscard]] std::optional<Written> try_write(Session& session, const Outgoing& element);
  void keep(const Outgoing& element);
  [[nodiscard]] bool try_kept(Session& session);
  void settle_kept(Written outcome);

  Connection* connection_ = nullptr;
  StreamDriver* driver_ = nullptr;
  CallId call_{};
  TimePoint deadline_ = TimePoint::max();
  std::shared_ptr<Executor> executor_;

  // The reader's own; a connection uses them while the reader waits without a thread.
  Buffer batch_;          // elements that were taken from the session at once
  StreamRecord current_;  // the one that next() gave
  bool has_current_ = false;
  std::size_t unreported_ = 0;  // the cost of what was read since the session was told

  // Guarded by the connection's lock.
  std::stop_token read_until_;
  Waiter readable_;
  Waiter writable_;
  Buffer unread_;
  bool input_ended_ = false;
  bool all_taken_ = false;
  bool over_ = false;
  bool keeps_elements_ = false;
  std::optional<Bytes> kept_{};  // an element that waits for room
  Written kept_outcome_ = Written::Accepted;
  std::optional<Error> stop_reason_{};
  std::optional<Error> failure_{};
};

}  // namespace idl::detail
