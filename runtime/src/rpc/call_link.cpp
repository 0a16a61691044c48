// What calls do in the same way whoever drives their connection: from a request to a slot, and
// back. It neither waits nor reads.
#include "rpc/call_link.h"

#include <utility>

#include "rpc/repeatable.h"
#include "rpc/stream_port.h"

namespace idl::detail {

Error call_cancelled() {
  return Error{Code::Cancelled, "the call was cancelled", Executed::Maybe, Origin::Local};
}

Result<CallSlot*> CallLink::begin(const CallRequest& request, const CallStart& start,
                                  const CallTimes& times) {
  if (start.parameters.references != nullptr) {
    if (auto serving = serve(); !serving) return serving.error();
  }
  Guard guard = connection_->lock();
  refresh(guard, times.now);
  CallSlot* slot = connection_->slots(guard).borrow();
  if (auto begun = connection_->begin(guard, request, start, {*slot, times.now}); !begun) {
    connection_->slots(guard).give_back(*slot);
    return begun.error();
  }
  slot->deadline = times.deadline;
  slot->patient = start.options.wait_for_ready;
  if (start.port != nullptr) {
    start.port->open(*connection_, *this, slot->call, TimePoint::max());
    if (start.options.executor != nullptr) start.port->set_executor(start.options.executor);
    connection_->add_port(guard, *start.port);
  }
  expect_end(guard, times.deadline);
  if (start.awaited) {
    send_off(guard, true);
    send_left_output(guard);
    await_end(guard, *slot);
  } else if (start.port != nullptr) {
    send_off(guard, false);
  } else {
    connection_->flush_paced(guard, *this, times.now);
  }
  return slot;
}

Result<void> CallLink::begin_one_way(const CallRequest& request, const CallStart& start,
                                     TimePoint now) {
  if (start.parameters.references != nullptr) {
    if (auto serving = serve(); !serving) return serving;
  }
  Guard guard = connection_->lock();
  refresh(guard, now);
  if (auto begun = connection_->begin_one_way(guard, request, start, now); !begun) return begun;
  connection_->flush_paced(guard, *this, now);
  return {};
}

void CallLink::await(CallSlot& slot) {
  Guard guard = connection_->lock();
  send_left_output(guard);
  await_end(guard, slot);
}

void CallLink::send_left_output(Guard& guard) {
  if (connection_->take_left_output(guard)) send_off(guard, true);
}

bool CallLink::ended(CallSlot& slot) {
  const Guard guard = connection_->lock();
  return slot.waiter.done;
}

bool CallLink::ended_unserved(CallSlot& slot) {
  const Guard guard = connection_->lock();
  return slot.waiter.done && !slot.unconnected && slot.reply.error &&
         is_repeatable(*slot.reply.error, false);
}

bool CallLink::await_without_thread(CallSlot& slot, Continuation& continuation) {
  Guard guard = connection_->lock();
  if (slot.waiter.done) return false;
  continuation.begin(*this, guard);
  slot.waiter.continuation = &continuation;
  send_left_output(guard);
  return true;
}

void CallLink::forget(CallSlot& slot, Continuation& continuation) {
  const Guard guard = connection_->lock();
  if (slot.waiter.continuation == &continuation) slot.waiter.continuation = nullptr;
  continuation.drop();
}

void CallLink::cancel_locked(Guard& guard, CallSlot& slot, Error error) {
  connection_->cancel(guard, slot, std::move(error));
  send_off(guard, false);
  nudge(guard);
}

void CallLink::cancel(CallSlot& slot, Error error) {
  Guard guard = connection_->lock();
  if (!slot.waiter.done) cancel_locked(guard, slot, std::move(error));
}

void CallLink::release(CallSlot& slot) {
  Guard guard = connection_->lock();
  if (!slot.waiter.done) cancel_locked(guard, slot, call_cancelled());
  if (!slot.references.empty()) {
    connection_->give_back(guard, slot.references);
    send_off(guard, false);
  }
  connection_->slots(guard).give_back(slot);
}

std::shared_ptr<CallRoute> CallLink::take_reference(CallSlot& slot, std::uint32_t number) {
  // Somebody has to read as long as it is held, to answer pings and hear of the end.
  (void)serve();
  return connection_->take_reference(slot.references, number);
}

void CallLink::close(const Error& error) {
  Guard guard = connection_->lock();
  if (connection_->closed(guard)) return;
  connection_->flush(guard);
  connection_->abandon(guard, error);
  nudge(guard);
}

TimePoint CallLink::last_activity() {
  const Guard guard = connection_->lock();
  return connection_->last_activity(guard);
}

}  // namespace idl::detail
