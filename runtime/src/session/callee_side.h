// The calls that the peer has begun: which are let in, which are refused before they run, and what
// becomes of their answers. It knows nothing of this side's own calls.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "idl/error.h"
#include "idl/outgoing.h"
#include "idl/time_point.h"

#include "frame/call_head.h"
#include "frame/descriptor_count.h"
#include "frame/frame_reader.h"
#include "frame/go_away.h"
#include "frame/hello.h"
#include "session/assembly.h"
#include "session/call_table.h"
#include "session/references.h"
#include "session/session.h"
#include "session/session_context.h"
#include "session/streams.h"
#include "session/token_bucket.h"

namespace idl::detail {

/// One direction of calls. Part of SessionCore; what it is given must outlive it and stay where
/// it is.
class CalleeSide {
 public:
  CalleeSide(Role role, SessionContext& context, Streams& streams, References& references);

  /// Frames of the peer about its calls.
  [[nodiscard]] Fault on_call(const Frame& frame);
  [[nodiscard]] Fault on_cancel(const Frame& frame);

  /// As in Session.
  bool reply(CallId id, const Outgoing& results, Descriptors descriptors,
             std::span<const std::uint32_t> references);
  void fail(CallId id, const Failure& failure);
  void finish_one_way(CallId id);

  /// Fails a call for a reason that was found here: the caller and the handler are told.
  void abort(CallId id, const Error& why);

  /// Closes the calls whose answers have followed the last elements of their streams.
  void finish_answers();

  /// What is known of a call of the peer that has no stream open.
  [[nodiscard]] CallStanding standing(CallId id) const;

  /// The peer's hello has come: it limits the answers.
  void on_hello(const Hello& hello) { peer_max_message_ = hello.max_message_bytes; }

  /// Refuses all calls that the peer has not begun by now, and names the last one that it has.
  std::uint64_t refuse_new_calls();

  /// The last call that was let in or refused one by one.
  [[nodiscard]] std::uint64_t last_call() const { return std::min(last_id_, last_accepted_); }

  /// Refuses calls that have not arrived in full within their time.
  void expire();

  /// When expire() has something to do; TimePoint::max() for never.
  [[nodiscard]] TimePoint next_expiry() const { return earliest_; }

  /// Ends all calls, because there is nobody left to answer.
  void end_all();

  [[nodiscard]] std::size_t size() const { return calls_.size(); }
  [[nodiscard]] std::size_t buffered_bytes() const { return held_bytes_; }
  void list(std::vector<OpenCall>& into) const;

 private:
  struct Entry {
    CallHead head{};
    std::uint8_t flags = 0;
    IncomingState state = IncomingState::Receiving;
    std::size_t size = 0;  // of the whole message
    TimePoint since{};
    std::optional<TimePoint> deadline = std::nullopt;
    Assembly message{};
    Descriptors descriptors{};  // until it is handed out
    std::size_t descriptor_count = 0;

    StreamHalves streams{};

    [[nodiscard]] bool one_way() const { return (flags & flag::kOneWay) != 0; }
    [[nodiscard]] std::uint32_t head_size() const {
      return kCallHeadBytes + (streams.any() ? kStreamHalvesBytes : 0) +
             (descriptor_count != 0 ? kDescriptorCountBytes : 0);
    }
  };

  [[nodiscard]] bool is_peers(CallId id) const;
  [[nodiscard]] Fault begin_call(CallId id, const Frame& frame);
  [[nodiscard]] Fault read_head(const Frame& frame, const MessageStart& start, Entry& entry) const;
  [[nodiscard]] Fault continue_call(CallId id, const Frame& frame);
  [[nodiscard]] Fault add_to_message(CallId id, Entry& entry, const Frame& piece);
  [[nodiscard]] std::optional<Error> refusal(CallId id, const Entry& entry, std::size_t size) const;
  [[nodiscard]] bool is_full(const Entry& entry) const;
  [[nodiscard]] std::optional<Error> refusal_for_descriptors(const Entry& entry) const;
  void deliver(CallId id, Entry& entry, Payload message);
  void refuse(CallId id, bool one_way, const Error& error);
  void answer(CallId id, const OutMessage& message);
  void send_error(CallId id, const Failure& failure);
  void close(CallId id);
  [[nodiscard]] bool may_answer(CallId id);
  void enter(Entry& entry, IncomingState next);

  SessionContext& context_;
  Streams& streams_;
  References& references_;
  CallTable<Entry> calls_;
  std::uint64_t parity_;
  std::uint64_t last_id_ = 0;
  std::uint64_t last_accepted_ = kUndecidedLastCall;
  std::size_t one_ways_ = 0;
  std::size_t stream_count_ = 0;
  std::size_t held_descriptors_ = 0;
  std::size_t held_bytes_ = 0;  // of all open calls, as their first frames announce them
  std::size_t peer_max_message_ = 0;
  TimePoint earliest_ = TimePoint::max();  // not later than any expiry
  TokenBucket resets_;
  std::vector<CallId> answering_;  // the calls in that state
  std::vector<CallId> scratch_;
};

}  // namespace idl::detail
