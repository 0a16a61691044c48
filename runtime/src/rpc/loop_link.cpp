// What is left to the driver of the connection is asked of it only while the connection is open:
// the driver may be gone afterwards.
#include "rpc/loop_link.h"

#include "rpc/current_call.h"

namespace idl::detail {

void LoopLink::await_end(Guard& guard, CallSlot& slot) {
  // The session ends the call at its deadline, of which the loop knows.
  while (!slot.waiter.done) slot.waiter.wake.wait(guard);
}

void LoopLink::expect_end(Guard& guard, TimePoint deadline) {
  if (!connection_->advance_timer(guard, deadline)) return;
  leave_output(guard, *connection_);
}

void LoopLink::send_off(Guard& guard, bool) { send_off(guard, *connection_); }

bool LoopLink::await(Guard& guard, Waiter& waiter, TimePoint deadline) {
  return prepare_to_block() && connection_->driver()->await(guard, waiter, deadline);
}

void LoopLink::send_off(Guard& guard, Connection& connection) {
  if (!connection.closed(guard)) connection.driver()->send_off(guard, connection);
}

void LoopLink::leave_output(Guard& guard, Connection& connection) {
  if (!connection.closed(guard)) connection.driver()->leave_output(guard, connection);
}

}  // namespace idl::detail
