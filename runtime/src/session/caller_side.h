// The calls that this side has begun: their ids, states, deadlines and answers, and the one answer
// to "may it have run?" when they fail. It knows nothing of the peer's calls.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "idl/bytes.h"
#include "idl/error.h"
#include "idl/outgoing.h"
#include "idl/result.h"
#include "idl/time_point.h"

#include "frame/frame_reader.h"
#include "frame/go_away.h"
#include "frame/hello.h"
#include "session/assembly.h"
#include "session/call_table.h"
#include "session/outbox.h"
#include "session/references.h"
#include "session/session.h"
#include "session/session_context.h"
#include "session/streams.h"
#include "session/token_bucket.h"

namespace idl::detail {

/// One direction of calls. Part of SessionCore; what it is given must outlive it and stay where
/// it is.
class CallerSide {
 public:
  CallerSide(Role role, SessionContext& context, Streams& streams, References& references);

  /// As Session::call and Session::cancel.
  [[nodiscard]] Result<CallId> call(const CallRequest& request, const Outgoing& parameters);
  std::optional<Executed> cancel(CallId id);

  /// Ends a call for a reason that was found here; the peer is told.
  void abort(CallId id, Error why);

  /// A frame of an answer: a reply or an error.
  [[nodiscard]] Fault on_answer(const Frame& frame);

  /// The peer's hello has come: the early limits end, and held calls leave.
  void on_hello(const Hello& hello);

  /// The peer takes no calls beyond `last`; new ones are refused here. kUndecidedLastCall: none of
  /// those under way is affected.
  void on_go_away(std::uint64_t last);

  /// Fails the calls whose time is over.
  void expire();

  /// When expire() has something to do; TimePoint::max() for never.
  [[nodiscard]] TimePoint next_expiry() const { return earliest_; }

  /// Fails all calls for the reason `why`, and all later ones. `refused`: the peer has refused the
  /// connection, so that none can have run.
  enum class Ending : std::uint8_t { Refused, Broken };
  void end_all(const Error& why, Ending ending);

  [[nodiscard]] std::size_t size() const { return calls_.size(); }
  /// How many of them have streams.
  [[nodiscard]] std::size_t streams() const { return stream_count_; }
  [[nodiscard]] bool has_begun(CallId id) const {
    return static_cast<std::uint64_t>(id) < next_id_;
  }
  /// Whether this is an id of this side.
  [[nodiscard]] bool owns(CallId id) const {
    return ((static_cast<std::uint64_t>(id) ^ next_id_) & 1) == 0;
  }
  /// What is known of a call of this side that has no stream open.
  [[nodiscard]] CallStanding standing(CallId id) const;
  void list(std::vector<OpenCall>& into) const;

 private:
  struct Entry {
    std::uint64_t method = 0;
    OutgoingState state = OutgoingState::Held;
    FrameKind answer_kind = FrameKind::Reply;
    bool has_streams = false;
    StreamPosition first{};
    TimePoint since{};
    TimePoint deadline = TimePoint::max();
    Assembly answer{};
    Descriptors answer_descriptors{};
  };

  [[nodiscard]] std::optional<Error> refusal(const CallRequest& request) const;
  [[nodiscard]] std::optional<Error> refusal_for_size(std::size_t size) const;
  [[nodiscard]] bool fits_early(std::size_t size) const;
  [[nodiscard]] Executed executed(CallId id, const Entry& entry) const;
  void begin(const CallRequest& request, const OutMessage& message);
  void withdraw(CallId id, const Entry& entry);
  void take_back(CallId id, const Entry& entry);
  Buffer erase(CallId id);
  void fail(CallId id, Error error, Buffer unread);
  void fail(CallId id, Error error) { fail(id, std::move(error), erase(id)); }
  [[nodiscard]] Fault begin_long_answer(CallId id, Entry& entry, const Frame& frame);
  [[nodiscard]] Fault continue_answer(CallId id, Entry& entry, const Frame& frame);
  void complete(CallId id, Entry& entry, Payload payload);
  void succeed(CallId id, Entry& entry, Payload payload);
  void release_held_calls();
  [[nodiscard]] std::optional<Error> refusal_for_held(const Outbox::Held& held,
                                                      const Entry* entry) const;
  [[nodiscard]] bool is_full(bool for_streams) const;
  void expire_call(CallId id);
  void enter(Entry& entry, OutgoingState next);
  void remember_expiry(TimePoint when) { earliest_ = std::min(earliest_, when); }

  SessionContext& context_;
  Streams& streams_;
  References& references_;
  CallTable<Entry> calls_;
  std::size_t stream_count_ = 0;
  std::uint64_t next_id_;
  TimePoint earliest_ = TimePoint::max();  // not later than any expiry
  TokenBucket cancels_;

  // Until the peer's hello, the early limits hold.
  bool greeted_ = false;
  std::uint32_t early_calls_ = 0;
  std::size_t early_bytes_ = 0;
  std::uint32_t peer_max_calls_ = 0;
  std::uint32_t peer_max_streams_ = 0;
  std::size_t peer_max_message_ = 0;

  std::optional<Error> no_more_calls_{};
  std::uint64_t last_accepted_ = kUndecidedLastCall;
  std::vector<CallId> scratch_;
};

}  // namespace idl::detail
