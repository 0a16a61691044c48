// One end of a call's streams on a connection, at the client or at the server: the reader and the
// writer of the call come here, and whoever reads the connection tells it what has happened. How a
// thread waits is its driver's business, how bytes become elements the session's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/buffer.h"
#include "idl/bytes.h"
#include "idl/error.h"
#include "idl/outgoing.h"
#include "idl/time_point.h"
#include "rpc/connection.h"
#include "rpc/stream_driver.h"
#include "session/stream_records.h"

namespace idl::detail {

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

  // What the connection tells, under its lock.
  void on_readable() { signal(readable_); }
  void on_writable() { signal(writable_); }
  void on_input_end();
  /// The call is over; `unread` may still be read.
  void on_end(Buffer unread);
  /// Nobody is to wait any more, for the reason `why`: whoever reads or writes from now on is told
  /// that the call is over, which then fails so.
  void on_stop(const Error& why);
  [[nodiscard]] CallId call() const { return call_; }

 private:
  using Guard = Connection::Guard;

  static void signal(Waiter& waiter);
  [[nodiscard]] bool refill();
  [[nodiscard]] bool await(Guard& guard, Waiter& waiter);
  [[nodiscard]] bool take(Guard& guard);
  [[nodiscard]] bool is_over();

  Connection* connection_ = nullptr;
  StreamDriver* driver_ = nullptr;
  CallId call_{};
  TimePoint deadline_ = TimePoint::max();

  // The reader's own.
  Buffer batch_;          // elements that were taken from the session at once
  StreamRecord current_;  // the one that next() gave
  bool has_current_ = false;
  std::size_t unreported_ = 0;  // the cost of what was read since the session was told

  // Guarded by the connection's lock.
  Waiter readable_;
  Waiter writable_;
  Buffer unread_;
  bool input_ended_ = false;
  bool all_taken_ = false;
  bool over_ = false;
  std::optional<Error> stop_reason_{};
  std::optional<Error> failure_{};
};

}  // namespace idl::detail
