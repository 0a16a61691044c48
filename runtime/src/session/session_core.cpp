// The way in and the way out: bytes become frames, frames become events, time becomes failures, and
// a connection ends in one place.
#include "session/session_core.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/clock.h"
#include "frame/hello.h"

namespace idl::detail {
namespace {

/// Limits that a hello may announce: never below those that hold before it.
SessionLimits sane(SessionLimits limits) {
  limits.max_message_bytes = std::max(limits.max_message_bytes, kEarlyBytes);
  limits.max_frame_bytes = std::max(limits.max_frame_bytes, kEarlyFrameBytes);
  limits.max_calls = std::max(limits.max_calls, kEarlyCalls);
  limits.max_descriptors = std::min(limits.max_descriptors, kMaxDescriptors);
  limits.stream_window = std::clamp(limits.stream_window, kMinWindow, kMaxWindow);
  limits.connection_window = std::clamp(limits.connection_window, limits.stream_window, kMaxWindow);
  return limits;
}

}  // namespace

SessionCore::SessionCore(Role role, const SessionOptions& options, TimePoint now)
    : context_{.limits = sane(options.limits),
               .outbox = Outbox(options.checksums),
               .events = {},
               .counters = {},
               .now = now,
               .account = options.account,
               .holds_calls = options.holds_calls},
      started_(now),
      reader_(context_.limits.max_frame_bytes),
      streams_(context_),
      references_(context_),
      caller_(role, context_, streams_, references_),
      callee_(role, context_, streams_, references_),
      liveness_(context_),
      ignored_(context_.limits.ignored_burst, context_.limits.ignored_per_second, now),
      idle_frames_(context_.limits.idle_burst, context_.limits.idle_per_second, now) {
  send_hello();
}

void SessionCore::receive(BytesView bytes, TimePoint now) {
  context_.now = std::max(context_.now, now);
  if (state_ == SessionState::Closed) return;
  if (!bytes.empty()) liveness_.heard();
  reader_.feed(bytes, context_.now);
}

Event* SessionCore::next_event() {
  while (true) {
    if (Event* event = context_.events.pop()) return event;
    if (state_ == SessionState::Closed) return nullptr;
    const auto frame = reader_.next();
    if (frame) {
      if (const Fault fault = handle(*frame)) close(*fault);
    } else if (reader_.fault() != FrameFault::None) {
      close(describe_stream_fault());
    } else if (context_.descriptors.empty()) [[likely]] {
      return nullptr;
    } else if (const Fault strays = find_strays()) {
      close(*strays);
    } else {
      return nullptr;
    }
  }
}

Result<CallId> SessionCore::call(const CallRequest& request, const Outgoing& parameters,
                                 TimePoint now) {
  context_.now = std::max(context_.now, now);
  return caller_.call(request, parameters);
}

void SessionCore::transport_lost(const Error& error) {
  if (state_ != SessionState::Closed) end_calls(error);
  context_.outbox.clear();
}

void SessionCore::tick(TimePoint now) {
  context_.now = std::max(context_.now, now);
  if (state_ == SessionState::Closed) return;
  if (const Fault fault = overdue()) return close(*fault);
  caller_.expire();
  callee_.expire();
  drop_references();
  if (state_ == SessionState::Greeting) return;
  if (const Fault fault = liveness_.tick()) close(*fault);
}

Fault SessionCore::overdue() const {
  const SessionLimits& limits = context_.limits;
  if (state_ == SessionState::Greeting &&
      context_.now >= deadline_after(started_, limits.handshake_timeout)) {
    return Error{.code = Code::Unavailable,
                 .message = "the peer sent no hello within the time for the handshake",
                 .origin = Origin::Transport};
  }
  const auto since = reader_.incomplete_since();
  if (since && context_.now >= deadline_after(*since, limits.message_timeout)) {
    return Error{.code = Code::Unavailable,
                 .message = "a frame did not arrive in full within the time for a message",
                 .origin = Origin::Transport};
  }
  return std::nullopt;
}

std::optional<TimePoint> SessionCore::next_deadline() const {
  if (state_ == SessionState::Closed) return std::nullopt;
  const SessionLimits& limits = context_.limits;
  TimePoint next = std::min(caller_.next_expiry(), callee_.next_expiry());
  next = std::min(next, state_ == SessionState::Greeting
                            ? deadline_after(started_, limits.handshake_timeout)
                            : liveness_.next_deadline());
  if (const auto since = reader_.incomplete_since()) {
    next = std::min(next, deadline_after(*since, limits.message_timeout));
  }
  if (next == TimePoint::max()) return std::nullopt;
  return next;
}

Fault SessionCore::find_strays() const {
  return context_.descriptors.find_strays(reader_.incomplete_since().has_value());
}

Error SessionCore::describe_stream_fault() {
  const std::string_view fault = to_string(reader_.fault());
  if (state_ != SessionState::Greeting) return broken_rule(fault);
  const std::string_view stranger = name_stranger(reader_.faulty_header());
  peer_is_foreign_ = !stranger.empty();
  if (!peer_is_foreign_) {
    return broken_rule("the peer does not speak this protocol: " + std::string(fault));
  }
  return broken_rule("the peer does not speak this protocol: it began with " +
                     std::string(stranger));
}

void SessionCore::close(const Error& why) {
  const std::uint64_t last_call = callee_.last_call();
  end_calls(why);
  send_go_away({.last_call = last_call, .code = why.code, .text = why.message});
}

void SessionCore::end_calls(const Error& why) {
  enter(SessionState::Closed);
  streams_.stop();
  caller_.end_all(why, peer_is_foreign_ ? CallerSide::Ending::Refused : CallerSide::Ending::Broken);
  callee_.end_all();
  context_.descriptors.clear();
  context_.events.push(Closed{why});
}

void SessionCore::enter(SessionState next) {
  check(next > state_, "a connection went back to an earlier state");
  state_ = next;
}

bool SessionCore::drained() const {
  if (state_ == SessionState::Closed) return true;
  return local_drain_ == DrainStep::Decided && caller_.size() == 0 && callee_.size() == 0 &&
         context_.outbox.buffered_bytes() == 0;
}

std::vector<OpenCall> SessionCore::open_calls() const {
  std::vector<OpenCall> calls;
  caller_.list(calls);
  callee_.list(calls);
  std::sort(calls.begin(), calls.end(),
            [](const OpenCall& a, const OpenCall& b) { return a.since < b.since; });
  return calls;
}

std::size_t SessionCore::buffered_bytes() const {
  return reader_.buffered() + callee_.buffered_bytes() + streams_.unread_bytes() +
         context_.outbox.buffered_bytes();
}

}  // namespace idl::detail
