// Lending out and taking back; both cost the same however many calls there are. What is lent out
// stays where it is in memory until it comes back.
#include "rpc/incoming_calls.h"

namespace idl::detail {

IncomingCall& IncomingCalls::begin() {
  if (unused_.empty()) {
    all_.push_back(std::make_unique<IncomingCall>());
    unused_.reserve(all_.size());
    unused_.push_back(all_.back().get());
  }
  IncomingCall& call = *unused_.back();
  unused_.pop_back();
  call.place = running_.size();
  running_.push_back(&call);
  return call;
}

void IncomingCalls::finish(IncomingCall& call) {
  running_.back()->place = call.place;
  running_[call.place] = running_.back();
  running_.pop_back();
  unused_.push_back(&call);
  call.reset();
}

void IncomingCalls::cancel(CallId id) {
  for (IncomingCall* call : running_) {
    if (call->id == id && !call->one_way) call->cancel();
  }
}

void IncomingCalls::cancel_awaited() {
  for (IncomingCall* call : running_) {
    if (!call->one_way) call->cancel();
  }
}

void IncomingCalls::cancel_all() {
  for (IncomingCall* call : running_) call->cancel();
}

void IncomingCalls::tell_drain() {
  for (IncomingCall* call : running_) call->tell_drain();
}

}  // namespace idl::detail
