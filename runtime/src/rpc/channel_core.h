// What all handles of a channel share: the address, the options, and the present connection, which
// is opened again when a call needs it and it is gone. One thread connects; the others wait for it.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include "idl/address.h"
#include "idl/channel.h"
#include "idl/result.h"
#include "rpc/call_route.h"
#include "rpc/client_link.h"

namespace idl::detail {

/// Any thread.
class ChannelCore final : public CallRoute {
 public:
  ChannelCore(Address address, ChannelOptions options);

  /// A connection that takes calls: the present one, or a new one by `deadline`.
  Result<std::shared_ptr<CallLink>> link(TimePoint deadline) override;

  /// Ends the connection, and refuses calls from now on.
  void close();

  [[nodiscard]] const Address& address() const { return address_; }
  [[nodiscard]] const ChannelOptions& options() const { return options_; }

 private:
  using Guard = std::unique_lock<std::mutex>;

  Result<std::shared_ptr<CallLink>> connect(Guard& guard, TimePoint deadline);
  [[nodiscard]] ConnectionSetup setup() const;

  const Address address_;
  const ChannelOptions options_;

  std::mutex mutex_;
  std::condition_variable connected_;
  std::shared_ptr<ClientLink> link_;
  bool connecting_ = false;
  bool closed_ = false;
};

}  // namespace idl::detail
