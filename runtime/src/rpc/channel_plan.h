// The plan of a connection that a channel's own loop opens: all it knows is the channel's. What is
// decided there stands in channel_opening.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "rpc/address_plan.h"

namespace idl::detail {

class ChannelCore;

/// Does not hold the channel, which may go.
class ChannelPlan final : public AddressPlan {
 public:
  ChannelPlan(std::weak_ptr<ChannelCore> channel, std::uint64_t opening)
      : channel_(std::move(channel)), opening_(opening) {}

  Step next() override;
  void failed(Error reason) override;
  bool opened() override;

 private:
  const std::weak_ptr<ChannelCore> channel_;
  const std::uint64_t opening_;
};

}  // namespace idl::detail
