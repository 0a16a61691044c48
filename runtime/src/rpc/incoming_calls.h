// The calls of the peer on one connection: those that are being served, and the unused objects for
// the next ones. Guarded by the connection's lock.
#pragma once

#include <memory>
#include <vector>

#include "rpc/incoming_call.h"
#include "session/session_events.h"

namespace idl::detail {

class IncomingCalls {
 public:
  /// An object for a call that begins to be served.
  IncomingCall& begin();

  /// Takes the object of a call back whose service has ended.
  void finish(IncomingCall& call);

  /// Tells the handler of `id`, if it still runs, that nobody waits. Nobody ever waited for a
  /// one-way call: its handler is not told.
  void cancel(CallId id);
  /// The same for all calls, since the peer has gone.
  void cancel_awaited();
  /// Tells all handlers, since this side ends the connection.
  void cancel_all();

  /// Tells all handlers that the connection drains.
  void tell_drain();

  [[nodiscard]] const std::vector<IncomingCall*>& running() const { return running_; }

 private:
  std::vector<std::unique_ptr<IncomingCall>> all_;
  std::vector<IncomingCall*> unused_;
  std::vector<IncomingCall*> running_;
};

}  // namespace idl::detail
