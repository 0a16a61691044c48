// Calls of this side over a connection that a server's loop drives: the leader reads for all of
// them, and whoever waits sleeps until it is told. It has no state of its own, so that a connection
// may have any number of them.
#pragma once

#include "rpc/call_link.h"

namespace idl::detail {

/// The connection has a driver, which lives until the connection is closed.
class LoopLink final : public CallLink {
 public:
  explicit LoopLink(std::shared_ptr<Connection> connection) : CallLink(std::move(connection)) {}

  bool ready(CallSlot& slot) override { return ended(slot); }
  Result<void> serve() override { return {}; }

 private:
  void refresh(Guard&, TimePoint) override {}
  void await_end(Guard& guard, CallSlot& slot) override;
  void expect_end(Guard& guard, TimePoint deadline) override;
  void send_off(Guard& guard, bool awaited) override;
  void nudge(Guard&) override {}

  // For the streams of this side's calls.
  [[nodiscard]] bool await(Guard& guard, Waiter& waiter, TimePoint deadline) override;
  void send_off(Guard& guard, Connection& connection) override;
  void leave_output(Guard& guard, Connection& connection) override;
};

}  // namespace idl::detail
