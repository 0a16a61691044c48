// Calls of this side, from the request to the one outcome. Calls of the peer are callee_side.cpp's
// part of the session.
#include "session/caller_side.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/check.h"
#include "base/clock.h"
#include "frame/call_extras.h"
#include "frame/call_head.h"
#include "frame/descriptor_count.h"
#include "frame/error_body.h"
#include "session/sent_descriptors.h"

namespace idl::detail {
namespace {

// Less than what a peer allows, so that a burst of cancels here never looks like a flood there: a
// cancel that is not sent only means that the peer finishes the call for nothing.
constexpr std::uint32_t kCancelBurst = 150;
constexpr std::uint32_t kCancelsPerSecond = 25;

WireError to_wire_error(ErrorBody body) {
  const Origin origin = body.failer == Failer::Application ? Origin::Application : Origin::Peer;
  return {.error = {body.code, std::move(body.text), body.executed, origin},
          .declared = body.declared,
          .name = std::move(body.name),
          .body = std::move(body.fields)};
}

/// A handler that stops at its deadline answers so soon that the answer may come before the
/// caller's own deadline has had its turn: that is a deadline that passed, whatever the handler
/// called it. What the procedure declares (and a result) is told as it is, late or not.
void put_deadline_first(WireError& answer) {
  if (answer.declared != 0) return;
  Error& error = answer.error;
  error.message = "the deadline passed; the answer that came behind it: " + error.message;
  error.code = Code::DeadlineExceeded;
  error.origin = Origin::Local;
}

Error no_streams() {
  return refused(Code::Unimplemented, "the peer speaks a version of the protocol without streams");
}

std::size_t descriptors_of(const CallRequest& request) {
  return request.descriptors == nullptr ? 0 : request.descriptors->size();
}

std::uint8_t flags_of(const CallRequest& request, bool has_extras) {
  std::uint8_t flags = 0;
  if (descriptors_of(request) != 0) flags |= flag::kDescriptors;
  if (request.one_way) flags |= flag::kOneWay;
  if (request.streams.any()) flags |= flag::kStreams;
  if (has_extras) flags |= flag::kExtras;
  return flags;
}

}  // namespace

CallerSide::CallerSide(Role role, SessionContext& context, Streams& streams, References& references)
    : context_(context),
      streams_(streams),
      references_(references),
      next_id_(role == Role::Initiator ? 2 : 1),
      cancels_(kCancelBurst, kCancelsPerSecond, context.now),
      peer_max_calls_(context.limits.max_calls),
      peer_max_streams_(context.limits.max_streams),
      peer_max_message_(context.limits.max_message_bytes) {}

Result<CallId> CallerSide::call(const CallRequest& request, const Outgoing& parameters) {
  if (auto error = refusal(request)) return *error;
  const bool has_extras = request.extras != nullptr && !request.extras->empty();
  Result<Bytes> extras = has_extras ? encode_extras(*request.extras) : Result<Bytes>(Bytes{});
  if (!extras) return extras.error();
  std::array<std::byte, kCallHeadBytes + kStreamHalvesBytes + kDescriptorCountBytes> head;
  encode_call_head({request.method, request.target, request.depth, request.remaining}, head.data());
  std::size_t head_size = kCallHeadBytes;
  if (request.streams.any()) head[head_size++] = encode_stream_halves(request.streams);
  const std::size_t descriptors = descriptors_of(request);
  if (descriptors != 0) head[head_size++] = static_cast<std::byte>(descriptors);
  OutMessage message{.kind = FrameKind::Call,
                     .flags = flags_of(request, has_extras),
                     .call = CallId{next_id_},
                     .head = BytesView(head).first(head_size),
                     .extras = *extras,
                     .body = parameters,
                     .descriptors = request.descriptors};
  if (auto error = refusal_for_size(message.size())) return *error;
  begin(request, message);
  return message.call;
}

std::optional<Executed> CallerSide::cancel(CallId id) {
  const Entry* entry = calls_.find(id);
  if (entry == nullptr) return std::nullopt;
  const Executed outcome = executed(id, *entry);
  withdraw(id, *entry);
  erase(id);
  return outcome;
}

void CallerSide::abort(CallId id, Error why) {
  withdraw(id, *calls_.find(id));
  fail(id, std::move(why));
}

CallStanding CallerSide::standing(CallId id) const {
  if (!has_begun(id)) return CallStanding::NeverBegun;
  return calls_.find(id) != nullptr ? CallStanding::Open : CallStanding::Over;
}

std::optional<Error> CallerSide::refusal(const CallRequest& request) const {
  if (no_more_calls_) return no_more_calls_;
  if (request.depth > kMaxCallDepth) {
    return refused(Code::ResourceExhausted, "calls are nested deeper than 16");
  }
  if (request.remaining && *request.remaining <= Duration::zero()) {
    return refused(Code::DeadlineExceeded, "the deadline passed before the call was sent");
  }
  if (request.streams.any() && greeted_ && !streams_.available()) return no_streams();
  if (auto error = refusal_to_send(context_, descriptors_of(request), greeted_)) return error;
  if (!request.one_way && is_full(request.streams.any())) {
    return refused(Code::ResourceExhausted, "too many calls are open on the connection");
  }
  return references_.refusal(request.references);
}

bool CallerSide::is_full(bool for_streams) const {
  const SessionLimits& limits = context_.limits;
  if (for_streams) return stream_count_ >= std::min(peer_max_streams_, limits.max_streams);
  return calls_.size() - stream_count_ >= std::min(peer_max_calls_, limits.max_calls);
}

std::optional<Error> CallerSide::refusal_for_size(std::size_t size) const {
  if (size > peer_max_message_) {
    return refused(Code::MessageTooLarge, "the call has " + std::to_string(size) +
                                              " bytes, the peer takes " +
                                              std::to_string(peer_max_message_));
  }
  const std::size_t buffered = context_.outbox.buffered_bytes();
  if (buffered != 0 && buffered + size > context_.limits.max_buffered_bytes) {
    return refused(Code::ResourceExhausted, "too many bytes wait to be sent on the connection");
  }
  return std::nullopt;
}

bool CallerSide::fits_early(std::size_t size) const {
  return size <= context_.outbox.max_single_frame() && early_calls_ < kEarlyCalls &&
         early_bytes_ + kFrameHeaderBytes + size + kChecksumBytes <= kEarlyBytes;
}

void CallerSide::begin(const CallRequest& request, const OutMessage& message) {
  next_id_ += 2;
  ++context_.counters.calls_sent;
  const bool streams = request.streams.any();
  const bool needs_feature = streams || descriptors_of(request) != 0;
  const bool hold = !greeted_ && (context_.holds_calls || needs_feature ||
                                  context_.outbox.next_held() || !fits_early(message.size()));
  StreamPosition first{};
  if (hold) {
    context_.outbox.hold(message, context_.now);
  } else if (!request.references.empty()) {
    first = references_.announce(message.call, request.references);
    context_.outbox.queue_message(message);
  } else {
    first = context_.outbox.queue_message(message);
    ++early_calls_;
    early_bytes_ += kFrameHeaderBytes + message.size() + kChecksumBytes;
  }
  if (request.one_way) return;
  Entry& made = calls_.insert(
      message.call,
      {.method = request.method, .has_streams = streams, .first = first, .since = context_.now});
  if (request.remaining) made.deadline = deadline_after(context_.now, *request.remaining);
  if (!hold) enter(made, OutgoingState::Sent);
  remember_expiry(made.deadline);
  if (!streams) return;
  ++stream_count_;
  streams_.open(message.call, request.streams.from_caller, request.streams.from_callee);
  if (!hold) streams_.start(message.call);
}

Buffer CallerSide::erase(CallId id) {
  const Entry* entry = calls_.find(id);
  Buffer unread;
  if (entry->has_streams) {
    --stream_count_;
    unread = streams_.close(id);
  }
  calls_.erase(id);
  return unread;
}

void CallerSide::enter(Entry& entry, OutgoingState next) {
  check(next > entry.state, "a call went back to an earlier state");
  entry.state = next;
}

Executed CallerSide::executed(CallId id, const Entry& entry) const {
  const bool left = entry.state != OutgoingState::Held && context_.outbox.is_written(entry.first);
  const bool accepted = static_cast<std::uint64_t>(id) <= last_accepted_;
  return left && accepted ? Executed::Maybe : Executed::No;
}

void CallerSide::withdraw(CallId id, const Entry& entry) {
  if (entry.state == OutgoingState::Held) {
    context_.outbox.drop_rest(id);
  } else if (!context_.outbox.is_written(entry.first)) {
    take_back(id, entry);
  } else {
    context_.outbox.drop_rest(id);
    if (cancels_.take(context_.now)) context_.outbox.queue_control(FrameKind::Cancel, id, {});
  }
}

void CallerSide::take_back(CallId id, const Entry& entry) {
  const Outbox::TakenBack taken = context_.outbox.take_back(id, entry.first);
  streams_.refund(taken.stream_bytes);
  if (!taken.references.empty()) references_.take_back(taken.references);
}

void CallerSide::fail(CallId id, Error error, Buffer unread) {
  context_.events.push(CallFailed{id, {.error = std::move(error)}, std::move(unread)});
}

Fault CallerSide::on_answer(const Frame& frame) {
  const CallId id{frame.header.call};
  if (!has_begun(id)) return broken_rule("the peer answered a call that was never made");
  Entry* entry = calls_.find(id);
  if (entry == nullptr) {
    ++context_.counters.late_frames;
    return std::nullopt;
  }
  if (frame.header.has(flag::kContinued)) return continue_answer(id, *entry, frame);
  if (entry->state != OutgoingState::Sent) {
    return broken_rule("the peer began to answer a call twice, or before it was sent");
  }
  if (frame.header.kind == FrameKind::Reply && context_.outbox.is_sending_request(id)) {
    return broken_rule("the peer replied to a call that it does not have in full");
  }
  entry->answer_kind = frame.header.kind;
  if (context_.descriptors.has_claimed()) [[unlikely]]
    entry->answer_descriptors = context_.descriptors.take();
  if (frame.header.has(flag::kMore)) return begin_long_answer(id, *entry, frame);
  complete(id, *entry, Payload(frame.payload));
  return std::nullopt;
}

Fault CallerSide::begin_long_answer(CallId id, Entry& entry, const Frame& frame) {
  const MessageStart start = read_message_start(frame.header, frame.payload);
  if (start.size > context_.limits.max_message_bytes) {
    withdraw(id, entry);
    fail(id, {Code::MessageTooLarge,
              "the answer has " + std::to_string(start.size) + " bytes, the limit is " +
                  std::to_string(context_.limits.max_message_bytes),
              Executed::Maybe, Origin::Local});
    return std::nullopt;
  }
  enter(entry, OutgoingState::Receiving);
  entry.answer = Assembly(start.size, context_.now);
  remember_expiry(deadline_after(context_.now, context_.limits.message_timeout));
  return continue_answer(id, entry, {frame.header, start.data});
}

Fault CallerSide::continue_answer(CallId id, Entry& entry, const Frame& frame) {
  if (entry.state != OutgoingState::Receiving || entry.answer_kind != frame.header.kind) {
    return broken_rule("the peer continued an answer that it did not begin");
  }
  const auto outcome = entry.answer.add(frame.payload, frame.header.has(flag::kMore));
  if (outcome == Assembly::Outcome::WrongSize) {
    return broken_rule("an answer has another size than it announced");
  }
  if (outcome == Assembly::Outcome::Complete) {
    complete(id, entry, Payload(entry.answer.take()));
  }
  return std::nullopt;
}

void CallerSide::succeed(CallId id, Entry& entry, Payload payload) {
  Descriptors descriptors = std::move(entry.answer_descriptors);
  if (descriptors.size() > context_.limits.max_descriptors) {
    return fail(id, {Code::ResourceExhausted,
                     "the answer brings " + std::to_string(descriptors.size()) +
                         " descriptors, the limit is " +
                         std::to_string(context_.limits.max_descriptors) + " (max_descriptors)",
                     Executed::Maybe, Origin::Local});
  }
  if (!descriptors.empty()) payload.drop_front(kDescriptorCountBytes);
  Buffer unread = erase(id);
  context_.events.push(ReplyReceived{.call = id,
                                     .results = std::move(payload),
                                     .unread = std::move(unread),
                                     .descriptors = std::move(descriptors),
                                     .references = references_.take(id)});
}

void CallerSide::complete(CallId id, Entry& entry, Payload payload) {
  context_.outbox.drop_rest(id);  // Answered before it, or its stream, was sent in full.
  if (entry.answer_kind == FrameKind::Reply) return succeed(id, entry, std::move(payload));
  auto body = decode_error(payload.bytes());
  if (!body) {
    fail(id, {Code::ProtocolError, "the peer's error cannot be read: " + body.error().message,
              Executed::Maybe, Origin::Local});
    return;
  }
  WireError error = to_wire_error(*std::move(body));
  if (entry.deadline <= context_.now) put_deadline_first(error);
  Buffer unread = erase(id);
  context_.events.push(CallFailed{id, std::move(error), std::move(unread)});
}

void CallerSide::on_hello(const Hello& hello) {
  greeted_ = true;
  peer_max_calls_ = hello.max_calls;
  peer_max_streams_ = hello.max_streams;
  peer_max_message_ = hello.max_message_bytes;
  context_.outbox.set_max_payload(std::min(hello.max_frame_bytes, context_.limits.max_frame_bytes));
  release_held_calls();
}

void CallerSide::release_held_calls() {
  while (const auto held = context_.outbox.next_held()) {
    Entry* entry = calls_.find(held->call);  // Null for one-way calls, which have no outcome.
    if (auto refusal = refusal_for_held(*held, entry)) {
      context_.outbox.drop_rest(held->call);
      if (entry != nullptr) fail(held->call, *std::move(refusal));
      continue;
    }
    const StreamPosition first = context_.outbox.release_held(held->call, context_.now);
    if (entry == nullptr) continue;
    entry->first = first;
    enter(*entry, OutgoingState::Sent);
    if (entry->has_streams) streams_.start(held->call);
  }
}

std::optional<Error> CallerSide::refusal_for_held(const Outbox::Held& held,
                                                  const Entry* entry) const {
  if (held.size > peer_max_message_) {
    return refused(Code::MessageTooLarge, "the call is larger than the peer takes");
  }
  if (auto error = refusal_to_send(context_, held.descriptors)) return error;
  if (entry == nullptr) return std::nullopt;
  if (entry->has_streams && !streams_.available()) return no_streams();
  std::size_t sent = 0;
  calls_.for_each([&](CallId, const Entry& other) {
    sent += other.state != OutgoingState::Held && other.has_streams == entry->has_streams ? 1U : 0U;
  });
  if (sent < (entry->has_streams ? peer_max_streams_ : peer_max_calls_)) return std::nullopt;
  return refused(Code::ResourceExhausted, "the peer takes fewer calls at once");
}

void CallerSide::on_go_away(std::uint64_t last) {
  if (!no_more_calls_) {
    no_more_calls_ = Error{.code = Code::GoingAway,
                           .message = "the peer is shutting down and takes no more calls",
                           .origin = Origin::Peer};
  }
  last_accepted_ = last;
  scratch_.clear();
  calls_.for_each([&](CallId id, const Entry&) {
    if (static_cast<std::uint64_t>(id) > last) scratch_.push_back(id);
  });
  std::sort(scratch_.begin(), scratch_.end());
  for (const CallId id : scratch_) {
    context_.outbox.drop_rest(id);
    fail(id, *no_more_calls_);
  }
}

void CallerSide::expire() {
  if (context_.now < earliest_) return;
  scratch_.clear();
  earliest_ = TimePoint::max();
  calls_.for_each([&](CallId id, const Entry& entry) {
    TimePoint expiry = entry.deadline;
    if (entry.state == OutgoingState::Receiving) {
      expiry =
          std::min(expiry, deadline_after(entry.answer.since(), context_.limits.message_timeout));
    }
    if (expiry <= context_.now) {
      scratch_.push_back(id);
    } else {
      remember_expiry(expiry);
    }
  });
  std::sort(scratch_.begin(), scratch_.end());
  for (const CallId id : scratch_) expire_call(id);
}

void CallerSide::expire_call(CallId id) {
  const Entry& entry = *calls_.find(id);
  const bool in_time = entry.deadline > context_.now;
  const Error error{Code::DeadlineExceeded,
                    in_time ? "the answer did not arrive in full within the time for a message"
                            : "the deadline passed before the answer came",
                    executed(id, entry), Origin::Local};
  withdraw(id, entry);
  erase(id);
  fail(id, error, {});
}

void CallerSide::end_all(const Error& why, Ending ending) {
  no_more_calls_ = why;
  no_more_calls_->executed = Executed::No;
  scratch_.clear();
  calls_.for_each([&](CallId id, const Entry&) { scratch_.push_back(id); });
  std::sort(scratch_.begin(), scratch_.end());
  for (const CallId id : scratch_) {
    const Entry& entry = *calls_.find(id);
    Error error = why;
    error.executed = ending == Ending::Refused ? Executed::No : executed(id, entry);
    const bool unwritten =
        entry.state != OutgoingState::Held && !context_.outbox.is_written(entry.first);
    if (unwritten) (void)context_.outbox.take_back(id, entry.first);
    fail(id, std::move(error));
  }
  context_.outbox.drop_unqueued();
}

void CallerSide::list(std::vector<OpenCall>& into) const {
  calls_.for_each([&](CallId id, const Entry& entry) {
    into.push_back({.call = id, .method = entry.method, .incoming = false, .since = entry.since});
  });
}

}  // namespace idl::detail
