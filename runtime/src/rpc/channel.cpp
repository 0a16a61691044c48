// The public handle of a channel, and the stub's few words about it. What happens behind it is
// ChannelCore's business.
#include "idl/channel.h"

#include <utility>

#include "base/clock.h"
#include "idl/stub.h"
#include "rpc/channel_core.h"

namespace idl {

Channel::Channel(std::shared_ptr<detail::ChannelCore> core) : core_(std::move(core)) {}

Result<Channel> Channel::connect(std::string_view address, ChannelOptions options) {
  const auto parsed = parse_address(address);
  if (!parsed) return parsed.error();
  return connect(*parsed, std::move(options));
}

Result<Channel> Channel::connect(const Address& address, ChannelOptions options) {
  const TimePoint deadline =
      detail::deadline_after(detail::steady_clock().now(), options.connect_timeout);
  auto core = std::make_shared<detail::ChannelCore>(address, std::move(options));
  if (const auto link = core->link(deadline); !link) return link.error();
  return Channel(std::move(core));
}

const Address& Channel::address() const { return core_->address(); }

void Channel::close() { core_->close(); }

Stub::Stub(Channel channel) : route_(std::move(channel.core_)) {}

Stub::Stub(std::shared_ptr<detail::CallRoute> route) : route_(std::move(route)) {}

Stub Stub::with(CallOptions options) const {
  Stub stub = *this;
  stub.options_ = std::move(options);
  return stub;
}

}  // namespace idl
