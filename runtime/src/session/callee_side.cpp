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
#include "session/sent_descriptors.h"

namespace idl::detail {
namespace {

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

CalleeSide::CalleeSide(Role role, SessionContext& context, Streams& streams, References& references)
    : context_(context),
      streams_(streams),
      references_(references),
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
  Entry entry{.flags = frame.header.flags, .size = start.size, .since = context_.now};
  if (Fault fault = read_head(frame, start, entry)) return fault;
  if (context_.descriptors.has_claimed()) [[unlikely]] {
    entry.descriptors = context_.descriptors.take();
    entry.descriptor_count = entry.descriptors.size();
  }
  if (const auto error = refusal(id, entry, start.size)) {
    refuse(id, entry.one_way(), *error);
    return std::nullopt;
  }
  Entry& open = calls_.insert(id, std::move(entry));
  if (open.one_way()) ++one_ways_;
  if (open.streams.any()) ++stream_count_;
  held_bytes_ += start.size;
  held_descriptors_ += open.descriptor_count;
  if (!frame.header.has(flag::kMore)) {
    deliver(id, open, Payload(frame.payload));
    return std::nullopt;
  }
  open.message = Assembly(start.size, context_.now);
  earliest_ = std::min(earliest_, deadline_after(context_.now, context_.limits.message_timeout));
  return add_to_message(id, open, {frame.header, start.data});
}

Fault CalleeSide::read_head(const Frame& frame, const MessageStart& start, Entry& entry) const {
  const auto head = decode_call_head(start.data);
  if (!head) return broken_rule("a call's remaining time is written in an unknown form");
  entry.head = *head;
  if (head->remaining) entry.deadline = deadline_after(context_.now, *head->remaining);
  if (!frame.header.has(flag::kStreams)) return std::nullopt;
  if (!streams_.available())
    return broken_rule("the peer began a stream without the feature for it");
  const auto halves = decode_stream_halves(start.data[kCallHeadBytes]);
  if (!halves) return broken_rule("a call's streams are written in an unknown form");
  entry.streams = *halves;
  return std::nullopt;
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
  if (auto error = refusal_for_descriptors(entry)) return error;
  if (is_full(entry)) {
    return refused(Code::ResourceExhausted, "too many calls are open on the connection");
  }
  const std::size_t buffered = held_bytes_ + context_.outbox.buffered_bytes();
  if (buffered != 0 && buffered + size > limits.max_buffered_bytes) {
    return refused(Code::ResourceExhausted, "too many bytes are buffered for the connection");
  }
  if (context_.account != nullptr && !context_.account->has_room(size)) {
    return refused(Code::ResourceExhausted,
                   "too many bytes are buffered for all connections of the server "
                   "(ServerOptions::max_buffered_bytes)");
  }
  return std::nullopt;
}

std::optional<Error> CalleeSide::refusal_for_descriptors(const Entry& entry) const {
  const SessionLimits& limits = context_.limits;
  const std::size_t count = entry.descriptor_count;
  if (count > limits.max_descriptors) {
    return refused(Code::ResourceExhausted,
                   "the call brings " + std::to_string(count) + " descriptors, the limit is " +
                       std::to_string(limits.max_descriptors) + " (max_descriptors)");
  }
  if (count != 0 && held_descriptors_ + count > limits.max_held_descriptors) {
    return refused(Code::ResourceExhausted, "too many descriptors are held for the connection");
  }
  return std::nullopt;
}

bool CalleeSide::is_full(const Entry& entry) const {
  const SessionLimits& limits = context_.limits;
  if (entry.one_way()) return one_ways_ >= limits.max_one_way_calls;
  if (entry.streams.any()) return stream_count_ >= limits.max_streams;
  return calls_.size() - one_ways_ - stream_count_ >= limits.max_calls;
}

void CalleeSide::deliver(CallId id, Entry& entry, Payload message) {
  message.drop_front(entry.head_size());
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
  if (entry.streams.any()) {
    streams_.open(id, entry.streams.from_callee, entry.streams.from_caller);
    streams_.start(id);
  }
  context_.events.push(CallReceived{.call = id,
                                    .method = entry.head.method,
                                    .target = entry.head.target,
                                    .deadline = entry.deadline,
                                    .depth = entry.head.depth,
                                    .one_way = entry.one_way(),
                                    .streams = entry.streams,
                                    .extras = std::move(extras),
                                    .parameters = std::move(message),
                                    .descriptors = std::move(entry.descriptors),
                                    .references = references_.take(id)});
}

void CalleeSide::enter(Entry& entry, IncomingState next) {
  check(next > entry.state, "a call went back to an earlier state");
  entry.state = next;
}

void CalleeSide::refuse(CallId id, bool one_way, const Error& error) {
  ++context_.counters.calls_refused;
  context_.last_refusal = error;
  if (one_way) return;
  context_.outbox.queue_control(FrameKind::Error, id, marshal({.error = error}));
}

void CalleeSide::close(CallId id) {
  const Entry& entry = *calls_.find(id);
  if (entry.one_way()) --one_ways_;
  if (entry.streams.any()) {
    --stream_count_;
    (void)streams_.close(id);
  }
  held_bytes_ -= entry.size;
  held_descriptors_ -= entry.descriptor_count;
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
  context_.outbox.drop_rest(id);
  if (entry->state != IncomingState::Running) {
    std::erase(answering_, id);
    close(id);
    return std::nullopt;
  }
  (void)streams_.close(id);
  enter(*entry, IncomingState::Cancelled);
  context_.events.push(CallCancelled{id});
  return std::nullopt;
}

void CalleeSide::abort(CallId id, const Error& why) {
  Entry& entry = *calls_.find(id);
  context_.outbox.drop_rest(id);
  if (entry.state == IncomingState::Running) {
    context_.outbox.queue_message(
        {.kind = FrameKind::Error, .call = id, .head = marshal({.error = why})});
    (void)streams_.close(id);
    enter(entry, IncomingState::Cancelled);
    context_.events.push(CallCancelled{id});
  }
}

CallStanding CalleeSide::standing(CallId id) const {
  if (static_cast<std::uint64_t>(id) > last_id_) return CallStanding::NeverBegun;
  const Entry* entry = calls_.find(id);
  const bool over =
      entry == nullptr || (entry->state == IncomingState::Cancelled && entry->streams.any());
  return over ? CallStanding::Over : CallStanding::Open;
}

bool CalleeSide::may_answer(CallId id) {
  const Entry* entry = calls_.find(id);
  if (entry == nullptr || entry->state == IncomingState::Receiving ||
      entry->state == IncomingState::Answering) {
    return false;
  }
  if (entry->state == IncomingState::Running && !entry->one_way()) return true;
  close(id);
  return false;
}

void CalleeSide::answer(CallId id, const OutMessage& message) {
  Entry& entry = *calls_.find(id);
  const bool waits = context_.outbox.is_sending(id);
  context_.outbox.queue_message(message);
  if (!waits) return close(id);
  // The peer may read what is left of the stream whenever it likes.
  enter(entry, IncomingState::Answering);
  streams_.stop_receiving(id);
  answering_.push_back(id);
}

void CalleeSide::finish_answers() {
  if (answering_.empty()) return;
  scratch_.clear();
  for (const CallId id : answering_) {
    if (!context_.outbox.is_sending(id)) scratch_.push_back(id);
  }
  for (const CallId id : scratch_) {
    std::erase(answering_, id);
    close(id);
  }
}

bool CalleeSide::reply(CallId id, const Outgoing& results, Descriptors descriptors,
                       std::span<const std::uint32_t> references) {
  if (!may_answer(id)) return false;
  const auto count = static_cast<std::byte>(descriptors.size());
  const OutMessage message{.kind = FrameKind::Reply,
                           .flags = descriptors.empty() ? std::uint8_t{0} : flag::kDescriptors,
                           .call = id,
                           .head = BytesView(&count, descriptors.empty() ? 0 : 1),
                           .body = results,
                           .descriptors = &descriptors};
  auto error = refusal_to_send(context_, descriptors.size());
  if (!error) error = references_.refusal(references);
  if (!error && message.size() > peer_max_message_) {
    error = too_large(message.size(), peer_max_message_);
  }
  if (error) {
    error->executed = Executed::Maybe;
    send_error(id, {.error = *std::move(error)});
    return false;
  }
  if (!references.empty()) (void)references_.announce(id, references);
  answer(id, message);
  return true;
}

void CalleeSide::fail(CallId id, const Failure& failure) {
  if (may_answer(id)) send_error(id, failure);
}

void CalleeSide::finish_one_way(CallId id) {
  const Entry* entry = calls_.find(id);
  const bool handled = entry != nullptr && (entry->state == IncomingState::Running ||
                                            entry->state == IncomingState::Cancelled);
  if (handled) close(id);
}

void CalleeSide::send_error(CallId id, const Failure& failure) {
  Bytes body = marshal(failure);
  if (body.size() > peer_max_message_) {
    body = marshal({.error = too_large(body.size(), peer_max_message_)});
  }
  answer(id, {.kind = FrameKind::Error, .call = id, .head = body});
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
  calls_.for_each([&](CallId id, const Entry& entry) {
    if (entry.streams.any()) (void)streams_.close(id);
  });
  calls_ = {};
  answering_.clear();
  stream_count_ = 0;
  one_ways_ = 0;
  held_descriptors_ = 0;
  held_bytes_ = 0;
}

void CalleeSide::list(std::vector<OpenCall>& into) const {
  calls_.for_each([&](CallId id, const Entry& entry) {
    into.push_back(
        {.call = id, .method = entry.head.method, .incoming = true, .since = entry.since});
  });
}

}  // namespace idl::detail
