// The session behind session.h: it owns the parts, hands each frame to the part that it concerns,
// and holds what concerns the connection as a whole: its one state, the handshake, the drain and
// the end. Every change of the connection's state passes through enter().
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "frame/frame_reader.h"
#include "frame/go_away.h"
#include "session/callee_side.h"
#include "session/caller_side.h"
#include "session/liveness.h"
#include "session/references.h"
#include "session/session.h"
#include "session/session_context.h"
#include "session/streams.h"
#include "session/token_bucket.h"

namespace idl::detail {

/// What Session promises, under the same contracts.
class SessionCore {
 public:
  SessionCore(Role role, const SessionOptions& options, TimePoint now);
  SessionCore(const SessionCore&) = delete;
  SessionCore& operator=(const SessionCore&) = delete;

  void receive(BytesView bytes, TimePoint now);
  [[nodiscard]] Event* next_event();
  [[nodiscard]] Result<CallId> call(const CallRequest& request, const Outgoing& parameters,
                                    TimePoint now);
  void go_away(std::string_view reason);
  [[nodiscard]] bool drained() const;
  void close(const Error& why);
  void transport_lost(const Error& error);
  void tick(TimePoint now);
  [[nodiscard]] std::optional<TimePoint> next_deadline() const;
  [[nodiscard]] std::vector<OpenCall> open_calls() const;
  [[nodiscard]] std::size_t buffered_bytes() const;
  [[nodiscard]] SessionState state() const { return state_; }

  [[nodiscard]] SessionContext& context() { return context_; }
  [[nodiscard]] const SessionContext& context() const { return context_; }
  [[nodiscard]] CallerSide& caller() { return caller_; }
  [[nodiscard]] CalleeSide& callee() { return callee_; }
  [[nodiscard]] Streams& streams() { return streams_; }
  [[nodiscard]] References& references() { return references_; }

 private:
  /// How far a side has gone in going away.
  enum class DrainStep : std::uint8_t { None, Announced, Decided };

  void send_hello();
  void send_go_away(const GoAway& go_away);
  [[nodiscard]] Fault handle(const Frame& frame);
  [[nodiscard]] Fault handle_open(const Frame& frame);
  [[nodiscard]] Fault handle_stream(const Frame& frame);
  [[nodiscard]] Fault on_stream_data(CallId id, const Frame& frame);
  [[nodiscard]] Fault on_stray(CallId id, const Frame& frame);
  [[nodiscard]] Fault on_call(const Frame& frame);
  [[nodiscard]] Fault on_references(const Frame& frame);
  void drop_references();
  [[nodiscard]] CallStanding standing(CallId id) const;
  [[nodiscard]] Fault on_hello(const Frame& frame);
  [[nodiscard]] Fault on_pong(const Frame& frame);
  [[nodiscard]] Fault on_go_away(const Frame& frame);
  [[nodiscard]] Fault on_ignorable(const Frame& frame);
  [[nodiscard]] Fault judge_flood(const Frame& frame, std::uint64_t late_before);
  [[nodiscard]] Error describe_stream_fault();
  [[nodiscard]] Fault find_strays() const;
  [[nodiscard]] Fault overdue() const;
  void end_calls(const Error& why);
  void enter(SessionState next);

  SessionContext context_;
  SessionState state_ = SessionState::Greeting;
  TimePoint started_;
  FrameReader reader_;
  Streams streams_;
  References references_;
  CallerSide caller_;
  CalleeSide callee_;
  Liveness liveness_;
  TokenBucket ignored_;
  TokenBucket idle_frames_;
  DrainStep local_drain_ = DrainStep::None;
  DrainStep peer_drain_ = DrainStep::None;
  bool peer_is_foreign_ = false;  // It speaks no version of ours, so it has run no call of ours.
  CallId
      announced_call_{};  // of the peer, whose references have come and whose first frame has not
  std::uint64_t peer_last_call_ = kUndecidedLastCall;
  std::string drain_reason_;
};

}  // namespace idl::detail
