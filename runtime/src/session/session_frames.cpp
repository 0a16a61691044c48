// What a session does with each kind of frame, and the frames that it sends about itself: hello
// and go-away.
#include <string>
#include <utility>

#include "frame/hello.h"
#include "session/session_core.h"

namespace idl::detail {
namespace {

std::string version_range(std::uint16_t oldest, std::uint16_t newest) {
  if (oldest == newest) return "version " + std::to_string(oldest);
  return "versions " + std::to_string(oldest) + " to " + std::to_string(newest);
}

bool have_common_version(const Hello& hello) {
  return hello.oldest_version <= kNewestVersion && hello.newest_version >= kOldestVersion;
}

Error no_common_version(const Hello& hello) {
  return broken_rule(
      "the peer speaks " + version_range(hello.oldest_version, hello.newest_version) +
      " of the protocol, this side " + version_range(kOldestVersion, kNewestVersion));
}

Error not_begun() {
  return broken_rule("the peer announced the references of a call and did not begin it next");
}

Fault judge_limits(const Hello& hello) {
  if (hello.max_message_bytes < kEarlyBytes || hello.max_frame_bytes < kEarlyFrameBytes ||
      hello.max_calls < kEarlyCalls) {
    return broken_rule("the peer's limits are below those that every version accepts");
  }
  if ((hello.features & feature::kStreams) == 0) return std::nullopt;
  if (hello.stream_window < kMinWindow || hello.connection_window < kMinWindow) {
    return broken_rule("the peer's windows for streams are below those that every version accepts");
  }
  if (hello.stream_window > kMaxWindow || hello.connection_window > kMaxWindow) {
    return broken_rule("the peer's windows for streams are above those that are allowed");
  }
  return std::nullopt;
}

}  // namespace

void SessionCore::send_hello() {
  const SessionLimits& limits = context_.limits;
  std::uint64_t features = feature::kStreams;
  if (limits.max_references > 0) features |= feature::kReferences;
  if (limits.max_descriptors > 0) features |= feature::kDescriptors;
  const Bytes payload = encode_hello({.features = features,
                                      .max_message_bytes = limits.max_message_bytes,
                                      .max_frame_bytes = limits.max_frame_bytes,
                                      .max_calls = limits.max_calls,
                                      .stream_window = limits.stream_window,
                                      .connection_window = limits.connection_window,
                                      .max_streams = limits.max_streams});
  context_.outbox.queue_control(FrameKind::Hello, CallId{}, payload);
}

void SessionCore::send_go_away(const GoAway& go_away) {
  context_.outbox.queue_control(FrameKind::GoAway, CallId{}, encode_go_away(go_away));
}

Fault SessionCore::handle(const Frame& frame) {
  ++context_.counters.frames_received;
  if (state_ == SessionState::Greeting) return on_hello(frame);
  const std::uint64_t late = context_.counters.late_frames;
  if (Fault fault = handle_open(frame)) return fault;
  context_.descriptors.drop_claimed();
  drop_references();
  if (Fault fault = judge_flood(frame, late)) return fault;
  if (context_.outbox.queued_controls() > context_.limits.max_queued_controls) {
    return flood("the peer does not read what it asks for");
  }
  return std::nullopt;
}

Fault SessionCore::judge_flood(const Frame& frame, std::uint64_t late_before) {
  if (frame.header.kind == FrameKind::StreamData) return std::nullopt;
  const bool late = context_.counters.late_frames != late_before;
  if (!late && frame.header.kind != FrameKind::Filler) return std::nullopt;
  if (idle_frames_.take(context_.now)) return std::nullopt;
  return flood("the peer sends too many frames of calls that are over, or none at all");
}

Fault SessionCore::handle_open(const Frame& frame) {
  if (frame.header.has(flag::kDescriptors)) [[unlikely]] {
    if (Fault fault = context_.descriptors.claim(frame)) return fault;
  }
  switch (frame.header.kind) {
    case FrameKind::Call:
      return on_call(frame);
    case FrameKind::Reply:
    case FrameKind::Error:
      return caller_.on_answer(frame);
    case FrameKind::Cancel:
      return callee_.on_cancel(frame);
    case FrameKind::Ping:
      return liveness_.on_ping(frame);
    case FrameKind::Pong:
      return on_pong(frame);
    case FrameKind::GoAway:
      return on_go_away(frame);
    case FrameKind::Hello:
      return broken_rule("the peer sent a second hello");
    case FrameKind::StreamData:
    case FrameKind::StreamEnd:
    case FrameKind::Credit:
      return handle_stream(frame);
    case FrameKind::References:
      return on_references(frame);
    case FrameKind::Release:
      return references_.on_release(frame);
    case FrameKind::Filler:
      return std::nullopt;
  }
  return on_ignorable(frame);
}

Fault SessionCore::handle_stream(const Frame& frame) {
  if (!streams_.available()) {
    return broken_rule("the peer sent a stream without the feature for it");
  }
  const CallId id{frame.header.call};
  if (frame.header.kind == FrameKind::Credit && id == CallId{}) {
    return streams_.on_connection_credit(frame);
  }
  if (!streams_.has(id)) return on_stray(id, frame);
  switch (frame.header.kind) {
    case FrameKind::StreamData:
      return on_stream_data(id, frame);
    case FrameKind::StreamEnd:
      if (caller_.owns(id)) return broken_rule("the peer ended its stream without an answer");
      return streams_.on_end(id);
    default: {
      Fault fault = streams_.on_credit(id, frame);
      callee_.finish_answers();
      return fault;
    }
  }
}

Fault SessionCore::on_stream_data(CallId id, const Frame& frame) {
  auto verdict = streams_.on_data(id, frame);
  if (verdict.refusal && caller_.owns(id)) {
    caller_.abort(id, *std::move(verdict.refusal));
  } else if (verdict.refusal) {
    callee_.abort(id, *verdict.refusal);
  }
  return std::move(verdict.fault);
}

Fault SessionCore::on_references(const Frame& frame) {
  const CallId id{frame.header.call};
  if (caller_.owns(id) == (standing(id) == CallStanding::NeverBegun)) {
    return broken_rule("the peer announced references for a message that cannot come");
  }
  if (!caller_.owns(id) && std::exchange(announced_call_, id) != CallId{}) return not_begun();
  return references_.on_announcement(frame);
}

Fault SessionCore::on_call(const Frame& frame) {
  const CallId announced = std::exchange(announced_call_, CallId{});
  if (announced != CallId{} && announced != CallId{frame.header.call}) return not_begun();
  return callee_.on_call(frame);
}

void SessionCore::drop_references() {
  references_.drop([this](CallId id) { return standing(id) == CallStanding::Over; });
}

CallStanding SessionCore::standing(CallId id) const {
  return caller_.owns(id) ? caller_.standing(id) : callee_.standing(id);
}

Fault SessionCore::on_stray(CallId id, const Frame& frame) {
  switch (standing(id)) {
    case CallStanding::NeverBegun:
      return broken_rule("the peer sent a stream for a call that was never made");
    case CallStanding::Open:
      return broken_rule("the peer sent a stream for a call that has none");
    case CallStanding::Over:
      break;
  }
  if (frame.header.kind == FrameKind::StreamData) return streams_.on_late_data(frame);
  ++context_.counters.late_frames;
  return std::nullopt;
}

Fault SessionCore::on_hello(const Frame& frame) {
  const auto hello = decode_hello(frame.payload);
  if (!hello) return hello.error();
  if (hello->oldest_version > hello->newest_version) {
    return broken_rule("the peer's oldest version is above its newest");
  }
  if (!have_common_version(*hello)) {
    peer_is_foreign_ = true;  // It sees the same two ranges and refuses, too.
    return no_common_version(*hello);
  }
  if (Fault fault = judge_limits(*hello)) return fault;
  enter(local_drain_ == DrainStep::None ? SessionState::Open : SessionState::Draining);
  if (context_.limits.max_descriptors > 0 && (hello->features & feature::kDescriptors) != 0) {
    context_.descriptors.agree();
  }
  streams_.on_hello(*hello);
  references_.on_hello(*hello);
  callee_.on_hello(*hello);
  context_.events.push(HandshakeDone{.version = std::min(hello->newest_version, kNewestVersion),
                                     .peer_max_message_bytes = hello->max_message_bytes,
                                     .peer_max_calls = hello->max_calls});
  caller_.on_hello(*hello);
  return std::nullopt;
}

Fault SessionCore::on_pong(const Frame& frame) {
  bool drained = false;
  if (Fault fault = liveness_.on_pong(frame, drained)) return fault;
  if (drained) {
    // The peer has seen the first go-away, so every call that it began before is here by now.
    local_drain_ = DrainStep::Decided;
    send_go_away({.last_call = callee_.refuse_new_calls(), .text = drain_reason_});
  }
  return std::nullopt;
}

void SessionCore::go_away(std::string_view reason) {
  if (state_ == SessionState::Closed || local_drain_ != DrainStep::None) return;
  local_drain_ = DrainStep::Announced;
  drain_reason_ = reason;
  send_go_away({.text = drain_reason_});
  liveness_.ping(PingPurpose::Drain);
  if (state_ == SessionState::Open) enter(SessionState::Draining);
}

Fault SessionCore::on_go_away(const Frame& frame) {
  const auto go_away = decode_go_away(frame.payload);
  if (!go_away) return broken_rule("the peer's go-away cannot be read");
  if (go_away->last_call > peer_last_call_) {
    return broken_rule("the peer took back what its go-away said");
  }
  peer_last_call_ = go_away->last_call;
  const bool first = peer_drain_ == DrainStep::None;
  peer_drain_ = peer_last_call_ == kUndecidedLastCall ? DrainStep::Announced : DrainStep::Decided;
  if (go_away->code != kDrainCode) {
    caller_.on_go_away(peer_last_call_);
    return Error{.code = go_away->code,
                 .message = "the peer closed the connection: " + go_away->text,
                 .origin = Origin::Peer};
  }
  if (first) context_.events.push(PeerGoingAway{go_away->text});
  caller_.on_go_away(peer_last_call_);
  if (state_ == SessionState::Open) enter(SessionState::Draining);
  return std::nullopt;
}

Fault SessionCore::on_ignorable(const Frame&) {
  ++context_.counters.ignored_frames;
  if (!ignored_.take(context_.now)) return flood("the peer sends too many frames without meaning");
  return std::nullopt;
}

}  // namespace idl::detail
