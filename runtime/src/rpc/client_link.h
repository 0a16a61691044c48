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

namespace idl::detail {

/// After so long without traffic, what has arrived is read before a call is sent: it may be a
/// go-away.
inline constexpr Duration kIdleBeforePeek = std::chrono::seconds(1);

/// Whether a call that failed so may do better on another connection, where nothing has happened
/// yet.
[[nodiscard]] bool deserves_new_connection(const Error& error);

/// A connected client. All functions may be called from any thread.
class ClientLink {
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

  /// Ends a call that has not ended.
  void cancel(CallSlot& slot);

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
  Result<void> greet(TimePoint deadline);
  void refresh(Connection::Guard& guard);
  void send_off(Connection::Guard& guard, bool awaited);
  void leave_output(Connection::Guard& guard);
  void cancel_locked(Connection::Guard& guard, CallSlot& slot);

  const std::shared_ptr<Connection> connection_;
  const std::unique_ptr<Waker> waker_;
  ReaderRole role_;
  Attendant attendant_;
};

}  // namespace idl::detail
