// Frames, events and sessions for tests.
// It writes them as text that a failing test can show.
#include "script.h"

#include <algorithm>
#include <cstring>

#include "idl/wire/little_endian.h"

namespace idl::detail {
namespace {

std::string number(CallId call) { return std::to_string(static_cast<std::uint64_t>(call)); }

std::string size_of(const Payload& payload) {
  return " (" + std::to_string(payload.bytes().size()) + " bytes)";
}

std::string unread(const Buffer& elements) {
  return elements.empty() ? "" : " unread " + describe_elements(elements);
}

std::string beside(const Descriptors& descriptors) {
  return descriptors.empty() ? "" : " with " + std::to_string(descriptors.size()) + " descriptors";
}

std::string one_line(const HandshakeDone& event) {
  return "handshake version " + std::to_string(event.version);
}
std::string list(const std::vector<std::uint32_t>& references) {
  std::string text = references.empty() ? "" : ", references";
  for (const std::uint32_t reference : references) text += " " + std::to_string(reference);
  return text;
}
std::string one_line(const CallReceived& event) {
  std::string text = event.one_way ? "one-way " : "call ";
  text += number(event.call) + " method " + std::to_string(event.method);
  if (event.target != 0) text += " target " + std::to_string(event.target);
  if (event.depth != 0) text += " depth " + std::to_string(event.depth);
  if (event.streams.from_caller) text += " stream in";
  if (event.streams.from_callee) text += " stream out";
  if (!event.extras.empty()) text += " with extras";
  return text + size_of(event.parameters) + beside(event.descriptors) + list(event.references);
}
std::string one_line(const ReplyReceived& event) {
  return "reply " + number(event.call) + size_of(event.results) + unread(event.unread) +
         beside(event.descriptors) + list(event.references);
}
std::string one_line(const CallFailed& event) {
  const Error& error = event.failure.error;
  std::string text = "failed " + number(event.call) + " " + std::string(to_string(error.code)) +
                     " " + std::string(to_string(error.executed)) + " " +
                     std::string(to_string(error.origin));
  if (event.failure.declared != 0) text += " declared " + event.failure.name;
  return text + unread(event.unread);
}
std::string one_line(const CallCancelled& event) { return "cancelled " + number(event.call); }
std::string one_line(const StreamReadable& event) { return "readable " + number(event.call); }
std::string one_line(const StreamEnded& event) { return "ended " + number(event.call); }
std::string one_line(const StreamWritable& event) { return "writable " + number(event.call); }
std::string one_line(const ReferenceReleased& event) {
  return "released " + std::to_string(event.number);
}
std::string one_line(const PeerGoingAway& event) { return "going away: " + event.reason; }
std::string one_line(const Closed& event) {
  return "closed " + std::string(to_string(event.error.code)) + ": " + event.error.message;
}

std::string name_of(FrameKind kind) {
  static constexpr const char* kNames[] = {
      "none",   "hello",  "call",    "reply", "error", "stream data", "stream end",
      "credit", "cancel", "release", "ping",  "pong",  "go-away",     "references"};
  const auto index = static_cast<std::size_t>(kind);
  return index < std::size(kNames) ? kNames[index] : "filler";
}

Bytes number_payload(std::uint64_t value) {
  Bytes bytes(sizeof(value));
  store_number(bytes.data(), value);
  return bytes;
}

}  // namespace

Bytes frame(FrameKind kind, std::uint64_t call, const Bytes& data, std::uint8_t flags) {
  const std::uint32_t trailer = (flags & flag::kChecksum) != 0 ? kChecksumBytes : 0;
  Bytes bytes(kFrameHeaderBytes);
  encode_header({static_cast<std::uint32_t>(data.size()) + trailer, kind, flags, call},
                bytes.data());
  bytes.insert(bytes.end(), data.begin(), data.end());
  bytes.resize(bytes.size() + trailer);
  if (trailer != 0) seal_frame(bytes);
  return bytes;
}

Hello default_hello() {
  const SessionLimits limits;
  return {.features = feature::kStreams,
          .max_message_bytes = limits.max_message_bytes,
          .max_frame_bytes = limits.max_frame_bytes,
          .max_calls = limits.max_calls,
          .stream_window = limits.stream_window,
          .connection_window = limits.connection_window,
          .max_streams = limits.max_streams};
}

Bytes hello_frame(const Hello& hello, std::uint8_t flags) {
  return frame(FrameKind::Hello, 0, encode_hello(hello), flags);
}

Bytes call_payload(std::size_t size, const CallHead& head) {
  Bytes payload(kCallHeadBytes + size, std::byte{0x50});
  encode_call_head(head, payload.data());
  return payload;
}

Bytes call_frame(std::uint64_t call, std::size_t size, std::uint8_t flags) {
  return frame(FrameKind::Call, call, call_payload(size), flags);
}

Bytes stream_call_frame(std::uint64_t call, StreamHalves halves) {
  Bytes payload = call_payload(1);
  payload[kCallHeadBytes] = encode_stream_halves(halves);
  return frame(FrameKind::Call, call, payload, flag::kStreams);
}

Bytes data_frame(std::uint64_t call, std::size_t size) {
  return frame(FrameKind::StreamData, call, Bytes(size, std::byte{0x52}));
}

Bytes end_frame(std::uint64_t call) { return frame(FrameKind::StreamEnd, call); }

Bytes credit_frame(std::uint64_t call, std::uint32_t bytes) {
  Bytes payload(4);
  store_u32(payload.data(), bytes);
  return frame(FrameKind::Credit, call, payload);
}

Bytes reply_frame(std::uint64_t call, std::size_t size) {
  return frame(FrameKind::Reply, call, Bytes(size, std::byte{0x51}));
}

Bytes error_frame(std::uint64_t call, const ErrorBody& body) {
  return frame(FrameKind::Error, call, encode_error(body));
}

Bytes cancel_frame(std::uint64_t call) { return frame(FrameKind::Cancel, call); }
Bytes ping_frame(std::uint64_t token) { return frame(FrameKind::Ping, 0, number_payload(token)); }
Bytes pong_frame(std::uint64_t token) { return frame(FrameKind::Pong, 0, number_payload(token)); }

Bytes go_away_frame(const GoAway& go_away) {
  return frame(FrameKind::GoAway, 0, encode_go_away(go_away));
}

std::vector<Bytes> long_message(FrameKind kind, std::uint64_t call, const Bytes& message,
                                std::size_t piece) {
  std::vector<Bytes> frames;
  for (std::size_t at = 0; at < message.size(); at += piece) {
    const std::size_t end = std::min(at + piece, message.size());
    Bytes data;
    std::uint8_t flags = 0;
    if (at == 0) {
      data.resize(4);
      store_u32(data.data(), message.size());
    } else {
      flags |= flag::kContinued;
    }
    if (end < message.size()) flags |= flag::kMore;
    data.insert(data.end(), message.begin() + static_cast<long>(at),
                message.begin() + static_cast<long>(end));
    frames.push_back(frame(kind, call, data, flags));
  }
  return frames;
}

Bytes join(const std::vector<Bytes>& parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

Outgoing outgoing(const Bytes& bytes) {
  const auto write = [](const void* context, std::byte* out) noexcept {
    const Bytes& source = *static_cast<const Bytes*>(context);
    std::memcpy(out, source.data(), source.size());
  };
  return {.size = bytes.size(), .write = write, .context = &bytes};
}

std::string describe(const Event& event) {
  return std::visit([](const auto& one) { return one_line(one); }, event);
}

std::string describe_elements(const Buffer& elements) {
  Buffer rest;
  rest.append(elements.data());
  std::string text;
  while (const auto record = front_record(rest)) {
    text += (text.empty() ? "" : " ") + std::to_string(record->element.size());
    drop_record(rest, *record);
  }
  return text;
}

std::vector<std::string> describe_frames(BytesView stream) {
  std::vector<std::string> lines;
  while (!stream.empty()) {
    if (stream.size() < kFrameHeaderBytes) return lines.push_back("..."), lines;
    const auto header = decode_header(stream.first<kFrameHeaderBytes>(), UINT32_MAX).header;
    if (stream.size() < kFrameHeaderBytes + header.size) return lines.push_back("..."), lines;
    lines.push_back(name_of(header.kind) + " " + std::to_string(header.call) + " (" +
                    std::to_string(header.size) + ")");
    stream = stream.subspan(kFrameHeaderBytes + header.size);
  }
  return lines;
}

void Driven::feed(BytesView bytes) {
  session.receive(bytes, now);
  note_events();
}

void Driven::feed_in_pieces(const Bytes& bytes, std::size_t piece) {
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    // Each piece in memory of its own, so that a sanitizer sees a view that outlives it.
    const auto begin = bytes.begin() + static_cast<long>(at);
    feed(Bytes(begin, begin + static_cast<long>(std::min(piece, bytes.size() - at))));
  }
}

void Driven::wait(Duration span) {
  now += span;
  session.tick(now);
  note_events();
}

void Driven::note_events() {
  while (const auto event = session.next_event()) log_.push_back(describe(*event));
}

Bytes Driven::take_output() {
  Bytes taken;
  while (!session.output().empty()) {
    const BytesView output = session.output();
    taken.insert(taken.end(), output.begin(), output.end());
    session.consumed(output.size());
  }
  return taken;
}

Driven& Driven::opened(const Hello& hello) {
  feed(hello_frame(hello));
  take_output();
  REQUIRE(events() == Lines{"handshake version 1"});
  return *this;
}

CallId Driven::call(std::size_t size, const CallRequest& request) {
  const Bytes parameters(size, std::byte{0x50});
  const auto id = session.call(request, outgoing(parameters), now);
  REQUIRE(id);
  return *id;
}

StreamWrite Driven::write(CallId call, std::size_t size) {
  const Bytes element(size, std::byte{0x52});
  return session.write_stream(call, outgoing(element));
}

std::string Driven::read(CallId call) {
  Buffer elements;
  session.read_stream(call, elements);
  const std::string text = describe_elements(elements);
  std::size_t cost = 0;
  while (const auto record = front_record(elements)) {
    cost += record->cost;
    drop_record(elements, *record);
  }
  session.consumed_stream(call, cost);
  return text;
}

std::vector<std::string> Driven::events() { return std::exchange(log_, {}); }

}  // namespace idl::detail

doctest::String doctest::StringMaker<idl::detail::Lines>::convert(const idl::detail::Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += "\n  " + line;
  return text.c_str();
}
