// What all handles of a channel share: the addresses, the options, and the connections, each opened
// when a call needs it. One thread connects to an address or asks the resolver; the others use what
// is there, or wait. With an own loop nobody does: calls go to a connection that is being opened.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "idl/address.h"
#include "idl/channel.h"
#include "idl/resolver.h"
#include "idl/result.h"
#include "rpc/address_plan.h"
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

  /// A connection that takes calls, chosen as the options say; or a new one. With an own loop that
  /// may still be opening, and nothing here blocks.
  Result<std::shared_ptr<CallLink>> link(LinkRequest& request) override;

  /// Waits for a first connection, for up to `connect_timeout`.
  Result<void> connect();

  [[nodiscard]] std::uint64_t failed_attempts() override;

  /// Ends all connections, and refuses calls from now on.
  void close();

  /// The addresses of the moment.
  [[nodiscard]] std::vector<Address> addresses();
  [[nodiscard]] const ChannelOptions& options() const { return options_; }
  [[nodiscard]] std::shared_ptr<Executor> executor() const override;
  /// The application's loop that drives it; null: there is none. Constant after set_up().
  [[nodiscard]] ChannelLoop* loop() const { return loop_.get(); }

  // For the plan of the connection that an own loop opens, which is known by its number.
  AddressPlan::Step next_address(std::uint64_t opening);
  void opening_failed(std::uint64_t opening, Error reason);
  [[nodiscard]] bool opening_succeeded(std::uint64_t opening);

  /// The resolver has answered, aside.
  void resolved(const Result<std::vector<Address>>& answer, std::optional<Duration> refresh);

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

  void note_answer(const Result<std::vector<Address>>& answer, std::optional<Duration> refresh);

  Result<void> wait(Guard& guard, const LinkRequest& request, std::uint64_t since);

  // With an own loop.
  Linked find_in_loop(Guard& guard, const LinkRequest& request);
  Result<std::shared_ptr<ClientLink>> join_opening(Guard& guard, const LinkRequest& request);
  Result<void> begin_opening(Guard& guard);
  [[nodiscard]] std::optional<Error> refusal_to_wait(const LinkRequest& request) const;
  [[nodiscard]] ConnectionSetup opening_setup() const;
  AddressPlan::Step plan(Guard& guard, std::optional<Error>& of_the_impatient);
  [[nodiscard]] AddressPlan::Step plan_without_addresses();
  [[nodiscard]] bool is_awaited_patiently() const;
  void resolve_aside(Guard& guard);

  /// The connection that the own loop opens, one at a time.
  struct Opening {
    std::shared_ptr<ClientLink> link{};         ///< Null: none.
    std::uint64_t since = 0;                    ///< Failed attempts, when its present round began.
    TimePoint wanted_until = TimePoint::min();  ///< By a call.
    TimePoint patient_one_ways_until = TimePoint::min();  ///< Of which nobody hears again.
    std::shared_ptr<Endpoint> tried{};                    ///< Null: no attempt is under way.
    TimePoint begun{};                                    ///< That attempt, …
    TimePoint until{};                                    ///< … and its end.
    bool answered = false;                                ///< The resolver, meanwhile.
  };

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
  std::optional<Error> resolver_failure_;
  Opening opening_;
  std::uint64_t opening_number_ = 0;  // of opening_
  bool closed_ = false;
};

}  // namespace idl::detail
