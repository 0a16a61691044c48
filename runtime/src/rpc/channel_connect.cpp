// How a channel gets its connections and its addresses: the two things that take time, which one
// thread does without the lock while the others use what is there.
#include <algorithm>
#include <chrono>
#include <utility>

#include "base/clock.h"
#include "rpc/channel_core.h"
#include "rpc/channel_errors.h"
#include "rpc/channel_watch.h"
#include "rpc/current_call.h"
#include "rpc/resolve.h"
#include "rpc/session_setup.h"

namespace idl::detail {
namespace {

// What a call may spend on an address that came back, while others serve: enough for a round trip
// around the world and the handshake, and no more than a part of its time.
constexpr Duration kRecoveryTime = std::chrono::seconds(1);
constexpr int kRecoveryShare = 4;

// How long a call that waits for addresses waits before it asks a resolver again that has failed.
constexpr Duration kResolverPause = std::chrono::seconds(1);

// How often a resolver is asked at most, whatever it says itself.
constexpr Duration kShortestRefresh = std::chrono::milliseconds(10);

}  // namespace

ConnectionSetup ChannelCore::setup(const Address& address) const {
  ConnectionSetup setup;
  setup.role = Role::Initiator;
  setup.session = session_options(address, {.message_bytes = options_.max_message_bytes,
                                            .calls = options_.max_calls,
                                            .streams = options_.max_streams,
                                            .descriptors = options_.max_descriptors});
  setup.max_calls = options_.max_calls;
  setup.services = services_.get();
  setup.tracer = options_.tracer;
  setup.executor = executor();
  setup.watch = served_watch_;
  setup.peer_watch = watch();
  if (watch() != nullptr) setup.stats = watch()->connections();
  return setup;
}

TimePoint ChannelCore::end_of_attempt(TimePoint now, TimePoint deadline,
                                      std::uint64_t since) const {
  const TimePoint latest = std::min(deadline, deadline_after(now, options_.connect_timeout));
  const Duration left = remaining(latest, now);
  if (endpoints_.has_connection()) {
    return deadline_after(now, std::min(kRecoveryTime, left / kRecoveryShare));
  }
  const auto untried = static_cast<std::int64_t>(endpoints_.count_untried(since));
  return untried < 2 ? latest : deadline_after(now, left / untried);
}

std::optional<ChannelCore::Linked> ChannelCore::connect(Guard& guard, Endpoint& endpoint,
                                                        const LinkRequest& request,
                                                        std::uint64_t since) {
  if (auto permit = prepare_to_block(); !permit) return permit.error();
  const TimePoint begun = steady_clock().now();
  const TimePoint until = end_of_attempt(begun, request.deadline, since);
  endpoint.connecting = true;
  auto opened = open(guard, endpoint, until);
  endpoint.connecting = false;
  changed_.notify_all();
  if (closed_) {
    if (opened) endpoints_.discard(*std::move(opened));
    return channel_closed();
  }
  if (opened) {
    endpoints_.connected(endpoint, *opened);
    return opened;
  }
  // That the call had no more time says nothing about the address.
  const bool own_deadline = until == request.deadline;
  if (own_deadline && opened.error().code == Code::DeadlineExceeded) return opened;
  endpoints_.failed(endpoint, attempt_failed(opened.error(), remaining(until, begun)));
  if (resolve_at_ != TimePoint::max()) resolve_at_ = begun;  // it may know better by now
  return std::nullopt;
}

ChannelCore::Linked ChannelCore::open(Guard& guard, const Endpoint& endpoint, TimePoint until) {
  guard.unlock();
  auto opened = open(endpoint.address, until);
  if (log_ != nullptr) log_->note_attempt(endpoint.address, opened ? nullptr : &opened.error());
  guard.lock();
  return opened;
}

ChannelCore::Linked ChannelCore::open(const Address& address, TimePoint until) {
  auto opened = ClientLink::open(address, setup(address), crew_setup(), until);
  if (!opened) return opened.error();
  if (has_threads()) {
    if (auto serving = (*opened)->serve(); !serving) return serving.error();
  }
  return std::shared_ptr<CallLink>(*std::move(opened));
}

bool ChannelCore::has_threads() const {
  return !options_.serve.empty() || options_.listener != nullptr;
}

CrewSetup ChannelCore::crew_setup() {
  CrewSetup setup;
  setup.max_threads = options_.max_threads;
  setup.max_queued_calls = options_.max_queued_calls;
  setup.exception_text = options_.send_exception_text ? ExceptionText::Sent : ExceptionText::Hidden;
  setup.services = services_;
  setup.log = log_;
  setup.loop = loop_;
  if (options_.listener == nullptr) return setup;
  setup.on_connected = [weak = weak_from_this(), listener = options_.listener] {
    if (auto core = weak.lock()) listener->on_connected(Channel(std::move(core)));
  };
  setup.on_lost = [weak = weak_from_this(), listener = options_.listener](const Error& why) {
    if (auto core = weak.lock()) listener->on_lost(Channel(std::move(core)), why);
  };
  return setup;
}

bool ChannelCore::must_resolve() const {
  if (resolve_at_ == TimePoint::max() || resolving_) [[likely]]
    return false;
  return steady_clock().now() >= resolve_at_;
}

Result<void> ChannelCore::resolve(Guard& guard, const LinkRequest& request) {
  if (auto permit = prepare_to_block(); !permit) return permit.error();
  TimePoint until = request.deadline;
  if (!endpoints_.empty()) until = std::min(until, deadline_in(kRecoveryTime));
  auto answer = ask_resolver(guard, until);
  if (!endpoints_.empty() || request.wait_for_ready) return {};
  return answer ? no_addresses() : answer.error();
}

Result<std::vector<Address>> ChannelCore::ask_resolver(Guard& guard, TimePoint deadline) {
  resolving_ = true;
  guard.unlock();
  std::optional<Duration> refresh;
  auto answer = resolve_with(*resolver_, deadline, refresh);
  guard.lock();
  note_answer(answer, refresh);
  return answer;
}

void ChannelCore::note_answer(const Result<std::vector<Address>>& answer,
                              std::optional<Duration> refresh) {
  resolving_ = false;
  changed_.notify_all();
  const Duration pause = refresh.value_or(answer ? Duration::max() : kResolverPause);
  resolve_at_ = deadline_after(steady_clock().now(), std::max(pause, kShortestRefresh));
  if (answer && !answer->empty()) endpoints_.update(*answer);
}

}  // namespace idl::detail
