// The handshake: both hellos, what may be sent before the
// peer's, and who is turned away.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "script.h"

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

namespace {

Bytes text_bytes(std::string_view text) {
  const auto* begin = reinterpret_cast<const std::byte*>(text.data());
  return Bytes(begin, begin + text.size());
}

/// Groups of hexadecimal digits, cut as the hello's fields are.
std::string to_hex(const Bytes& bytes) {
  static constexpr std::size_t kFields[] = {4, 1, 1, 2, 8, 4, 8, 2, 2, 8, 4, 4, 4, 4, 4, 4, 4};
  std::string text;
  std::size_t at = 0;
  for (const std::size_t field : kFields) {
    if (!text.empty()) text += ' ';
    for (const std::size_t end = std::min(at + field, bytes.size()); at < end; ++at) {
      text += "0123456789abcdef"[std::to_integer<std::size_t>(bytes[at]) >> 4];
      text += "0123456789abcdef"[std::to_integer<std::size_t>(bytes[at]) & 15];
    }
  }
  return text;
}

/// What a fresh session says about a peer that begins with `bytes`.
Lines events_for(const Bytes& bytes) {
  Driven side(Role::Acceptor);
  side.feed(bytes);
  CHECK(side.session.state() == SessionState::Closed);
  return side.events();
}

}  // namespace

TEST_CASE("the hello leaves at once, with its literal bytes") {
  Driven side(Role::Initiator);
  CHECK(to_hex(side.take_output()) ==
        "34000000 01 00 "               // 52 bytes of hello
        "4264 0000000000000000 "        // the header's check, call 0
        "30000000 "                     // a block of 48 bytes
        "8949444c5250430a 0100 0100 "   // 1 magic, 2 oldest and 3 newest version
        "0100000000000000 "             // 4 features: streams
        "00004000 00000100 64000000 "   // 5 message, 6 frame, 7 calls
        "00000000 "                     // 8 authentication, empty
        "00000400 00004000 64000000");  // 9 stream and 10 connection window, 11 streams
}

TEST_CASE("two sessions agree") {
  Driven client(Role::Initiator);
  Driven server(Role::Acceptor);
  CHECK(client.session.state() == SessionState::Greeting);
  server.feed(client.take_output());
  client.feed(server.take_output());
  CHECK(client.events() == Lines{"handshake version 1"});
  CHECK(server.events() == Lines{"handshake version 1"});
  CHECK(client.session.state() == SessionState::Open);
}

TEST_CASE("P21 a newer peer is understood if its range reaches down to ours") {
  Hello hello = default_hello();
  hello.newest_version = 9;
  hello.features = 0xFFFF;
  Driven side(Role::Acceptor);
  // A hello of a later version is longer.
  Bytes payload = encode_hello(hello);
  payload[0] = static_cast<std::byte>(std::to_integer<int>(payload[0]) + 2);
  payload.insert(payload.end(), {std::byte{1}, std::byte{2}, std::byte{3}});
  side.feed(frame(FrameKind::Hello, 0, payload));
  CHECK(side.events() == Lines{"handshake version 1"});
}

TEST_CASE("a peer of other versions is turned away with both ranges") {
  Hello hello = default_hello();
  hello.oldest_version = 2;
  hello.newest_version = 3;
  CHECK(events_for(hello_frame(hello)) ==
        Lines{"closed ProtocolError: the peer speaks versions 2 to 3 of the protocol, this side "
              "version 1"});
  hello.oldest_version = 0;
  hello.newest_version = 0;
  CHECK(events_for(hello_frame(hello)) ==
        Lines{"closed ProtocolError: the peer speaks version 0 of the protocol, this side "
              "version 1"});
}

TEST_CASE("hellos that make no sense") {
  Hello upside_down = default_hello();
  upside_down.oldest_version = 2;
  upside_down.newest_version = 1;
  CHECK(events_for(hello_frame(upside_down)) ==
        Lines{"closed ProtocolError: the peer's oldest version is above its newest"});
  Hello magic = default_hello();
  magic.magic = 42;
  CHECK(events_for(hello_frame(magic)) ==
        Lines{"closed ProtocolError: the peer's hello lacks this protocol's magic number"});
  CHECK(events_for(frame(FrameKind::Hello, 0, Bytes(8))) ==
        Lines{"closed ProtocolError: the peer's hello lacks this protocol's magic number"});
  Bytes cut = encode_hello(default_hello());
  cut.pop_back();
  const Lines lines = events_for(frame(FrameKind::Hello, 0, cut));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("closed ProtocolError: the peer's hello cannot be read: "));
  for (const auto member :
       {&Hello::max_message_bytes, &Hello::max_frame_bytes, &Hello::max_calls}) {
    Hello mean = default_hello();
    mean.*member = 15;
    CHECK(events_for(hello_frame(mean)) ==
          Lines{"closed ProtocolError: the peer's limits are below those that every version "
                "accepts"});
  }
}

TEST_CASE("windows for streams that make no sense; without the feature they do not count") {
  for (const auto member : {&Hello::stream_window, &Hello::connection_window}) {
    Hello mean = default_hello();
    mean.*member = kMinWindow - 1;
    CHECK(events_for(hello_frame(mean)) ==
          Lines{"closed ProtocolError: the peer's windows for streams are below those that every "
                "version accepts"});
    mean.*member = kMaxWindow + 1;
    CHECK(events_for(hello_frame(mean)) ==
          Lines{"closed ProtocolError: the peer's windows for streams are above those that are "
                "allowed"});
    mean.features = 0;
    Driven side(Role::Acceptor);
    side.feed(hello_frame(mean));
    CHECK(side.events() == Lines{"handshake version 1"});
  }
}

TEST_CASE("other protocols are named, at their first sixteen bytes") {
  const auto closed = [](std::string_view who) {
    return Lines{"closed ProtocolError: the peer does not speak this protocol: it began with " +
                 std::string(who)};
  };
  CHECK(events_for(text_bytes("GET / HTTP/1.1\r\n")) == closed("an HTTP request"));
  CHECK(events_for(text_bytes("POST /x HTTP/1.1")) == closed("an HTTP request"));
  CHECK(events_for(text_bytes("PRI * HTTP/2.0\r\n")) == closed("an HTTP/2 connection"));
  CHECK(events_for(text_bytes("HTTP/1.1 200 OK\r")) == closed("an HTTP response"));
  CHECK(events_for(text_bytes("SSH-2.0-OpenSSH_9.2")) == closed("an SSH connection"));
  CHECK(events_for(text_bytes("\x16\x03\x01 0123456789abcdef")) == closed("a TLS handshake"));
  CHECK(events_for(Bytes(16)) ==
        Lines{"closed ProtocolError: the peer does not speak this protocol: a frame header is "
              "damaged"});
  CHECK(events_for(ping_frame(1)) ==
        Lines{"closed ProtocolError: the peer does not speak this protocol: the first frame is not "
              "a hello"});
}

TEST_CASE("who is turned away is told why") {
  Driven side(Role::Acceptor);
  side.take_output();
  side.feed(text_bytes("GET / HTTP/1.1\r\n"));
  const Bytes farewell = side.take_output();
  REQUIRE(farewell.size() > kFrameHeaderBytes);
  const auto go_away = decode_go_away(BytesView(farewell).subspan(kFrameHeaderBytes));
  REQUIRE(go_away);
  CHECK(go_away->last_call == 0);
  CHECK(go_away->code == Code::ProtocolError);
  CHECK(go_away->text == "the peer does not speak this protocol: it began with an HTTP request");
}

TEST_CASE("calls may follow the hello at once, within the early limits") {
  Driven side(Role::Initiator);
  for (int i = 0; i < 20; ++i) side.call();
  const Lines early = describe_frames(side.take_output());
  CHECK(early.size() == 1 + kEarlyCalls);
  CHECK(early.front() == "hello 0 (52)");
  CHECK(early.back() == "call 32 (19)");
  side.feed(hello_frame());
  CHECK(describe_frames(side.take_output()) ==
        Lines{"call 34 (19)", "call 36 (19)", "call 38 (19)", "call 40 (19)"});
}

TEST_CASE("early calls stay below 64 KiB in all, and each in a frame of 16 KiB") {
  Driven side(Role::Initiator);
  for (int i = 0; i < 5; ++i) side.call(15'000);
  CHECK(describe_frames(side.take_output()).size() == 1 + 4);
  Driven other(Role::Initiator);
  other.call(16 * 1024);
  other.call(1);  // Behind the one that is too large, in order.
  CHECK(describe_frames(other.take_output()) == Lines{"hello 0 (52)"});
  other.feed(hello_frame());
  CHECK(describe_frames(other.take_output()) == Lines{"call 2 (16400)", "call 4 (17)"});
}

TEST_CASE(
    "P9 a session may keep all calls back, which leave with the time that they have left then") {
  Driven side(Role::Initiator, {.holds_calls = true});
  side.call(3, {.method = 7, .remaining = 10s});
  side.call(3, {.method = 7, .remaining = 10s, .one_way = true});
  side.call();
  CHECK(describe_frames(side.take_output()) == Lines{"hello 0 (52)"});
  side.wait(4s);
  side.feed(hello_frame());
  const Bytes output = side.take_output();
  CHECK(describe_frames(output) == Lines{"call 2 (19)", "call 4 (19)", "call 6 (19)"});
  constexpr std::size_t kFrame = kFrameHeaderBytes + 19;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto head = decode_call_head(BytesView(output).subspan(i * kFrame + kFrameHeaderBytes));
    REQUIRE(head);
    CHECK(head->method == 7);
    CHECK(*head->remaining <= 6s);
    CHECK(*head->remaining > 5'999ms);
  }
  const auto last = decode_call_head(BytesView(output).subspan(2 * kFrame + kFrameHeaderBytes));
  CHECK(last == CallHead{.method = 7});
}

TEST_CASE("a one-way call that was kept back for too long has no time left, rather than less") {
  Driven side(Role::Initiator, {.holds_calls = true});
  side.call(3, {.method = 7, .remaining = 1s, .one_way = true});
  side.take_output();
  side.wait(4s);
  side.feed(hello_frame());
  const Bytes output = side.take_output();
  const auto head = decode_call_head(BytesView(output).subspan(kFrameHeaderBytes));
  REQUIRE(head);
  CHECK(head->remaining == Duration::zero());
}

TEST_CASE("held calls that the peer's limits exclude fail without having run") {
  Hello small = default_hello();
  small.max_message_bytes = kEarlyBytes;
  small.max_calls = 17;
  Driven side(Role::Initiator);
  for (int i = 0; i < 18; ++i) side.call();
  side.call(kEarlyBytes);
  side.feed(hello_frame(small));
  CHECK(side.events() == Lines{"handshake version 1", "failed 36 ResourceExhausted No Local",
                               "failed 38 MessageTooLarge No Local"});
  CHECK(side.session.outgoing_calls() == 17);
}

TEST_CASE("a refused handshake means that no early call has run") {
  Hello other = default_hello();
  other.oldest_version = other.newest_version = 5;
  Driven side(Role::Initiator);
  side.call();
  side.take_output();
  side.feed(hello_frame(other));
  const Lines events = side.events();
  REQUIRE(events.size() == 2);
  CHECK(events[0] == "failed 2 ProtocolError No Local");
}

TEST_CASE("a damaged hello does not tell whether early calls have run") {
  Driven side(Role::Initiator);
  side.call();
  side.take_output();
  side.feed(Bytes(16, std::byte{0xEE}));
  CHECK(side.events().front() == "failed 2 ProtocolError Maybe Local");
}

TEST_CASE("the handshake has ten seconds") {
  Driven side(Role::Acceptor);
  CHECK(side.session.next_deadline() == side.now + 10s);
  side.wait(9999ms);
  CHECK(side.events().empty());
  side.wait(1ms);
  CHECK(side.events() == Lines{"closed Unavailable: the peer sent no hello within the time for the "
                               "handshake"});
}

TEST_CASE("a second hello breaks the connection") {
  Driven side(Role::Acceptor);
  side.opened().feed(hello_frame());
  CHECK(side.events() == Lines{"closed ProtocolError: the peer sent a second hello"});
}

TEST_CASE("checksums go on every frame of a side that has them, and are checked") {
  Driven side(Role::Initiator, {.checksums = true});
  side.call();
  CHECK(describe_frames(side.take_output()) == Lines{"hello 0 (56)", "call 2 (23)"});
  Driven server(Role::Acceptor);
  Driven client(Role::Initiator, {.checksums = true});
  client.call();
  Bytes stream = client.take_output();
  stream[stream.size() - 6] ^= std::byte{1};
  server.feed(stream);
  CHECK(server.events() ==
        Lines{"handshake version 1", "closed ProtocolError: a frame's checksum does not match"});
}
