// Choosing takes what is written here for true and asks only the connection that was chosen:
// whoever looks at all of them for every call pays for all of them.
#include "rpc/endpoint_set.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "idl/resolver.h"

namespace idl::detail {

EndpointSet::EndpointSet(Balance balance, const BackoffOptions& backoff, std::uint64_t seed)
    : backoff_(backoff), random_(seed), balancer_(balance) {}

void EndpointSet::update(const std::vector<Address>& addresses) {
  Endpoints updated;
  const auto is_at = [](const Address& address) {
    return [&address](const auto& endpoint) { return endpoint->address == address; };
  };
  for (const Address& address : addresses) {
    if (updated.size() == kMaxEndpoints) break;
    if (std::any_of(updated.begin(), updated.end(), is_at(address))) continue;
    const auto known = std::find_if(endpoints_.begin(), endpoints_.end(), is_at(address));
    updated.push_back(known != endpoints_.end() ? *known : std::make_shared<Endpoint>(address));
  }
  for (const auto& endpoint : std::exchange(endpoints_, std::move(updated))) {
    const bool stays =
        std::find(endpoints_.begin(), endpoints_.end(), endpoint) != endpoints_.end();
    if (!stays && endpoint->link != nullptr) discard(std::move(endpoint->link));
  }
}

EndpointSet::Choice EndpointSet::choose(std::uint64_t since) {
  if (endpoints_.size() == 1 && endpoints_.front()->link != nullptr) [[likely]] {
    if (endpoints_.front()->link->takes_calls()) return {.link = endpoints_.front()->link};
  }
  const auto chosen = choose(true, since);
  if (!chosen) return {};
  const std::shared_ptr<Endpoint>& endpoint = endpoints_[*chosen];
  return endpoint->link == nullptr ? Choice{.untried = endpoint} : Choice{.link = endpoint->link};
}

std::shared_ptr<CallLink> EndpointSet::choose_connected() {
  const auto chosen = choose(false, failures_);
  return chosen ? endpoints_[*chosen]->link : nullptr;
}

std::optional<std::size_t> EndpointSet::choose(bool may_try, std::uint64_t since) {
  for (;;) {
    const TimePoint now = steady_clock().now();
    candidates_.clear();
    for (const auto& endpoint : endpoints_) {
      Candidate candidate = describe(*endpoint, since, now);
      if (candidate.standing == Standing::Untried && !may_try)
        candidate.standing = Standing::Closed;
      candidates_.push_back(candidate);
    }
    const auto chosen = balancer_.choose(candidates_);
    if (!chosen) return std::nullopt;
    Endpoint& endpoint = *endpoints_[*chosen];
    if (endpoint.link == nullptr || endpoint.link->takes_calls()) return chosen;
    drop_if_lost(endpoint);
  }
}

std::shared_ptr<Endpoint> EndpointSet::untried(std::uint64_t since) const {
  const TimePoint now = steady_clock().now();
  const auto found = std::find_if(endpoints_.begin(), endpoints_.end(), [&](const auto& endpoint) {
    return describe(*endpoint, since, now).standing == Standing::Untried;
  });
  return found == endpoints_.end() ? nullptr : *found;
}

void EndpointSet::drop_lost() {
  for (const auto& endpoint : endpoints_) {
    if (endpoint->link != nullptr && !endpoint->link->takes_calls()) drop_if_lost(*endpoint);
  }
}

Candidate EndpointSet::describe(const Endpoint& endpoint, std::uint64_t since,
                                TimePoint now) const {
  if (endpoint.link != nullptr) {
    return {Standing::Connected, endpoint.link->calls_under_way()};
  }
  const bool may_try = !endpoint.connecting && endpoint.failed_attempt <= since &&
                       endpoint.health.next_attempt() <= now;
  return {may_try ? Standing::Untried : Standing::Closed, 0};
}

void EndpointSet::drop_if_lost(Endpoint& endpoint) {
  endpoint.health.note_lost(backoff_, endpoint.link->last_activity(), steady_clock().now(),
                            random_);
  discard(std::move(endpoint.link));
}

void EndpointSet::connected(Endpoint& endpoint, std::shared_ptr<CallLink> link) {
  endpoint.link = std::move(link);
  endpoint.health.note_connected();
}

void EndpointSet::failed(Endpoint& endpoint, Error reason) {
  endpoint.failed_attempt = ++failures_;
  endpoint.health.note_failed(backoff_, std::move(reason), steady_clock().now(), random_);
}

bool EndpointSet::all_failed(std::uint64_t since) const {
  return std::all_of(endpoints_.begin(), endpoints_.end(),
                     [since](const auto& endpoint) { return endpoint->failed_attempt > since; });
}

const Endpoint* EndpointSet::next_to_try(std::uint64_t since) const {
  const Endpoint* next = nullptr;
  for (const auto& endpoint : endpoints_) {
    if (endpoint->link != nullptr || endpoint->connecting || endpoint->failed_attempt > since) {
      continue;
    }
    if (next == nullptr || endpoint->health.next_attempt() < next->health.next_attempt()) {
      next = endpoint.get();
    }
  }
  return next;
}

bool EndpointSet::has_connection() const {
  return std::any_of(endpoints_.begin(), endpoints_.end(),
                     [](const auto& endpoint) { return endpoint->link != nullptr; });
}

bool EndpointSet::is_connecting() const {
  return std::any_of(endpoints_.begin(), endpoints_.end(),
                     [](const auto& endpoint) { return endpoint->connecting; });
}

std::size_t EndpointSet::count_untried(std::uint64_t since) const {
  const TimePoint now = steady_clock().now();
  return static_cast<std::size_t>(
      std::count_if(endpoints_.begin(), endpoints_.end(), [&](const auto& endpoint) {
        return describe(*endpoint, since, now).standing == Standing::Untried;
      }));
}

}  // namespace idl::detail
