// Calls of the peer, from their first frame to their answer. Calls of this side are
// caller_side.cpp's part of the session.
#include "session/callee_side.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/check.h"
#include "base/clock.h"
#include "frame/call_extras.h"
#include "frame/error_body.h"

namespace idl::detail {
namespace {

Error refused(Code code, std::string text) { return {.code = code, .message = std::move(text)}; }

Bytes marshal(const Failure& failure) {
  ErrorBody body{.code = failure.error.code,
                 .executed = failure.error.executed,
                 .declared = failure.declared,
                 .name = std::string(failure.name),
                 .text = failure.error.message,
                 .fields = Bytes(failure.fields.size)};
  if (failure.error.origin == Origin::Application) body.failer = Failer::Application;
  if (failure.fields.size != 0) failure.fields.write(failure.fields.context, body.fields.data());
  return encode_error(body);
}

Error too_large(std::size_t size, std::size_t limit) {
  return {.code = Code::MessageTooLarge,
          .message = "the answer has " + std::to_string(size) + " bytes, the caller takes " +
                     std::to_string(limit),
          .executed = Executed::Maybe};
}

}  // namespace

CalleeSide::CalleeSide(Role role, SessionContext& context)
    : context_(context),
      parity_(role == Role::Initiator ? 1 : 0),
      resets_(context.limits.reset_burst, context.limits.resets_per_second, context.now) {}

bool CalleeSide::is_peers(CallId id) const {
  return (static_cast<std::uint64_t>(id) & 1) == parity_;
}

Fault CalleeSide::on_call(const Frame& frame) {
  const CallId id{frame.header.call};
  if (!is_peers(id)) return broken_rule("the peer used a call id of this side");
  return frame.header.has(flag::kContinued) ? continue_call(id, frame) : begin_call(id, frame);
}

Fault CalleeSide::begin_call(CallId id, const Frame& frame) {
  if (static_cast<std::uint64_t>(id) <= last_id_) return broken_rule("a call id was used again");
  last_id_ = static_cast<std::uint64_t>(id);
  const MessageStart start = read_message_start(frame.header, frame.payload);
  const auto head = decode_call_head(start.data);
  if (!head) return broken_rule("a call's remaining time is written in an unknown form");
  Entry entry{
      .head = *head, .flags = frame.header.flags, .size = start.size, .since = context_.now};
  if (head->remaining) entry.deadline = deadline_after(context_.now, *head->remaining);
  if (const auto error = refusal(id, entry, start.size)) {
    refuse(id, entry.one_way(), *error);
    return std::nullopt;
  }
  Entry& open = calls_.insert(id, std::move(entry));
  if (open.one_way()) ++one_ways_;
  held_bytes_ += start.size;
  if (!frame.header.has(flag::kMore)) {
    deliver(id, open, Payload(frame.payload));
    return std::nullopt;
  }
  open.message = Assembly(start.size, context_.now);
  earliest_ = std::min(earliest_, deadline_after(context_.now, context_.limits.message_timeout));
  return add_to_message(id, open, {frame.header, start.data});
}

Fault CalleeSide::continue_call(CallId id, const Frame& frame) {
  if (static_cast<std::uint64_t>(id) > last_id_) {
    return broken_rule("the peer continued a call that it did not begin");
  }
  Entry* entry = calls_.find(id);
  if (entry == nullptr) {
    ++context_.counters.late_frames;
    return std::nullopt;
  }
  if (entry->state != IncomingState::Receiving) {
    return broken_rule("the peer continued a call that was complete");
  }
  return add_to_message(id, *entry, frame);
}

Fault CalleeSide::add_to_message(CallId id, Entry& entry, const Frame& piece) {
  const auto outcome = entry.message.add(piece.payload, piece.header.has(flag::kMore));
  if (outcome == Assembly::Outcome::WrongSize) {
    return broken_rule("a call has another size than it announced");
  }
  if (outcome == Assembly::Outcome::Complete) {
    Payload message(entry.message.take());
    entry.message = Assembly();
    deliver(id, entry, std::move(message));
  }
  return std::nullopt;
}

std::optional<Error> CalleeSide::refusal(CallId id, const Entry& entry, std::size_t size) const {
  const SessionLimits& limits = context_.limits;
  if (static_cast<std::uint64_t>(id) > last_accepted_) {
    return refused(Code::GoingAway, "the peer is shutting down and takes no more calls");
  }
  if (size > limits.max_message_bytes) {
    return refused(Code::MessageTooLarge, "the call has " + std::to_string(size) +
                                              " bytes, the limit is " +
                                              std::to_string(limits.max_message_bytes));
  }
  if (entry.head.depth > kMaxCallDepth) {
    return refused(Code::ResourceExhausted, "calls are nested deeper than 16");
  }
  const bool full = entry.one_way() ? one_ways_ >= limits.max_one_way_calls
                                    : calls_.size() - one_ways_ >= limits.max_calls;
  if (full) return refused(Code::ResourceExhausted, "too many calls are open on the connection");
  const std::size_t buffered = held_bytes_ + context_.outbox.buffered_bytes();
  if (buffered != 0 && buffered + size > limits.max_buffered_bytes) {
    return refused(Code::ResourceExhausted, "too many bytes are buffered for the connection");
  }
  return std::nullopt;
}

void CalleeSide::deliver(CallId id, Entry& entry, Payload message) {
  message.drop_front(kCallHeadBytes);
  CallExtras extras;
  if ((entry.flags & flag::kExtras) != 0) {
    auto decoded = decode_extras(message.bytes());
    if (!decoded) {
      refuse(id, entry.one_way(), decoded.error());
      return close(id);
    }
    message.drop_front(decoded->size);
    extras = std::move(decoded->extras);
  }
  if (entry.deadline && *entry.deadline <= context_.now) {
    refuse(id, entry.one_way(),
           refused(Code::DeadlineExceeded, "the deadline passed before the call could run"));
    return close(id);
  }
  enter(entry, IncomingState::Running);
  ++context_.counters.calls_received;
  context_.events.push(CallReceived{.call = id,
                                    .method = entry.head.method,
                                    .target = entry.head.target,
                                    .deadline = entry.deadline,
                                    .depth = entry.head.depth,
                                    .one_way = entry.one_way(),
                                    .extras = std::move(extras),
                                    .parameters = std::move(message)});
}

void CalleeSide::enter(Entry& entry, IncomingState next) {
  check(next > entry.state, "a call went back to an earlier state");
  entry.state = next;
}

void CalleeSide::refuse(CallId id, bool one_way, const Error& error) {
  ++context_.counters.calls_refused;
  if (one_way) return;
  context_.outbox.queue_control(FrameKind::Error, id, marshal({.error = error}));
}

void CalleeSide::close(CallId id) {
  const Entry& entry = *calls_.find(id);
  if (entry.one_way()) --one_ways_;
  held_bytes_ -= entry.size;
  calls_.erase(id);
}

Fault CalleeSide::on_cancel(const Frame& frame) {
  const CallId id{frame.header.call};
  if (!is_peers(id)) return broken_rule("the peer cancelled a call of this side");
  if (static_cast<std::uint64_t>(id) > last_id_) {
    return broken_rule("the peer cancelled a call that it did not begin");
  }
  if (!resets_.take(context_.now)) return flood("the peer cancels too many calls");
  Entry* entry = calls_.find(id);
  if (entry == nullptr || entry->state == IncomingState::Cancelled) {
    context_.outbox.drop_rest(id);
    ++context_.counters.late_frames;
    return std::nullopt;
  }
  ++context_.counters.calls_cancelled;
  if (entry->state == IncomingState::Receiving) {
    close(id);
    return std::nullopt;
  }
  enter(*entry, IncomingState::Cancelled);
  context_.events.push(CallCancelled{id});
  return std::nullopt;
}

bool CalleeSide::finish(CallId id) {
  const Entry* entry = calls_.find(id);
  if (entry == nullptr || entry->state == IncomingState::Receiving) return false;
  const bool wanted = entry->state == IncomingState::Running && !entry->one_way();
  close(id);
  return wanted;
}

void CalleeSide::reply(CallId id, const Outgoing& results) {
  if (!finish(id)) return;
  if (results.size > peer_max_message_) {
    return send_error(id, {.error = too_large(results.size, peer_max_message_)});
  }
  context_.outbox.queue_message({.kind = FrameKind::Reply, .call = id, .body = results});
}

void CalleeSide::fail(CallId id, const Failure& failure) {
  if (finish(id)) send_error(id, failure);
}

void CalleeSide::finish_one_way(CallId id) { (void)finish(id); }

void CalleeSide::send_error(CallId id, const Failure& failure) {
  Bytes body = marshal(failure);
  if (body.size() > peer_max_message_) {
    body = marshal({.error = too_large(body.size(), peer_max_message_)});
  }
  context_.outbox.queue_message({.kind = FrameKind::Error, .call = id, .head = body});
}

std::uint64_t CalleeSide::refuse_new_calls() {
  last_accepted_ = last_id_;
  return last_accepted_;
}

void CalleeSide::expire() {
  if (context_.now < earliest_) return;
  scratch_.clear();
  earliest_ = TimePoint::max();
  calls_.for_each([&](CallId id, const Entry& entry) {
    if (entry.state != IncomingState::Receiving) return;
    const TimePoint expiry = deadline_after(entry.message.since(), context_.limits.message_timeout);
    if (expiry <= context_.now) {
      scratch_.push_back(id);
    } else {
      earliest_ = std::min(earliest_, expiry);
    }
  });
  std::sort(scratch_.begin(), scratch_.end());
  for (const CallId id : scratch_) {
    refuse(id, calls_.find(id)->one_way(),
           refused(Code::DeadlineExceeded,
                   "the call did not arrive in full within the time for a message"));
    close(id);
  }
}

void CalleeSide::end_all() {
  scratch_.clear();
  calls_.for_each([&](CallId id, const Entry& entry) {
    if (entry.state == IncomingState::Running) scratch_.push_back(id);
  });
  std::sort(scratch_.begin(), scratch_.end());
  for (const CallId id : scratch_) context_.events.push(CallCancelled{id});
  calls_ = {};
  one_ways_ = 0;
  held_bytes_ = 0;
}

void CalleeSide::list(std::vector<OpenCall>& into) const {
  calls_.for_each([&](CallId id, const Entry& entry) {
    into.push_back(
        {.call = id, .method = entry.head.method, .incoming = true, .since = entry.since});
  });
}

}  // namespace idl::detail
