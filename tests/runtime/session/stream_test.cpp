// Streams of calls in both directions: who may send what when, how they end, and what becomes of
// elements that nobody has read. Credit has a test file of its own.
#include <doctest/doctest.h>

#include "script.h"

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

namespace {

constexpr StreamHalves kUp{.from_caller = true};
constexpr StreamHalves kDown{.from_callee = true};
constexpr StreamHalves kBoth{true, true};

constexpr CallRequest request(StreamHalves halves) { return {.method = 7, .streams = halves}; }

/// A caller with one call, which is 2 and has left.
Driven caller(StreamHalves halves) {
  Driven side(Role::Initiator);
  side.opened();
  side.call(0, request(halves));
  side.take_output();
  return side;
}

/// A callee whose call 2 is running.
Driven callee(StreamHalves halves) {
  Driven side(Role::Acceptor);
  side.opened().feed(stream_call_frame(2, halves));
  side.events();
  return side;
}

}  // namespace

TEST_CASE("a call with streams says which, in one byte behind its head") {
  Driven side(Role::Initiator);
  side.opened();
  side.call(3, request(kBoth));
  const Bytes output = side.take_output();
  REQUIRE(output.size() == kFrameHeaderBytes + kCallHeadBytes + 1 + 3);
  CHECK(output[5] == std::byte{flag::kStreams});
  CHECK(output[kFrameHeaderBytes + kCallHeadBytes] == std::byte{3});
  Driven server(Role::Acceptor);
  server.opened().feed(output);
  CHECK(server.events() == Lines{"call 2 method 7 stream in stream out (3 bytes)"});
  server.feed(join({stream_call_frame(4, kUp), stream_call_frame(6, kDown)}));
  CHECK(server.events() ==
        Lines{"call 4 method 7 stream in (0 bytes)", "call 6 method 7 stream out (0 bytes)"});
}

TEST_CASE("the upload of docs/PROTOCOL.md, byte by byte") {
  const auto from_hex = [](std::string_view text) {
    Bytes bytes;
    const auto digit = [](char c) {
      return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == ' ') continue;
      bytes.push_back(static_cast<std::byte>(digit(text[i]) << 4 | digit(text[i + 1])));
      ++i;
    }
    return bytes;
  };
  Driven client(Role::Initiator);
  client.opened();
  const Bytes nothing(4);
  const auto id = client.session.call({.method = 0x1e505f8adaeef746, .streams = kUp},
                                      outgoing(nothing), client.now);
  REQUIRE(id);
  for (const char* element : {"04000000 01000000 61", "04000000 01000000 62"}) {
    const Bytes bytes = from_hex(element);
    CHECK(client.session.write_stream(*id, outgoing(bytes)) == StreamWrite::Accepted);
  }
  client.session.end_stream(*id);
  const Bytes sent = client.take_output();
  CHECK(sent == from_hex("15000000 02 80 15c6 0200000000000000"
                         "46f7eeda8a5f501e 00000000 ffffff07 01 00000000"
                         "09000000 05 00 09d1 0200000000000000 04000000 01000000 61"
                         "09000000 05 00 09d1 0200000000000000 04000000 01000000 62"
                         "00000000 06 00 8339 0200000000000000"));
  Driven server(Role::Acceptor);
  server.opened().feed(sent);
  CHECK(server.events().size() == 3);
  const Bytes results = from_hex("04000000 02000000");
  server.session.reply(CallId{2}, outgoing(results));
  CHECK(server.take_output() == from_hex("08000000 03 00 7370 0200000000000000 04000000 02000000"));
}

TEST_CASE("elements go out in order, each in a frame, and come in without a copy of the head") {
  Driven side = caller(kUp);
  CHECK(side.write(CallId{2}, 5) == StreamWrite::Accepted);
  CHECK(side.write(CallId{2}, 0) == StreamWrite::Accepted);
  side.session.end_stream(CallId{2});
  side.session.end_stream(CallId{2});
  CHECK(side.write(CallId{2}, 5) == StreamWrite::Over);
  const Bytes output = side.take_output();
  CHECK(describe_frames(output) ==
        Lines{"stream data 2 (5)", "stream data 2 (0)", "stream end 2 (0)"});
  Driven server = callee(kUp);
  server.feed(output);
  CHECK(server.events() == Lines{"readable 2", "ended 2"});
  CHECK(server.read(CallId{2}) == "5 0");
  CHECK(server.read(CallId{2}).empty());
}

TEST_CASE("elements are told of once, until they are read") {
  Driven side = caller(kDown);
  side.feed(join({data_frame(2, 1), data_frame(2, 2)}));
  side.feed(data_frame(2, 3));
  CHECK(side.events() == Lines{"readable 2"});
  CHECK(side.read(CallId{2}) == "1 2 3");
  side.feed(data_frame(2, 4));
  CHECK(side.events() == Lines{"readable 2"});
}

TEST_CASE("an answer ends the call, and brings what was not read") {
  for (const bool error : {false, true}) {
    Driven side = caller(kBoth);
    side.feed(join({data_frame(2, 1), data_frame(2, 2),
                    error ? error_frame(2, {.code = Code::Application}) : reply_frame(2)}));
    CHECK(side.events() == Lines{"readable 2", error ? "failed 2 Application Maybe Peer unread 1 2"
                                                     : "reply 2 (3 bytes) unread 1 2"});
    CHECK(side.read(CallId{2}).empty());
    CHECK(side.write(CallId{2}, 1) == StreamWrite::Over);
    CHECK(side.session.buffered_bytes() == 0);
    side.feed(data_frame(2, 9));
    CHECK(side.session.counters().late_frames == 1);
  }
}

TEST_CASE("an answer may come before the caller has sent all of its stream") {
  Driven side = caller(kUp);
  CHECK(side.write(CallId{2}, 3'000'000) == StreamWrite::Accepted);
  CHECK(side.write(CallId{2}, 1) == StreamWrite::Blocked);
  side.feed(reply_frame(2));
  CHECK(side.events() == Lines{"reply 2 (3 bytes)"});
  CHECK(describe_frames(side.take_output()).size() <= 5);
  CHECK(side.session.buffered_bytes() == 0);
}

TEST_CASE("P13 an answer never overtakes an element, however large") {
  Driven server = callee(kDown);
  Driven client = caller(kDown);
  CHECK(server.write(CallId{2}, 1'000'000) == StreamWrite::Accepted);
  server.session.reply(CallId{2}, {});
  CHECK(server.session.incoming_calls() == 1);
  CHECK(!server.session.drained());
  for (int round = 0; round < 100; ++round) {
    client.feed(server.take_output());
    server.feed(client.take_output());
  }
  CHECK(client.events() == Lines{"readable 2", "reply 2 (0 bytes) unread 1000000"});
  CHECK(server.session.incoming_calls() == 0);
  CHECK(server.session.buffered_bytes() == 0);
}

TEST_CASE("a cancel ends a call whose answer waits behind its stream") {
  Driven server = callee(kBoth);
  CHECK(server.write(CallId{2}, 1'000'000) == StreamWrite::Accepted);
  server.session.fail(CallId{2}, {.error = {.message = "no"}});
  server.take_output();
  server.feed(join({data_frame(2, 5), end_frame(2)}));
  CHECK(server.session.counters().late_frames == 2);
  server.feed(cancel_frame(2));
  CHECK(server.events().empty());
  CHECK(server.session.incoming_calls() == 0);
  CHECK(server.session.buffered_bytes() == 0);
}

TEST_CASE("the caller's end follows its last element, however large") {
  Driven client = caller(kUp);
  Driven server = callee(kUp);
  CHECK(client.write(CallId{2}, 600'000) == StreamWrite::Accepted);
  client.session.end_stream(CallId{2});
  for (int round = 0; round < 100; ++round) {
    server.feed(client.take_output());
    client.feed(server.take_output());
  }
  CHECK(server.events() == Lines{"readable 2", "ended 2"});
  CHECK(server.read(CallId{2}) == "600000");
}

TEST_CASE("S4 a cancel in every state of a stream ends it once, and lets late frames pass") {
  for (const StreamHalves halves : {kUp, kDown, kBoth}) {
    Driven server = callee(halves);
    if (halves.from_caller) server.feed(data_frame(2, 5));
    if (halves.from_callee) CHECK(server.write(CallId{2}, 500'000) == StreamWrite::Accepted);
    server.take_output();
    server.events();
    server.feed(cancel_frame(2));
    CHECK(server.events() == Lines{"cancelled 2"});
    CHECK(server.write(CallId{2}, 5) == StreamWrite::Over);
    CHECK(server.read(CallId{2}).empty());
    server.feed(join({data_frame(2, 5), end_frame(2), credit_frame(2, 5)}));
    CHECK(server.events().empty());
    CHECK(server.session.counters().late_frames == 3);
    server.session.reply(CallId{2}, {});
    CHECK(server.session.output().empty());
    CHECK(server.session.incoming_calls() == 0);
    CHECK(server.session.buffered_bytes() == 0);
  }
}

TEST_CASE("a caller that cancels drops what it has not sent and what it has not read") {
  Driven side = caller(kBoth);
  side.feed(data_frame(2, 5));
  CHECK(side.write(CallId{2}, 500'000) == StreamWrite::Accepted);
  side.session.consumed(1);
  CHECK(side.session.cancel(CallId{2}) == Executed::Maybe);
  CHECK(side.read(CallId{2}).empty());
  const auto rest = side.session.output().subspan(kFrameHeaderBytes * 0);
  CHECK(!rest.empty());
  side.session.consumed(rest.size());
  CHECK(side.session.buffered_bytes() == 0);
  CHECK(side.session.outgoing_streams() == 0);
}

TEST_CASE("a call that is taken back takes its elements with it, and their credit comes back") {
  Driven client(Role::Initiator);
  Driven server(Role::Acceptor);
  server.opened();
  client.opened();
  const CallId id = client.call(0, request(kUp));
  CHECK(client.write(id, 50'000) == StreamWrite::Accepted);
  CHECK(client.write(id, 500'000) == StreamWrite::Accepted);
  CHECK(client.session.cancel(id) == Executed::No);
  client.call(1);
  server.feed(client.take_output());
  CHECK(server.events() == Lines{"call 4 method 7 (1 bytes)"});
  // All of the connection's window is there: another stream can use up its own.
  int accepted = 0;
  std::vector<CallId> streams;
  for (int i = 0; i < 16; ++i) streams.push_back(client.call(0, request(kUp)));
  for (const CallId stream : streams) {
    while (client.write(stream, 65'536 - 16) == StreamWrite::Blocked) break;
    for (int i = 0; i < 3; ++i) accepted += client.write(stream, 65'500) == StreamWrite::Accepted;
  }
  CHECK(accepted == 16 * 3);
}

TEST_CASE("a deadline drops what was not read, a lost connection does not") {
  Driven side(Role::Initiator);
  side.opened();
  side.call(0, {.method = 7, .remaining = 1s, .streams = kDown});
  side.call(0, request(kDown));
  side.take_output();
  side.feed(join({data_frame(2, 5), data_frame(4, 6)}));
  side.wait(1s);
  CHECK(side.events() ==
        Lines{"readable 2", "readable 4", "failed 2 DeadlineExceeded Maybe Local"});
  side.session.transport_lost({.code = Code::Unavailable, .origin = Origin::Transport});
  side.note_events();
  CHECK(side.events() ==
        Lines{"failed 4 Unavailable Maybe Transport unread 6", "closed Unavailable: "});
}

TEST_CASE("a callee learns of a lost connection once") {
  Driven side = callee(kBoth);
  side.feed(data_frame(2, 5));
  side.session.transport_lost({.code = Code::Unavailable});
  side.note_events();
  CHECK(side.events() == Lines{"readable 2", "cancelled 2", "closed Unavailable: "});
  CHECK(side.write(CallId{2}, 5) == StreamWrite::Over);
  CHECK(side.read(CallId{2}).empty());
}

TEST_CASE("before the peer's hello, calls with streams wait; what belongs to them does, too") {
  Driven side(Role::Initiator);
  const CallId id = side.call(0, request(kUp));
  CHECK(describe_frames(side.take_output()) == Lines{"hello 0 (52)"});
  CHECK(side.write(id, 5) == StreamWrite::Blocked);
  side.session.end_stream(id);
  const CallId other = side.call(0, request(kUp));
  CHECK(side.write(other, 5) == StreamWrite::Blocked);
  side.feed(hello_frame());
  CHECK(side.events() == Lines{"handshake version 1", "writable 2", "writable 4"});
  CHECK(describe_frames(side.take_output()) ==
        Lines{"call 2 (17)", "stream end 2 (0)", "call 4 (17)"});
  CHECK(side.write(other, 5) == StreamWrite::Accepted);
}

TEST_CASE("a peer without streams gets none") {
  Hello plain = default_hello();
  plain.features = 0;
  Driven side(Role::Initiator);
  side.call(0, request(kUp));
  side.feed(hello_frame(plain));
  CHECK(side.events() == Lines{"handshake version 1", "failed 2 Unimplemented No Local"});
  const auto refused = side.session.call(request(kUp), {}, side.now);
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::Unimplemented);
  for (const Bytes& bytes : {data_frame(2, 5), end_frame(2), credit_frame(2, 5), credit_frame(0, 5),
                             stream_call_frame(2, kUp)}) {
    Driven server(Role::Acceptor);
    server.opened(plain).feed(bytes);
    const Lines events = server.events();
    REQUIRE(events.size() == 1);
    CHECK(events[0].ends_with("a stream without the feature for it"));
  }
}

TEST_CASE("calls with streams are counted apart from the others") {
  const SessionOptions few{.limits = {.max_calls = 16, .max_streams = 2}};
  Driven server(Role::Acceptor, few);
  server.opened();
  for (std::uint64_t id = 2; id <= 6; id += 2) server.feed(stream_call_frame(id, kUp));
  CHECK(server.events().size() == 2);
  CHECK(describe_frames(server.take_output()).size() == 1);
  CHECK(server.session.counters().calls_refused == 1);
  for (std::uint64_t id = 8; id < 8 + 2 * 17; id += 2) server.feed(call_frame(id));
  CHECK(server.session.counters().calls_refused == 2);

  Driven client(Role::Initiator, few);
  client.opened();
  client.call(0, request(kUp));
  client.call(0, request(kUp));
  const auto third = client.session.call(request(kUp), {}, client.now);
  REQUIRE(!third);
  CHECK(third.error().code == Code::ResourceExhausted);
  CHECK(client.session.outgoing_streams() == 2);
  for (int i = 0; i < 16; ++i) client.call();
}

TEST_CASE("an element that is too large ends its call, on the side that finds it") {
  Driven side = caller(kBoth);
  CHECK(side.write(CallId{2}, 4 * 1024 * 1024 + 1) == StreamWrite::TooLarge);
  CHECK(side.write(CallId{2}, 1) == StreamWrite::Accepted);
  side.take_output();
  Bytes huge(5000);
  store_u32(huge.data(), 5'000'000);
  const Bytes bytes = frame(FrameKind::StreamData, 2, huge, flag::kMore);
  side.feed(bytes);
  CHECK(side.events() == Lines{"failed 2 MessageTooLarge Maybe Local"});
  CHECK(describe_frames(side.take_output()) == Lines{"cancel 2 (0)"});
  Driven server = callee(kBoth);
  server.feed(bytes);
  CHECK(server.events() == Lines{"cancelled 2"});
  CHECK(describe_frames(server.take_output()).size() == 1);
  CHECK(server.session.incoming_calls() == 1);
  server.session.reply(CallId{2}, {});
  CHECK(server.session.incoming_calls() == 0);
  CHECK(server.session.output().empty());
}

TEST_CASE("a drain waits for streams") {
  Driven server = callee(kDown);
  server.session.go_away("upgrade");
  server.take_output();
  server.feed(pong_frame(2));
  server.take_output();
  CHECK(server.write(CallId{2}, 5) == StreamWrite::Accepted);
  CHECK(!server.session.drained());
  server.session.reply(CallId{2}, {});
  CHECK(describe_frames(server.take_output()) == Lines{"stream data 2 (5)", "reply 2 (0)"});
  CHECK(server.session.drained());
}

TEST_CASE("streams that break the rules end the connection, each with its reason") {
  const auto pieces = long_message(FrameKind::StreamData, 2, Bytes(9000), 5000);
  struct Case {
    StreamHalves halves;
    Bytes bytes;
    const char* reason;
  };
  const Bytes unknown_halves = [] {
    Bytes bytes = call_payload(1);
    bytes[kCallHeadBytes] = std::byte{4};
    return frame(FrameKind::Call, 4, bytes, flag::kStreams);
  }();
  const Case cases[] = {
      {kDown, data_frame(2, 5), "the peer sent stream data in a direction that has no stream"},
      {kDown, end_frame(2), "the peer ended a stream in a direction that has none"},
      {kUp, credit_frame(2, 5), "the peer granted credit for a direction that has no stream"},
      {kUp, join({end_frame(2), data_frame(2, 5)}), "the peer sent stream data behind its end"},
      {kUp, join({end_frame(2), end_frame(2)}), "the peer ended a stream twice"},
      {kUp, join({pieces[0], end_frame(2)}), "the peer ended a stream inside an element"},
      {kUp, join({pieces[0], data_frame(2, 5)}), "the peer began an element inside another"},
      {kUp, pieces[1], "the peer continued an element that it did not begin"},
      {kUp, join({pieces[0], frame(FrameKind::StreamData, 2, Bytes(5), flag::kContinued)}),
       "an element has another size than it announced"},
      {kUp, data_frame(4, 5), "the peer sent a stream for a call that was never made"},
      {kUp, data_frame(1, 5), "the peer sent a stream for a call that was never made"},
      {kUp, end_frame(4), "the peer sent a stream for a call that was never made"},
      {kUp, credit_frame(4, 5), "the peer sent a stream for a call that was never made"},
      {kUp, unknown_halves, "a call's streams are written in an unknown form"},
      {kUp, stream_call_frame(4, {}), "a call's streams are written in an unknown form"},
  };
  for (const Case& bad : cases) {
    CAPTURE(bad.reason);
    Driven side = callee(bad.halves);
    side.feed(bad.bytes);
    const Lines events = side.events();
    CHECK(events.back() == "closed ProtocolError: " + std::string(bad.reason));
    CHECK(events[events.size() - 2] == "cancelled 2");
  }
  Driven client = caller(kBoth);
  client.feed(end_frame(2));
  CHECK(client.events().back() ==
        "closed ProtocolError: the peer ended its stream without an answer");
}

TEST_CASE("a stream of a call that the peer has not seen yet breaks the rules") {
  Driven side(Role::Initiator);
  side.call(0, request(kDown));
  Driven opened = caller(kDown);
  opened.feed(data_frame(4, 5));
  CHECK(opened.events().back() ==
        "closed ProtocolError: the peer sent a stream for a call that was never made");
}
