// What all handles of a channel share: the addresses, the options, and the connections, each opened
// when a call needs it. One thread connects to an address or asks the resolver; the others use what
// is there, or wait.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "idl/address.h"
#include "idl/channel.h"
#include "idl/resolver.h"
#include "idl/result.h"
#include "rpc/background.h"
#include "rpc/call_route.h"
#include "rpc/channel_log.h"
#include "rpc/client_link.h"
#include "rpc/endpoint_set.h"
#include "rpc/retries.h"

namespace idl::detail {

class ServerWatch;

/// Any thread.
class ChannelCore final : public CallRoute, public std::enable_shared_from_this<ChannelCore> {
 public:
  /// For addresses that stay, or for those of a resolver.
  ChannelCore(const std::vector<Address>& addresses, ChannelOptions options);
  ChannelCore(std::shared_ptr<Resolver> resolver, ChannelOptions options);

  /// Nothing is repeated any more. With an own loop, what calls still are under way has nobody left
  /// to drive it, and ends.
  ~ChannelCore() override;

  /// Adds the services of the options, and makes the own loop, if there is one. Once, first. Fails
  /// with InvalidArgument, ResourceExhausted or SystemError.
  Result<void> set_up();

  /// A connection that takes calls, chosen as the options say; or a new one.
  Result<std::shared_ptr<CallLink>> link(LinkRequest& request) override;

  [[nodiscard]] std::uint64_t failed_attempts() override;

  /// Ends all connections, and refuses calls from now on.
  void close();

  /// The addresses of the moment.
  [[nodiscard]] std::vector<Address> addresses();
  [[nodiscard]] const ChannelOptions& options() const { return options_; }
  [[nodiscard]] std::shared_ptr<Executor> executor() const override;
  /// The application's loop that drives it; null: there is none. Constant after set_up().
  [[nodiscard]] ChannelLoop* loop() const { return loop_.get(); }

 private:
  using Guard = std::unique_lock<std::mutex>;
  using Linked = Result<std::shared_ptr<CallLink>>;

  ChannelCore(std::shared_ptr<Resolver> resolver, const std::vector<Address>& addresses,
              ChannelOptions options);

  Linked find(Guard& guard, LinkRequest& request);

  /// Tries one address. Nothing: it has failed, and another one may be tried.
  std::optional<Linked> connect(Guard& guard, Endpoint& endpoint, const LinkRequest& request,
                                std::uint64_t since);
  Linked open(Guard& guard, const Endpoint& endpoint, TimePoint until);
  Linked open(const Address& address, TimePoint until);
  [[nodiscard]] bool has_threads() const;
  [[nodiscard]] CrewSetup crew_setup();
  [[nodiscard]] TimePoint end_of_attempt(TimePoint now, TimePoint deadline,
                                         std::uint64_t since) const;
  [[nodiscard]] ConnectionSetup setup(const Address& address) const;

  [[nodiscard]] bool must_resolve() const;
  Result<void> resolve(Guard& guard, const LinkRequest& request);
  Result<std::vector<Address>> ask_resolver(Guard& guard, TimePoint deadline);

  Result<void> wait(Guard& guard, const LinkRequest& request, std::uint64_t since);

  const BackgroundHold background_;  // first: let go when all the rest is gone
  const ChannelOptions options_;
  const std::shared_ptr<const ChannelLog> log_;            // null: nobody reads it
  const std::shared_ptr<const ServerWatch> served_watch_;  // null: nobody looks on
  const std::shared_ptr<ServiceTable> services_;
  const std::shared_ptr<Resolver> resolver_;  // null: the addresses stay

  std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<ChannelLoop> loop_;
  EndpointSet endpoints_;
  TimePoint resolve_at_;  // max: never
  bool resolving_ = false;
  bool closed_ = false;
};

}  // namespace idl::detail
