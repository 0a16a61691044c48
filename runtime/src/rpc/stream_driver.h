// How threads that read or write streams wait, and how output leaves that they do not wait for: at
// a client whoever waits reads for all, at a server the leader does.
#pragma once

#include <chrono>

#include "idl/time.h"
#include "idl/time_point.h"
#include "rpc/connection.h"

namespace idl::detail {

/// After so long, output that was left to others is written.
inline constexpr Duration kLeftOutputDelay = std::chrono::milliseconds(1);

/// Guards are of the connection's lock.
class StreamDriver : public WaitKeeper {
 public:
  /// Waits until `waiter.done`. False if this thread must not wait, or `deadline` has passed.
  [[nodiscard]] virtual bool await(Connection::Guard& guard, Waiter& waiter,
                                   TimePoint deadline) = 0;

  /// Writes the output now, as far as the system takes it; somebody writes the rest.
  virtual void send_off(Connection::Guard& guard, Connection& connection) = 0;

  /// The connection is to be looked after within kLeftOutputDelay, whatever this thread does
  /// meanwhile: there is output, or a new deadline.
  virtual void leave_output(Connection::Guard& guard, Connection& connection) = 0;

  /// Something has come that was not read from the connection: if whoever waits for it reads, it
  /// looks again.
  virtual void nudge(Connection::Guard& guard) = 0;

 protected:
  ~StreamDriver() = default;
};

}  // namespace idl::detail
