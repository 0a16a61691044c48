// Connecting, at first and again. One thread connects for all who wait; each of them waits no
// longer than its own deadline.
#include "rpc/channel_core.h"

#include <utility>

#include "base/clock.h"
#include "rpc/channel_watch.h"
#include "rpc/current_call.h"
#include "rpc/session_setup.h"

namespace idl::detail {
namespace {

Error closed_here() {
  return Error{Code::Cancelled, "the channel was closed", Executed::No, Origin::Local};
}

Error connect_took_too_long(const Address& address) {
  return Error{Code::DeadlineExceeded,
               "the time ran out while another call was connecting to `" + to_string(address) + "`",
               Executed::No, Origin::Local};
}

}  // namespace

ChannelCore::ChannelCore(Address address, ChannelOptions options)
    : CallRoute(options.tracer, 0, ChannelWatch::create(options)),
      address_(std::move(address)),
      options_(std::move(options)) {}

ConnectionSetup ChannelCore::setup() const {
  ConnectionSetup setup;
  setup.role = Role::Initiator;
  setup.session = session_options(address_, {.message_bytes = options_.max_message_bytes,
                                             .calls = options_.max_calls,
                                             .streams = options_.max_streams});
  setup.max_calls = options_.max_calls;
  setup.tracer = options_.tracer;
  if (watch() != nullptr) setup.stats = watch()->connections();
  return setup;
}

Result<std::shared_ptr<CallLink>> ChannelCore::link(TimePoint deadline) {
  Guard guard(mutex_);
  for (;;) {
    if (closed_) return closed_here();
    if (link_ != nullptr && link_->takes_calls()) return std::shared_ptr<CallLink>(link_);
    if (!connecting_) return connect(guard, deadline);
    if (auto permit = prepare_to_block(); !permit) return permit.error();
    if (deadline == TimePoint::max()) {
      connected_.wait(guard);
    } else if (connected_.wait_until(guard, deadline) == std::cv_status::timeout) {
      return connect_took_too_long(address_);
    }
  }
}

Result<std::shared_ptr<CallLink>> ChannelCore::connect(Guard& guard, TimePoint deadline) {
  connecting_ = true;
  guard.unlock();
  auto permit = prepare_to_block();
  auto opened = permit ? ClientLink::open(address_, setup(), deadline)
                       : Result<std::shared_ptr<ClientLink>>(permit.error());
  guard.lock();
  connecting_ = false;
  connected_.notify_all();
  if (!opened) return opened.error();
  if (closed_) {
    (*opened)->close(closed_here());
    return closed_here();
  }
  link_ = std::move(*opened);
  return std::shared_ptr<CallLink>(link_);
}

void ChannelCore::close() {
  std::shared_ptr<ClientLink> link;
  {
    const Guard guard(mutex_);
    closed_ = true;
    link = link_;
  }
  if (link != nullptr) link->close(closed_here());
}

}  // namespace idl::detail
