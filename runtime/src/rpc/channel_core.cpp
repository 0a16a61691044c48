// From a call to its connection: the one whose turn it is, a new one, or a wait for one. Nobody
// waits longer than its own deadline. How connections and addresses are had stands in
// channel_connect.cpp.
#include "rpc/channel_core.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/clock.h"
#include "base/random.h"
#include "base/wait_until.h"
#include "rpc/channel_errors.h"
#include "rpc/channel_watch.h"
#include "rpc/current_call.h"
#include "rpc/server_watch.h"

namespace idl::detail {
namespace {

// As the number of an attempt: one that no failure comes after, so that nothing counts as tried.
constexpr std::uint64_t kNothingTried = std::numeric_limits<std::uint64_t>::max();

}  // namespace

ChannelCore::ChannelCore(std::shared_ptr<Resolver> resolver, const std::vector<Address>& addresses,
                         ChannelOptions options)
    : CallRoute(options.tracer, 0,
                ChannelWatch::create(options.interceptors, options.metrics.get()),
                std::make_shared<Retries>(options.retry, random_seed())),
      options_(std::move(options)),
      log_(ChannelLog::create(options_.log)),
      served_watch_(ServerWatch::create({options_.serve_interceptors, options_.metrics,
                                         log_ == nullptr ? nullptr : log_->lines()})),
      services_(std::make_shared<ServiceTable>()),
      resolver_(std::move(resolver)),
      endpoints_(options_.balance, options_.backoff, random_seed()),
      resolve_at_(resolver_ == nullptr ? TimePoint::max() : TimePoint::min()) {
  endpoints_.update(addresses);
}

ChannelCore::ChannelCore(const std::vector<Address>& addresses, ChannelOptions options)
    : ChannelCore(nullptr, addresses, std::move(options)) {}

ChannelCore::ChannelCore(std::shared_ptr<Resolver> resolver, ChannelOptions options)
    : ChannelCore(std::move(resolver), {}, std::move(options)) {}

ChannelCore::~ChannelCore() {
  retries()->stop();
  if (loop_ != nullptr) loop_->stop(channel_closed());
}

Result<void> ChannelCore::set_up() {
  auto sound = none_is_null(options_.interceptors, "ChannelOptions::interceptors");
  if (sound)
    sound = none_is_null(options_.serve_interceptors, "ChannelOptions::serve_interceptors");
  if (!sound) return sound;
  for (const auto& service : options_.serve) {
    if (auto added = services_->add(service); !added) return added;
  }
  if (!options_.own_loop) return {};
  if (has_threads()) return own_loop_has_no_threads();
  auto made = ChannelLoop::create();
  if (!made) return made.error();
  loop_ = *std::move(made);
  retries()->work_in(loop_);
  return {};
}

std::shared_ptr<Executor> ChannelCore::executor() const {
  return options_.executor == nullptr ? loop_ : options_.executor;
}

ChannelCore::Linked ChannelCore::link(LinkRequest& request) {
  // Connections end without the lock: their threads may be at a listener that uses the channel.
  std::vector<std::shared_ptr<CallLink>> discarded;
  Guard guard(mutex_);
  Linked linked = loop_ == nullptr ? find(guard, request) : find_in_loop(guard, request);
  discarded = endpoints_.take_discarded();
  guard.unlock();
  if (log_ != nullptr) [[unlikely]] {
    for (const auto& lost : discarded) lost->tell_end(*log_);
  }
  return linked;
}

ChannelCore::Linked ChannelCore::find(Guard& guard, LinkRequest& request) {
  const std::uint64_t since =
      request.wait_for_ready ? kNothingTried : request.since.value_or(endpoints_.failures());
  for (;; request.now = steady_clock().now()) {
    if (closed_) return channel_closed();
    if (must_resolve()) {
      if (auto resolved = resolve(guard, request); !resolved) return resolved.error();
      request.now = steady_clock().now();
    }
    EndpointSet::Choice choice = endpoints_.choose(since);
    if (choice.link != nullptr) return std::move(choice.link);
    if (choice.untried != nullptr) {
      auto outcome = connect(guard, *choice.untried, request, since);
      request.now = steady_clock().now();
      if (outcome) return *std::move(outcome);
    } else if (!endpoints_.empty() && endpoints_.all_failed(since)) {
      return none_answered(endpoints_.all());
    } else if (auto waited = wait(guard, request, since); !waited) {
      return waited.error();
    }
  }
}

Result<void> ChannelCore::wait(Guard& guard, const LinkRequest& request, std::uint64_t since) {
  const Endpoint* next = endpoints_.next_to_try(since);
  const TimePoint attempt = next == nullptr ? TimePoint::max() : next->health.next_attempt();
  const bool in_vain = attempt >= request.deadline && !endpoints_.is_connecting();
  if (next != nullptr && in_vain && !request.wait_for_ready) {
    return not_tried_before(*next, steady_clock().now());
  }
  if (auto permit = prepare_to_block(); !permit) return permit.error();
  const TimePoint until =
      std::min({attempt, request.deadline, resolving_ ? TimePoint::max() : resolve_at_});
  wait_until(changed_, guard, until);
  if (steady_clock().now() >= request.deadline) return no_connection_in_time(endpoints_.all());
  return {};
}

std::uint64_t ChannelCore::failed_attempts() {
  const Guard guard(mutex_);
  return endpoints_.failures();
}

std::vector<Address> ChannelCore::addresses() {
  const Guard guard(mutex_);
  std::vector<Address> addresses;
  for (const auto& endpoint : endpoints_.all()) addresses.push_back(endpoint->address);
  return addresses;
}

void ChannelCore::close() {
  std::vector<std::shared_ptr<CallLink>> links;
  {
    const Guard guard(mutex_);
    closed_ = true;
    links.push_back(opening_.link);
    for (const auto& endpoint : endpoints_.all()) links.push_back(endpoint->link);
    changed_.notify_all();
  }
  retries()->stop();
  for (const auto& link : links) {
    if (link != nullptr) link->close(channel_closed());
  }
}

}  // namespace idl::detail
