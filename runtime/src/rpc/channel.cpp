// The public handle of a channel, and the stub's few words about it. What happens behind it is
// ChannelCore's business.
#include "idl/channel.h"

#include <utility>

#include "base/check.h"
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
  return connect(std::vector<Address>{address}, std::move(options));
}

Result<Channel> Channel::connect(std::initializer_list<std::string_view> addresses,
                                 ChannelOptions options) {
  std::vector<Address> parsed;
  for (const std::string_view text : addresses) {
    auto address = parse_address(text);
    if (!address) return address.error();
    parsed.push_back(*std::move(address));
  }
  return connect(parsed, std::move(options));
}

Result<Channel> Channel::connect(const std::vector<Address>& addresses, ChannelOptions options) {
  if (const auto list = list_resolver(addresses); !list) return list.error();
  return open(std::make_shared<detail::ChannelCore>(addresses, std::move(options)));
}

Result<Channel> Channel::connect(std::shared_ptr<Resolver> resolver, ChannelOptions options) {
  detail::check(resolver != nullptr, "a channel needs a resolver, not a null pointer");
  return open(std::make_shared<detail::ChannelCore>(std::move(resolver), std::move(options)));
}

Result<Channel> Channel::open(std::shared_ptr<detail::ChannelCore> core) {
  if (const auto added = core->set_up(); !added) return added.error();
  if (!core->options().lazy) {
    if (const auto connected = core->connect(); !connected) return connected.error();
  }
  return Channel(std::move(core));
}

std::vector<Address> Channel::addresses() const { return core_->addresses(); }

Address Channel::address() const {
  std::vector<Address> all = addresses();
  return all.empty() ? Address() : std::move(all.front());
}

void Channel::close() { core_->close(); }

std::span<const PollFd> Channel::poll_fds() const {
  const detail::ChannelLoop* loop = core_->loop();
  return loop == nullptr ? std::span<const PollFd>() : loop->poll_fds();
}

Duration Channel::next_timeout() const {
  detail::ChannelLoop* loop = core_->loop();
  return loop == nullptr ? Duration::max() : loop->next_timeout();
}

void Channel::run_once() {
  const auto core = core_;  // what runs inside may let this handle go
  if (core->loop() != nullptr) core->loop()->run_once();
}

Stub::Stub(Channel channel) : route_(std::move(channel.core_)) {}

Stub::Stub(std::shared_ptr<detail::CallRoute> route) : route_(std::move(route)) {}

Stub Stub::with(CallOptions options) const {
  Stub stub = *this;
  stub.options_ = std::move(options);
  return stub;
}

}  // namespace idl
