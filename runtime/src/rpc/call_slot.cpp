// Slots, and the ends of calls that they keep. Nothing here locks: the connection that owns the
// slots holds its lock.
#include "rpc/call_slot.h"

#include <algorithm>
#include <utility>

namespace idl::detail {

void CallSlot::keep(BytesView body) {
  copy_.assign(body.begin(), body.end());
  reply.body = copy_;
}

void CallSlot::succeed(Payload results, Descriptors descriptors) {
  descriptors_ = std::move(descriptors);
  reply.descriptors = &descriptors_;
  if (results.is_view()) {
    keep(results.bytes());
  } else {
    payload_ = std::move(results);
    reply.body = payload_.bytes();
  }
}

void CallSlot::fail(WireError failure) {
  keep(failure.body);
  reply.declared = failure.declared;
  reply.error = std::move(failure.error);
  if (failure.declared != 0) reply.error->message = std::move(failure.name);
}

void CallSlot::reset() {
  waiter.done = false;
  patient = unconnected = false;
  call = CallId{};
  kept.drop();
  deadline = TimePoint::max();
  reply = Reply{};
  payload_ = Payload{};
  descriptors_.clear();
  if (copy_.capacity() > kKeptSlotBytes) Bytes().swap(copy_);
}

CallSlot* CallSlots::borrow() {
  if (unused_.empty()) {
    all_.push_back(std::make_unique<CallSlot>());
    unused_.reserve(all_.size());
    return all_.back().get();
  }
  CallSlot* slot = unused_.back();
  unused_.pop_back();
  return slot;
}

void CallSlots::open(CallSlot& slot, CallId call) {
  slot.call = call;
  open_.push_back({call, &slot});
  open_count_.store(open_.size(), std::memory_order_relaxed);
}

CallSlot* CallSlots::close(CallId call) {
  const auto found = std::find_if(open_.begin(), open_.end(),
                                  [call](const Entry& entry) { return entry.call == call; });
  if (found == open_.end()) return nullptr;
  CallSlot* slot = found->slot;
  *found = open_.back();
  open_.pop_back();
  open_count_.store(open_.size(), std::memory_order_relaxed);
  return slot;
}

std::vector<CallSlot*> CallSlots::open_slots() const {
  std::vector<CallSlot*> slots;
  for (const Entry& entry : open_) slots.push_back(entry.slot);
  return slots;
}

void CallSlots::give_back(CallSlot& slot) {
  slot.reset();
  unused_.push_back(&slot);
}

}  // namespace idl::detail
