// How the connections of a channel in an application's loop come about, where nothing may block: a
// call gets a connection that is still being opened, and the loop opens it by the plan that stands
// here. Calls beside a connection that works never wait for another.
#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "base/clock.h"
#include "rpc/channel_core.h"
#include "rpc/channel_errors.h"
#include "rpc/channel_plan.h"
#include "rpc/current_call.h"
#include "rpc/resolve.h"
#include "rpc/session_setup.h"

namespace idl::detail {
namespace {

Error no_thread_to_resolve() {
  return Error{Code::ResourceExhausted, "the system has no thread to ask the resolver on",
               Executed::No, Origin::Local};
}

// Of a connection for which no call waits.
Error not_wanted() {
  return Error{Code::Unavailable, "no call waits for the connection any more", Executed::No,
               Origin::Local};
}

}  // namespace

AddressPlan::Step ChannelPlan::next() {
  const auto channel = channel_.lock();
  return channel == nullptr ? Step{.failure = channel_closed()} : channel->next_address(opening_);
}

void ChannelPlan::failed(Error reason) {
  if (const auto channel = channel_.lock()) channel->opening_failed(opening_, std::move(reason));
}

bool ChannelPlan::opened() {
  const auto channel = channel_.lock();
  return channel != nullptr && channel->opening_succeeded(opening_);
}

Result<void> ChannelCore::connect() {
  LinkRequest request{.now = steady_clock().now(),
                      .deadline = deadline_in(options_.connect_timeout)};
  if (loop_ == nullptr) {
    if (const auto linked = link(request); !linked) return linked.error();
    return {};
  }
  if (auto permit = prepare_to_block(); !permit) return permit.error();
  Guard guard(mutex_);
  if (must_resolve()) resolve_aside(guard);
  const auto opening = join_opening(guard, request);
  guard.unlock();
  if (!opening) return opening.error();
  const auto greeted = (*opening)->greet(request.deadline);
  if (greeted || greeted.error().code != Code::DeadlineExceeded) return greeted;
  guard.lock();
  return no_connection_in_time(endpoints_.all());
}

ChannelCore::Linked ChannelCore::find_in_loop(Guard& guard, const LinkRequest& request) {
  if (closed_) return channel_closed();
  if (must_resolve()) resolve_aside(guard);
  const EndpointSet::Choice choice = endpoints_.choose(endpoints_.failures());
  if (choice.link != nullptr) return choice.link;
  if (choice.untried != nullptr && endpoints_.has_connection()) {
    // If this fails, it is tried again with the next call.
    if (opening_.link == nullptr) (void)begin_opening(guard);
    if (auto connected = endpoints_.choose_connected()) return connected;
  }
  auto opening = join_opening(guard, request);
  if (!opening) return opening.error();
  return std::shared_ptr<CallLink>(*std::move(opening));
}

Result<std::shared_ptr<ClientLink>> ChannelCore::join_opening(Guard& guard,
                                                              const LinkRequest& request) {
  if (auto refusal = refusal_to_wait(request)) return *std::move(refusal);
  if (opening_.link == nullptr || !opening_.link->takes_calls()) {
    if (auto begun = begin_opening(guard); !begun) return begun.error();
  }
  opening_.wanted_until = std::max(opening_.wanted_until, request.deadline);
  if (request.one_way && request.wait_for_ready) {
    opening_.patient_one_ways_until = std::max(opening_.patient_one_ways_until, request.deadline);
  }
  return opening_.link;
}

// A call that does not wait for ready need not begin to where nothing will be tried in its time.
std::optional<Error> ChannelCore::refusal_to_wait(const LinkRequest& request) const {
  if (request.wait_for_ready || endpoints_.is_connecting()) return std::nullopt;
  const Endpoint* next = endpoints_.next_to_try(endpoints_.failures());
  if (next == nullptr || next->health.next_attempt() < request.deadline) return std::nullopt;
  return not_tried_before(*next, steady_clock().now());
}

// What holds for each of the addresses that it may come to.
ConnectionSetup ChannelCore::opening_setup() const {
  const auto& all = endpoints_.all();
  ConnectionSetup made = setup(all.empty() ? Address() : all.front()->address);
  made.session.checksums =
      resolver_ != nullptr || std::any_of(all.begin(), all.end(), [](const auto& endpoint) {
        return session_options(endpoint->address, {}).checksums;
      });
  return made;
}

Result<void> ChannelCore::begin_opening(Guard&) {
  const auto& all = endpoints_.all();
  const bool is_unix = std::any_of(all.begin(), all.end(), [](const auto& endpoint) {
    return !std::holds_alternative<TcpAddress>(endpoint->address);
  });
  const ConnectionSetup connection = opening_setup();
  auto begun = ClientLink::begin_open(
      {.session = connection.session,
       .peer = {.address = all.empty() ? Address() : all.front()->address},
       .carries_descriptors = is_unix || resolver_ != nullptr,
       .plan = std::make_unique<ChannelPlan>(weak_from_this(), ++opening_number_)},
      connection, crew_setup());
  if (!begun) return begun.error();
  if (auto added = loop_->add(*begun); !added) return added;
  if (opening_.tried != nullptr) opening_.tried->connecting = false;
  opening_ = {.link = *std::move(begun), .since = endpoints_.failures()};
  return {};
}

AddressPlan::Step ChannelCore::next_address(std::uint64_t opening) {
  std::optional<Error> of_the_impatient;
  AddressPlan::Step step;
  std::shared_ptr<ClientLink> waiting;
  {
    Guard guard(mutex_);
    const bool is_current = opening == opening_number_ && opening_.link != nullptr;
    if (closed_ || !is_current) return {.failure = channel_closed()};
    step = plan(guard, of_the_impatient);
    waiting = opening_.link;
    if (step.failure) opening_ = {};
  }
  if (of_the_impatient) waiting->cancel_impatient(*of_the_impatient);
  return step;
}

AddressPlan::Step ChannelCore::plan(Guard& guard, std::optional<Error>& of_the_impatient) {
  if (must_resolve()) resolve_aside(guard);
  if (endpoints_.empty()) return plan_without_addresses();
  endpoints_.drop_lost();
  const TimePoint now = steady_clock().now();
  if (auto untried = endpoints_.untried(opening_.since)) {
    // The last one may take longer than its call: whoever comes next finds the connection.
    const bool is_last = endpoints_.count_untried(opening_.since) < 2;
    const TimePoint wanted_until = is_last ? TimePoint::max() : opening_.wanted_until;
    opening_.until = end_of_attempt(now, wanted_until, opening_.since);
    opening_.begun = now;
    untried->connecting = true;
    opening_.tried = std::move(untried);
    return {.address = opening_.tried->address, .until = opening_.until};
  }
  if (endpoints_.has_connection()) return {.failure = not_wanted()};
  const Endpoint* next = endpoints_.next_to_try(opening_.since);
  if (next == nullptr) {
    Error failure = none_answered(endpoints_.all());
    if (!is_awaited_patiently()) return {.failure = std::move(failure)};
    of_the_impatient = std::move(failure);
    opening_.since = endpoints_.failures();
    next = endpoints_.next_to_try(opening_.since);
  } else if (opening_.wanted_until <= now) {
    return {.failure = not_wanted()};
  }
  return {.until =
              std::min(next->health.next_attempt(), resolving_ ? TimePoint::max() : resolve_at_)};
}

AddressPlan::Step ChannelCore::plan_without_addresses() {
  if (resolving_) return {};
  if (!opening_.answered || is_awaited_patiently()) return {.until = resolve_at_};
  return {.failure = resolver_failure_.value_or(no_addresses())};
}

bool ChannelCore::is_awaited_patiently() const {
  return opening_.link->has_patient_calls() ||
         opening_.patient_one_ways_until > steady_clock().now();
}

void ChannelCore::opening_failed(std::uint64_t opening, Error reason) {
  std::shared_ptr<Endpoint> tried;
  {
    const Guard guard(mutex_);
    if (opening != opening_number_ || opening_.tried == nullptr) return;
    tried = std::exchange(opening_.tried, nullptr);
    tried->connecting = false;
    endpoints_.failed(*tried, attempt_failed(reason, remaining(opening_.until, opening_.begun)));
    if (resolve_at_ != TimePoint::max()) resolve_at_ = opening_.begun;  // as in connect()
  }
  if (log_ != nullptr) log_->note_attempt(tried->address, &reason);
}

bool ChannelCore::opening_succeeded(std::uint64_t opening) {
  std::shared_ptr<Endpoint> tried;
  {
    const Guard guard(mutex_);
    if (closed_ || opening != opening_number_ || opening_.tried == nullptr) return false;
    tried = std::exchange(opening_.tried, nullptr);
    tried->connecting = false;
    endpoints_.connected(*tried, std::move(opening_.link));
    opening_ = {};
  }
  if (log_ != nullptr) log_->note_attempt(tried->address, nullptr);
  return true;
}

void ChannelCore::resolve_aside(Guard&) {
  resolving_ = true;
  const TimePoint until = deadline_in(options_.connect_timeout);
  try {
    Background::shared()->post([weak = weak_from_this(), resolver = resolver_, until] {
      std::optional<Duration> refresh;
      const auto answer = resolve_with(*resolver, until, refresh);
      if (const auto core = weak.lock()) core->resolved(answer, refresh);
    });
  } catch (const std::system_error&) {
    resolver_failure_ = no_thread_to_resolve();
    opening_.answered = true;
    note_answer(no_thread_to_resolve(), std::nullopt);
  }
}

void ChannelCore::resolved(const Result<std::vector<Address>>& answer,
                           std::optional<Duration> refresh) {
  std::shared_ptr<ClientLink> opening;
  {
    const Guard guard(mutex_);
    note_answer(answer, refresh);
    resolver_failure_.reset();
    if (!answer) resolver_failure_ = answer.error();
    opening_.answered = true;
    opening = opening_.link;
  }
  if (opening != nullptr) opening->hurry();
}

}  // namespace idl::detail
