// Elements in and out, and their credit. What the outbox does with frames, and when calls begin and
// end, is decided elsewhere.
#include "session/streams.h"

#include <algorithm>
#include <string>
#include <utility>

#include "idl/wire/little_endian.h"

#include "base/check.h"
#include "session/stream_records.h"

namespace idl::detail {
namespace {

// A frame of at most a quarter of the window always finds room in time: the receiver grants at the
// latest when a quarter is due.
constexpr std::uint32_t kFramesPerWindow = 4;

std::size_t cost_of(const Frame& frame) { return kFrameHeaderBytes + frame.header.size; }

Error element_too_large(std::size_t size, std::size_t limit) {
  return {.code = Code::MessageTooLarge,
          .message = "an element of the stream has " + std::to_string(size) +
                     " bytes, the limit is " + std::to_string(limit),
          .executed = Executed::Maybe};
}

}  // namespace

Streams::Streams(SessionContext& context)
    : context_(context), in_(context.limits.connection_window) {
  context.outbox.set_gate(*this);
}

void Streams::on_hello(const Hello& hello) {
  available_ = (hello.features & feature::kStreams) != 0;
  if (!available_) return;
  peer_window_ = hello.stream_window;
  peer_max_message_ = hello.max_message_bytes;
  check(out_.add(hello.connection_window), "a hello has a window that was not judged");
  context_.outbox.set_max_stream_frame(hello.stream_window / kFramesPerWindow);
}

void Streams::open(CallId id, bool sends, bool receives) {
  streams_.insert(
      id,
      Stream{.sends = sends, .receives = receives, .in = InCredit(context_.limits.stream_window)});
}

void Streams::start(CallId id) {
  Stream& stream = *streams_.find(id);
  stream.started = true;
  if (!stream.sends) return;
  check(stream.out.add(peer_window_), "a hello has a window that was not judged");
  if (stream.send_ended) context_.outbox.queue_message({.kind = FrameKind::StreamEnd, .call = id});
  tell_writable(id, stream);
}

Buffer Streams::close(CallId id) {
  Stream* stream = streams_.find(id);
  if (stream == nullptr) return {};
  leave_element(*stream);
  set_excess(*stream, 0);
  in_.consume(stream->in.unread());
  Buffer unread = std::move(stream->records);
  streams_.erase(id);
  grant_connection();
  return unread;
}

void Streams::stop_receiving(CallId id) {
  Stream* stream = streams_.find(id);
  if (stream == nullptr) return;
  leave_element(*stream);
  set_excess(*stream, 0);
  in_.consume(stream->in.unread());
  stream->in.consume(stream->in.unread());
  stream->records.release();
  stream->dropping = true;
  grant_connection();
}

Streams::Verdict Streams::on_data(CallId id, const Frame& frame) {
  Stream& stream = *streams_.find(id);
  if (!stream.receives || !stream.started) {
    return {.fault = broken_rule("the peer sent stream data in a direction that has no stream")};
  }
  if (stream.dropping) return {.fault = on_late_data(frame)};
  if (stream.receive_ended)
    return {.fault = broken_rule("the peer sent stream data behind its end")};
  const std::size_t cost = cost_of(frame);
  if (!stream.in.receive(cost) || !in_.receive(cost)) {
    return {.fault = broken_rule("the peer sent more stream data than it had credit for")};
  }
  Verdict verdict;
  const bool continued = frame.header.has(flag::kContinued);
  if (continued != stream.unfinished) {
    verdict.fault = broken_rule(continued ? "the peer continued an element that it did not begin"
                                          : "the peer began an element inside another");
  } else if (!continued && !frame.header.has(flag::kMore)) {
    keep(id, stream, frame.payload, cost);
  } else {
    add_to_element(id, stream, frame, verdict);
  }
  return verdict;
}

bool Streams::begin_element(Stream& stream, const MessageStart& start, Verdict& verdict) {
  const std::size_t limit = context_.limits.max_message_bytes;
  if (start.size > limit) {
    verdict.refusal = element_too_large(start.size, limit);
    return false;
  }
  stream.unfinished = true;
  ++unfinished_;
  stream.element = Assembly(start.size, context_.now);
  stream.element_cost = 0;
  return true;
}

void Streams::hurry(Stream& stream) {
  if (!stream.unfinished || stream.hurried) return;
  // What came before it is to be read first; the element itself cannot be.
  if (stream.in.unread() - stream.element_cost >= context_.limits.stream_window) return;
  const std::size_t excess = stream.in.excess(stream.element.missing());
  if (excess_ != 0 && excess_ + excess > context_.limits.max_buffered_bytes) return;
  set_excess(stream, excess);
  stream.hurried = true;
  ++hurried_;
}

void Streams::add_to_element(CallId id, Stream& stream, const Frame& piece, Verdict& verdict) {
  BytesView data = piece.payload;
  if (!stream.unfinished) {
    const MessageStart start = read_message_start(piece.header, piece.payload);
    data = start.data;
    if (!begin_element(stream, start, verdict)) return;
  }
  stream.element_cost += cost_of(piece);
  const auto outcome = stream.element.add(data, piece.header.has(flag::kMore));
  if (outcome == Assembly::Outcome::WrongSize) {
    verdict.fault = broken_rule("an element has another size than it announced");
  } else if (outcome == Assembly::Outcome::Complete) {
    const Bytes element = stream.element.take();
    const std::size_t cost = stream.element_cost;
    leave_element(stream);
    keep(id, stream, element, cost);
  } else {
    grant(id, stream);
  }
}

void Streams::keep(CallId id, Stream& stream, BytesView element, std::size_t cost) {
  append_record(stream.records, element, cost);
  if (std::exchange(stream.unread_told, true)) return;
  context_.events.push(StreamReadable{id});
}

void Streams::leave_element(Stream& stream) {
  if (!std::exchange(stream.unfinished, false)) return;
  --unfinished_;
  if (std::exchange(stream.hurried, false)) --hurried_;
  stream.element = Assembly();
}

void Streams::set_excess(Stream& stream, std::size_t excess) {
  const bool less = excess < stream.excess;
  excess_ += excess - stream.excess;
  stream.excess = excess;
  if (!less || unfinished_ == hurried_) return;
  streams_.for_each([this](CallId id, Stream& other) {
    if (other.unfinished && !other.hurried) grant(id, other);
  });
}

Fault Streams::on_end(CallId id) {
  Stream& stream = *streams_.find(id);
  if (!stream.receives || !stream.started) {
    return broken_rule("the peer ended a stream in a direction that has none");
  }
  if (stream.dropping) {
    ++context_.counters.late_frames;
    return std::nullopt;
  }
  if (stream.receive_ended) return broken_rule("the peer ended a stream twice");
  if (stream.unfinished) return broken_rule("the peer ended a stream inside an element");
  stream.receive_ended = true;
  context_.events.push(StreamEnded{id});
  return std::nullopt;
}

Fault Streams::on_credit(CallId id, const Frame& frame) {
  Stream& stream = *streams_.find(id);
  if (!stream.sends || !stream.started) {
    return broken_rule("the peer granted credit for a direction that has no stream");
  }
  if (!stream.out.add(load_u32(frame.payload.data()))) {
    return broken_rule("the peer granted no credit, or more than may be unused");
  }
  context_.outbox.resume(id);
  tell_writable(id, stream);
  return std::nullopt;
}

Fault Streams::on_late_data(const Frame& frame) {
  ++context_.counters.late_frames;
  const std::size_t cost = cost_of(frame);
  if (!in_.receive(cost)) {
    return broken_rule("the peer sent more stream data than it had credit for");
  }
  in_.consume(cost);
  grant_connection();
  return std::nullopt;
}

Fault Streams::on_connection_credit(const Frame& frame) {
  if (!out_.add(load_u32(frame.payload.data()))) {
    return broken_rule("the peer granted no credit, or more than may be unused");
  }
  context_.outbox.resume_all();
  streams_.for_each([this](CallId id, Stream& stream) { tell_writable(id, stream); });
  return std::nullopt;
}

StreamWrite Streams::write(CallId id, const Outgoing& element) {
  Stream* stream = streams_.find(id);
  if (stream == nullptr || !stream->sends || stream->send_ended) return StreamWrite::Over;
  if (stream->started && element.size > peer_max_message_) return StreamWrite::TooLarge;
  const std::size_t needed = stream->started ? context_.outbox.first_frame_bytes(element.size) : 1;
  stream->wanted = needed;
  if (!may_write(id, *stream)) return StreamWrite::Blocked;
  stream->wanted = 0;
  context_.outbox.queue_message({.kind = FrameKind::StreamData, .call = id, .body = element});
  return StreamWrite::Accepted;
}

bool Streams::may_write(CallId id) {
  const Stream* stream = streams_.find(id);
  return stream == nullptr || may_write(id, *stream);
}

bool Streams::may_write(CallId id, const Stream& stream) const {
  if (stream.send_ended) return true;  // It learns so at once.
  return stream.started && std::min(stream.out.left(), out_.left()) >= stream.wanted &&
         !context_.outbox.is_sending(id);
}

void Streams::tell_writable(CallId id, Stream& stream) {
  if (stream.wanted == 0 || !may_write(id, stream)) return;
  stream.wanted = 0;
  context_.events.push(StreamWritable{id});
}

void Streams::end(CallId id) {
  Stream* stream = streams_.find(id);
  if (stream == nullptr || !stream->sends || std::exchange(stream->send_ended, true)) return;
  if (!stream->started) return;
  context_.outbox.queue_message({.kind = FrameKind::StreamEnd, .call = id});
}

bool Streams::read(CallId id, Buffer& into) {
  Stream* stream = streams_.find(id);
  if (stream == nullptr || stream->records.empty()) return false;
  check(into.empty(), "elements were read into a buffer that is in use");
  std::swap(stream->records, into);
  stream->unread_told = false;
  return true;
}

void Streams::consumed(CallId id, std::size_t cost) {
  Stream* stream = streams_.find(id);
  if (stream == nullptr || stream->dropping) return;
  in_.consume(std::min<std::uint64_t>(cost, stream->in.unread()));
  stream->in.consume(cost);
  if (stream->excess != 0) {
    const std::size_t left = stream->unfinished ? stream->element.missing() : 0;
    set_excess(*stream, std::min(stream->excess, std::size_t{stream->in.excess(left)}));
  }
  grant(id, *stream);
}

void Streams::grant(CallId id, Stream& stream) {
  if (stopped_) return;
  hurry(stream);
  const bool wanted = stream.receives && !stream.receive_ended;
  if (const std::uint32_t amount = wanted ? stream.in.grant(stream.hurried) : 0; amount != 0) {
    std::byte payload[4];
    store_u32(payload, amount);
    context_.outbox.queue_control(FrameKind::Credit, id, payload);
  }
  grant_connection();
}

void Streams::grant_connection() {
  if (stopped_) return;
  const std::uint32_t amount = in_.grant(hurried_ != 0);
  if (amount == 0) return;
  std::byte payload[4];
  store_u32(payload, amount);
  context_.outbox.queue_control(FrameKind::Credit, CallId{}, payload);
}

void Streams::refund(std::size_t bytes) {
  if (bytes != 0)
    check(out_.add(static_cast<std::uint32_t>(bytes)), "more came back than had left");
}

std::size_t Streams::room(CallId call) const {
  const Stream* stream = streams_.find(call);
  return stream == nullptr ? 0 : std::min(stream->out.left(), out_.left());
}

void Streams::spend(CallId call, std::size_t bytes) {
  if (Stream* stream = streams_.find(call)) stream->out.spend(bytes);
  out_.spend(bytes);
}

}  // namespace idl::detail
