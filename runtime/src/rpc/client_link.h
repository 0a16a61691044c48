// A channel's connection with what drives it from the client's side: the reader role, and a thread
// for output that nobody attends to. Calls hold it; when the last holder is gone, the connection
// ends.
#pragma once

#include <memory>
#include <optional>

#include "base/system.h"
#include "idl/address.h"
#include "idl/client_call.h"
#include "idl/result.h"
#include "loop/waker.h"
#include "rpc/attendant.h"
#include "rpc/connection.h"
#include "rpc/reader_role.h"
#include "rpc/stream_driver.h"

namespace idl::detail {

/// After so long without traffic, what has arrived is read before a call is sent: it may be a
/// go-away.
inline constexpr Duration kIdleBeforePeek = std::chrono::seconds(1);

/// What ends a call that its caller gives up.
[[nodiscard]] Error call_cancelled();

/// A thread that writes to a stream and waits for nothing hears of the call's end so late at most,
/// if nobody else reads.
inline constexpr Duration kWriterPeek = std::chrono::milliseconds(1);

/// Whether a call that failed so may do better on another connection, where nothing has happened
/// yet.
[[nodiscard]] bool deserves_new_connection(const Error& error);

/// A connected client. All functions may be called from any thread.
class ClientLink final : private StreamDriver {
 public:
  /// Connects and shakes hands within `deadline`; blocks. Fails as Channel::connect does.
  static Result<std::shared_ptr<ClientLink>> open(const Address& address,
                                                  const ConnectionSetup& setup, TimePoint deadline);

  ClientLink(std::shared_ptr<Connection> connection, std::unique_ptr<Waker> waker);
  ~ClientLink();
  ClientLink(const ClientLink&) = delete;
  ClientLink& operator=(const ClientLink&) = delete;

  /// Sends a call. The slot goes back with release(). A call that ended within this function
  /// because the connection turned out to be dead is `done` already.
  Result<CallSlot*> begin(const CallRequest& request, const CallStart& start, TimePoint deadline);

  /// Sends a one-way call, or queues what the system does not take.
  Result<void> begin_one_way(const CallRequest& request, const CallStart& start);

  /// Waits for the end of a call.
  void await(CallSlot& slot);

  /// Whether a call has ended, after reading what has arrived.
  bool ready(CallSlot& slot);

  /// Ends a call that has not ended with `error`.
  void cancel(CallSlot& slot, Error error);

  /// Whether a call has ended; and whether it has, because the connection was of no use for it.
  bool ended(CallSlot& slot);
  bool ended_unserved(CallSlot& slot);

  /// Takes a slot back; a call that has not ended is cancelled.
  void release(CallSlot& slot);

  /// Ends the connection: its calls end with `error`.
  void close(const Error& error);

  /// Whether a new call may succeed here.
  [[nodiscard]] bool takes_calls();

 private:
  // For the streams of this side's calls.
  [[nodiscard]] bool await(Connection::Guard& guard, Waiter& waiter, TimePoint deadline) override;
  void send_off(Connection::Guard& guard, Connection& connection) override;
  void leave_output(Connection::Guard& guard, Connection&) override {
    attendant_.attend_soon(guard);
  }

  Result<void> greet(TimePoint deadline);
  void refresh(Connection::Guard& guard);
  void send_off(Connection::Guard& guard, bool awaited);
  void hand_over_output(Connection::Guard& guard);
  void cancel_locked(Connection::Guard& guard, CallSlot& slot, Error error);

  const std::shared_ptr<Connection> connection_;
  const std::unique_ptr<Waker> waker_;
  ReaderRole role_;
  Attendant attendant_;
  TimePoint peeked_{};  // guarded by the connection's lock
};

}  // namespace idl::detail
