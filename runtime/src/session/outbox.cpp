// Frames messages and lets the long ones take turns. A frame that has begun is never interrupted;
// turns change between frames.
#include "session/outbox.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

#include "idl/wire/little_endian.h"

#include "base/check.h"
#include "frame/call_head.h"

namespace idl::detail {
namespace {

// Long messages get their turns while less than this is queued: enough to keep a socket busy,
// little enough that a short message which comes later is not far behind.
constexpr std::size_t kTurnsBelowBytes = 256 * 1024;

constexpr std::size_t kTotalBytes = 4;

std::byte* append(std::byte* out, BytesView bytes) {
  if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size());
  return out + bytes.size();
}

void write_message(const OutMessage& message, std::byte* out) {
  out = append(append(out, message.head), message.extras);
  if (message.body.size != 0) message.body.write(message.body.context, out);
}

}  // namespace

std::size_t Outbox::max_single_frame() const {
  return max_payload_ - (checksums_ ? kChecksumBytes : 0);
}

Output Outbox::next_output() const {
  const BytesView all = output();
  if (beside_.empty()) [[likely]]
    return {.bytes = all};
  const auto front = beside_.begin();
  const std::size_t begin = static_cast<std::uint64_t>(front->at) - written_;
  if (begin != 0) return {.bytes = all.first(begin)};
  const auto second = std::next(front);
  if (second == beside_.end()) return {.bytes = all, .descriptors = front->descriptors};
  const std::size_t end = static_cast<std::uint64_t>(second->at) - written_;
  return {.bytes = all.first(end), .descriptors = front->descriptors};
}

std::size_t Outbox::queued_descriptors() const {
  std::size_t count = 0;
  for (const Beside& beside : beside_) count += beside.descriptors.size();
  for (const auto* messages : {&turns_, &behind_}) {
    for (const LongMessage& message : *messages) count += message.descriptors.size();
  }
  return count;
}

void Outbox::attach(StreamPosition frame, CallId call, Descriptors& descriptors) {
  if (!descriptors.empty()) beside_.push_back({frame, call, std::exchange(descriptors, {})});
}

void Outbox::consumed(std::size_t count) {
  buffer_.consume(count);
  written_ += count;
  while (!beside_.empty() && is_written(beside_.front().at)) beside_.pop_front();
  if (written_ >= older_.end) older_ = std::exchange(newer_, Controls{});
  queue_turns();
}

StreamPosition Outbox::queue_control(FrameKind kind, CallId call, BytesView payload) {
  const StreamPosition position{queued()};
  const FrameHeader header{.kind = kind, .call = static_cast<std::uint64_t>(call)};
  append(open_frame(header, payload.size()).data(), payload);
  close_frame();
  const bool answers =
      kind == FrameKind::Pong || kind == FrameKind::Error || kind == FrameKind::Release;
  if (answers) count_control();
  return position;
}

void Outbox::queue_behind_requests(FrameKind kind, BytesView payload) {
  delayed_.push_back({kind, last_request(), {payload.begin(), payload.end()}});
  queue_delayed();
}

// Ids grow in the order in which calls are made; CallId{0} is no call's.
CallId Outbox::last_request() const {
  CallId last{};
  for (const auto* messages : {&turns_, &held_}) {
    for (const LongMessage& message : *messages) {
      if (message.kind == FrameKind::Call) last = std::max(last, message.call);
    }
  }
  return last;
}

bool Outbox::sends_request_up_to(CallId last) const {
  const auto is_one = [last](const LongMessage& message) {
    return message.kind == FrameKind::Call && message.call <= last;
  };
  return std::any_of(turns_.begin(), turns_.end(), is_one) ||
         std::any_of(held_.begin(), held_.end(), is_one);
}

void Outbox::queue_delayed() {
  while (!delayed_.empty() && !sends_request_up_to(delayed_.front().last)) {
    const Delayed next = std::move(delayed_.front());
    delayed_.pop_front();
    queue_control(next.kind, CallId{}, next.payload);
  }
}

void Outbox::count_control() {
  ++newer_.count;
  newer_.end = queued();
}

std::size_t Outbox::max_data(FrameKind kind) const {
  if (kind != FrameKind::StreamData) return max_single_frame();
  return std::min(max_single_frame(), max_stream_frame_ - frame_overhead());
}

std::size_t Outbox::first_frame_bytes(std::size_t element) const {
  const bool fits = element <= max_data(FrameKind::StreamData);
  return frame_overhead() + (fits ? element : kMinContinuedBytes);
}

StreamPosition Outbox::queue_message(const OutMessage& message) {
  const std::size_t size = message.size();
  if (size > max_data(message.kind) || is_sending(message.call)) return start(marshal(message));
  const StreamPosition position{queued()};
  const FrameHeader header{.kind = message.kind,
                           .flags = message.flags,
                           .call = static_cast<std::uint64_t>(message.call)};
  write_message(message, open_frame(header, size).data());
  close_frame();
  if (message.descriptors != nullptr) attach(position, message.call, *message.descriptors);
  if (message.kind == FrameKind::StreamData) gate_->spend(message.call, open_bytes_);
  return position;
}

void Outbox::hold(const OutMessage& message, TimePoint now) {
  held_.push_back(marshal(message));
  held_.back().held_since = now;
  unqueued_bytes_ += message.size();
}

std::optional<Outbox::Held> Outbox::next_held() const {
  if (held_.empty()) return std::nullopt;
  const LongMessage& first = held_.front();
  return Held{first.call, first.bytes.size(), first.descriptors.size()};
}

StreamPosition Outbox::release_held(CallId call, TimePoint now) {
  const auto found = std::find_if(held_.begin(), held_.end(),
                                  [call](const LongMessage& held) { return held.call == call; });
  check(found != held_.end(), "a held call has no message");
  LongMessage message = std::move(*found);
  held_.erase(found);
  unqueued_bytes_ -= message.bytes.size();
  shorten_call_head(message.bytes, now - message.held_since);
  return start(std::move(message));
}

bool Outbox::is_sending(CallId call) const {
  const auto is_of_call = [call](const LongMessage& message) { return message.call == call; };
  return std::any_of(turns_.begin(), turns_.end(), is_of_call) ||
         std::any_of(parked_.begin(), parked_.end(), is_of_call);
}

bool Outbox::is_sending_request(CallId call) const {
  return std::any_of(turns_.begin(), turns_.end(), [call](const LongMessage& message) {
    return message.call == call && message.kind == FrameKind::Call;
  });
}

void Outbox::resume(CallId call) {
  const auto found =
      std::find_if(parked_.begin(), parked_.end(),
                   [call](const LongMessage& parked) { return parked.call == call; });
  if (found == parked_.end()) return;
  turns_.splice(turns_.end(), parked_, found);
  queue_turns();
}

void Outbox::resume_all() {
  turns_.splice(turns_.end(), parked_);
  queue_turns();
}

void Outbox::drop_rest(CallId call) {
  if (turns_.empty() && held_.empty() && parked_.empty() && behind_.empty()) [[likely]]
    return;
  const auto drop = [this, call](const LongMessage& message) {
    if (message.call != call) return false;
    unqueued_bytes_ -= message.bytes.size() - message.sent;
    return true;
  };
  std::erase_if(turns_, drop);
  std::erase_if(held_, drop);
  std::erase_if(parked_, drop);
  std::erase_if(behind_, drop);
  queue_delayed();
}

Outbox::TakenBack Outbox::take_back(CallId call, StreamPosition first) {
  check(!is_written(first), "a call was taken back that has left");
  drop_rest(call);
  std::erase_if(beside_, [call](const Beside& beside) { return beside.call == call; });
  TakenBack taken;
  std::span<std::byte> rest = buffer_.data().subspan(static_cast<std::uint64_t>(first) - written_);
  while (!rest.empty()) {
    FrameHeader header = decode_header(rest.first<kFrameHeaderBytes>(), UINT32_MAX).header;
    const std::span<std::byte> frame = rest.first(kFrameHeaderBytes + header.size);
    const bool is_callers =
        header.kind == FrameKind::Call || header.kind == FrameKind::StreamData ||
        header.kind == FrameKind::StreamEnd || header.kind == FrameKind::References;
    if (header.call == static_cast<std::uint64_t>(call) && is_callers) {
      if (header.kind == FrameKind::StreamData) taken.stream_bytes += frame.size();
      if (header.kind == FrameKind::References) taken.references = payload_of(frame);
      header.kind = FrameKind::Filler;
      header.flags &= flag::kChecksum;
      header.call = 0;
      encode_header(header, frame.data());
      if (checksums_) seal_frame(frame);
    }
    rest = rest.subspan(frame.size());
  }
  return taken;
}

void Outbox::clear() {
  written_ += buffer_.size();
  buffer_.release();
  beside_.clear();
  delayed_.clear();
  drop_unqueued();
}

void Outbox::drop_unqueued() {
  turns_.clear();
  held_.clear();
  parked_.clear();
  behind_.clear();
  unqueued_bytes_ = 0;
  queue_delayed();
}

Outbox::LongMessage Outbox::marshal(const OutMessage& message) {
  LongMessage marshalled{.kind = message.kind,
                         .flags = message.flags,
                         .call = message.call,
                         .bytes = Bytes(message.size())};
  if (message.descriptors != nullptr) marshalled.descriptors.swap(*message.descriptors);
  write_message(message, marshalled.bytes.data());
  return marshalled;
}

Bytes Outbox::payload_of(BytesView frame) const {
  const BytesView payload = frame.subspan(kFrameHeaderBytes);
  const BytesView data = payload.first(payload.size() - (checksums_ ? kChecksumBytes : 0));
  return {data.begin(), data.end()};
}

std::span<std::byte> Outbox::open_frame(const FrameHeader& header, std::size_t data_size) {
  FrameHeader complete = header;
  complete.size = static_cast<std::uint32_t>(data_size + (checksums_ ? kChecksumBytes : 0));
  if (checksums_) complete.flags |= flag::kChecksum;
  open_bytes_ = kFrameHeaderBytes + complete.size;
  const std::span<std::byte> frame = buffer_.prepare(open_bytes_);
  encode_header(complete, frame.data());
  return frame.subspan(kFrameHeaderBytes, data_size);
}

void Outbox::close_frame() {
  buffer_.commit(open_bytes_);
  if (checksums_) seal_frame(buffer_.data().last(open_bytes_));
}

StreamPosition Outbox::start(LongMessage message) {
  const StreamPosition position{queued()};
  unqueued_bytes_ += message.bytes.size();
  if (is_sending(message.call)) {
    behind_.push_back(std::move(message));
    return position;
  }
  if (!queue_next_frame(message)) {
    parked_.push_back(std::move(message));
  } else if (!message.finished()) {
    turns_.push_back(std::move(message));
  }
  queue_turns();
  return position;
}

std::size_t Outbox::room_for(const LongMessage& message) const {
  if (message.kind != FrameKind::StreamData) return max_single_frame();
  const std::size_t room = gate_->room(message.call);
  return room <= frame_overhead() ? 0 : std::min(max_data(message.kind), room - frame_overhead());
}

bool Outbox::queue_next_frame(LongMessage& message) {
  const bool first = !message.begun;
  const std::size_t left = message.bytes.size() - message.sent;
  const std::size_t room = room_for(message);
  const bool more = left > room;
  if (more && room < kMinContinuedBytes) return false;
  // The first frame of several begins with the size of the whole message.
  const std::size_t prefix = first && more ? kTotalBytes : 0;
  const std::size_t count = std::min(left, room - prefix);
  FrameHeader header{.kind = message.kind, .call = static_cast<std::uint64_t>(message.call)};
  if (first) header.flags |= message.flags;
  if (!first) header.flags |= flag::kContinued;
  if (more) header.flags |= flag::kMore;
  if (first) attach(StreamPosition{queued()}, message.call, message.descriptors);
  std::byte* out = open_frame(header, prefix + count).data();
  if (prefix != 0) store_u32(out, message.bytes.size());
  append(out + prefix, BytesView(message.bytes).subspan(message.sent, count));
  close_frame();
  message.begun = true;
  message.sent += count;
  unqueued_bytes_ -= count;
  if (message.kind == FrameKind::StreamData) gate_->spend(message.call, open_bytes_);
  return true;
}

void Outbox::queue_turns() {
  while (!turns_.empty() && buffer_.size() < kTurnsBelowBytes) {
    LongMessage& message = turns_.front();
    if (!queue_next_frame(message)) {
      parked_.splice(parked_.end(), turns_, turns_.begin());
    } else if (!message.finished()) {
      turns_.splice(turns_.end(), turns_, turns_.begin());
    } else {
      finish_turn();
    }
  }
  if (!delayed_.empty()) [[unlikely]]
    queue_delayed();
}

void Outbox::finish_turn() {
  const CallId call = turns_.front().call;
  turns_.pop_front();
  const auto next = std::find_if(behind_.begin(), behind_.end(),
                                 [call](const LongMessage& waits) { return waits.call == call; });
  if (next != behind_.end()) turns_.splice(turns_.end(), behind_, next);
}

}  // namespace idl::detail
