// The addresses of a channel with their connections, and which of them a call is to use. It keeps
// the books; connecting and waiting are the channel's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/random.h"
#include "idl/address.h"
#include "idl/backoff.h"
#include "idl/error.h"
#include "idl/time_point.h"
#include "rpc/balancer.h"
#include "rpc/call_link.h"
#include "rpc/endpoint_health.h"

namespace idl::detail {

/// One address. Guarded by the lock of its channel, but for `address`.
struct Endpoint {
  explicit Endpoint(Address where) : address(std::move(where)) {}

  const Address address;
  std::shared_ptr<CallLink> link{};  ///< The present connection; null: none.
  EndpointHealth health{};
  bool connecting = false;           ///< A thread is at it.
  std::uint64_t failed_attempt = 0;  ///< The number of the last attempt here that failed.
};

/// Guarded by the lock of its channel.
class EndpointSet {
 public:
  EndpointSet(Balance balance, const BackoffOptions& backoff, std::uint64_t seed);

  using Endpoints = std::vector<std::shared_ptr<Endpoint>>;

  /// From now on these are the addresses, each once and at most kMaxEndpoints. Those that stay keep
  /// their connections; the connections of the others end with their last calls.
  void update(const std::vector<Address>& addresses);

  [[nodiscard]] bool empty() const { return endpoints_.empty(); }
  [[nodiscard]] const Endpoints& all() const { return endpoints_; }

  /// A connection that takes calls, if the endpoint whose turn it is has one. Otherwise `untried`
  /// is where one may be tried, if anywhere: no address that has failed after the attempt number
  /// `since`.
  struct Choice {
    std::shared_ptr<CallLink> link{};
    std::shared_ptr<Endpoint> untried{};
  };
  [[nodiscard]] Choice choose(std::uint64_t since);

  /// A connection that takes calls, whatever else may be tried; null: there is none.
  [[nodiscard]] std::shared_ptr<CallLink> choose_connected();

  /// The first endpoint at which a connection may be tried, likewise; null: none.
  [[nodiscard]] std::shared_ptr<Endpoint> untried(std::uint64_t since) const;

  /// Connections that are lost are not counted as such any more.
  void drop_lost();

  /// An attempt at `endpoint` is over.
  void connected(Endpoint& endpoint, std::shared_ptr<CallLink> link);
  void failed(Endpoint& endpoint, Error reason);

  /// A connection is not wanted any more.
  void discard(std::shared_ptr<CallLink> link) { discarded_.push_back(std::move(link)); }

  /// The connections that are not wanted any more, or were found lost; to be destroyed without the
  /// lock.
  [[nodiscard]] std::vector<std::shared_ptr<CallLink>> take_discarded() {
    return std::exchange(discarded_, {});
  }

  /// The number of the last attempt that failed.
  [[nodiscard]] std::uint64_t failures() const { return failures_; }

  /// Whether every address has failed after the attempt number `since`.
  [[nodiscard]] bool all_failed(std::uint64_t since) const;

  /// The address that may be tried first, of those without a connection that nobody is connecting
  /// to and that have not failed after the attempt number `since`; null: none.
  [[nodiscard]] const Endpoint* next_to_try(std::uint64_t since) const;

  /// Whether there is a connection somewhere, and whether a thread is connecting somewhere.
  [[nodiscard]] bool has_connection() const;
  [[nodiscard]] bool is_connecting() const;

  /// How many addresses may be tried now, of those that have not failed after `since`.
  [[nodiscard]] std::size_t count_untried(std::uint64_t since) const;

 private:
  [[nodiscard]] Candidate describe(const Endpoint& endpoint, std::uint64_t since,
                                   TimePoint now) const;
  [[nodiscard]] std::optional<std::size_t> choose(bool may_try, std::uint64_t since);
  void drop_if_lost(Endpoint& endpoint);

  const BackoffOptions backoff_;
  Random random_;
  Balancer balancer_;
  Endpoints endpoints_;
  std::vector<std::shared_ptr<CallLink>> discarded_;
  std::vector<Candidate> candidates_;  // kept, so that choosing allocates nothing
  std::uint64_t failures_ = 0;
};

}  // namespace idl::detail
