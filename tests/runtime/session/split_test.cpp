// It must not matter how the bytes are split: a script that uses every kind of frame gives the same
// events and the same output in any pieces, for either role, and also if it ends in a fault.
#include <doctest/doctest.h>

#include <algorithm>

#include "frame/call_extras.h"
#include "script.h"

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

namespace {

/// What a peer of an acceptor sends that does everything once.
Bytes script() {
  CallExtras extras;
  extras.metadata = {{"a", Bytes(2)}, {"b", Bytes(3)}};
  Bytes with_extras = call_payload(0);
  const auto encoded = encode_extras(extras);
  with_extras.insert(with_extras.end(), encoded->begin(), encoded->end());
  const auto call = long_message(FrameKind::Call, 12, call_payload(9000), 4096);
  const auto reply = long_message(FrameKind::Reply, 3, Bytes(9000), 4096);
  const auto element = long_message(FrameKind::StreamData, 16, Bytes(6000), 4096);
  return join({hello_frame(),
               call_frame(2),
               call_frame(4, 0, flag::kOneWay),
               cancel_frame(2),
               frame(FrameKind::Call, 6, with_extras, flag::kExtras),
               frame(FrameKind::Call, 8, call_payload(1, {.method = 1, .depth = 20})),
               frame(FrameKind::Call, 10, call_payload(1, {.method = 1, .remaining = 5s})),
               reply_frame(1),
               call[0],
               reply[0],
               call[1],
               reply[1],
               ping_frame(5),
               call[2],
               reply[2],
               error_frame(5, {.code = Code::Internal, .text = "bad"}),
               reply_frame(5),
               frame(static_cast<FrameKind>(201), 3, Bytes(7)),
               stream_call_frame(16, {true, true}),
               data_frame(16, 5),
               data_frame(7, 6),
               element[0],
               credit_frame(16, 100),
               data_frame(7, 0),
               element[1],
               credit_frame(0, 100),
               data_frame(16, 1),
               end_frame(16),
               reply_frame(7),
               data_frame(7, 2),
               go_away_frame({.text = "upgrade"}),
               call_frame(18)});
}

struct Recording {
  Lines events;
  Bytes output;
  SessionCounters counters;

  friend bool operator==(const Recording&, const Recording&) = default;
};

Driven fresh_side() {
  Driven side(Role::Acceptor);
  for (int i = 0; i < 3; ++i) side.call();
  side.call(3, {.method = 7, .streams = {true, true}});
  return side;
}

Recording run(const Bytes& stream, std::size_t piece) {
  Driven side = fresh_side();
  side.feed_in_pieces(stream, piece);
  return {side.events(), side.take_output(), side.session.counters()};
}

}  // namespace

TEST_CASE("a script in any pieces gives the same events and the same output") {
  const Bytes stream = script();
  const Recording whole = run(stream, stream.size());
  CHECK(whole.events ==
        Lines{"handshake version 1", "call 2 method 7 (3 bytes)", "one-way 4 method 7 (0 bytes)",
              "cancelled 2", "call 6 method 7 with extras (0 bytes)", "call 10 method 1 (1 bytes)",
              "reply 1 (3 bytes)", "call 12 method 7 (9000 bytes)", "reply 3 (9000 bytes)",
              "failed 5 Internal Maybe Peer", "call 16 method 7 stream in stream out (0 bytes)",
              "readable 16", "readable 7", "ended 16", "reply 7 (3 bytes) unread 6 0",
              "going away: upgrade", "call 18 method 7 (3 bytes)"});
  CHECK(whole.counters.late_frames == 2);
  for (std::size_t piece = 1; piece < 600; ++piece) {
    CAPTURE(piece);
    REQUIRE(run(stream, piece) == whole);
  }
}

TEST_CASE("a script cut in two at every byte gives the same events") {
  const Bytes stream = script();
  const Recording whole = run(stream, stream.size());
  for (std::size_t cut = 1; cut < stream.size(); ++cut) {
    Driven side = fresh_side();
    side.feed(BytesView(stream).first(cut));
    side.feed(BytesView(stream).subspan(cut));
    REQUIRE(side.events() == whole.events);
  }
}

TEST_CASE("a fault is found at the same place in any pieces") {
  Bytes stream = script();
  const Bytes bad = frame(FrameKind::Cancel, 99, Bytes());
  stream.insert(stream.end(), bad.begin(), bad.end());
  const Bytes more = call_frame(20);
  stream.insert(stream.end(), more.begin(), more.end());
  const Recording whole = run(stream, stream.size());
  CHECK(whole.events.back().starts_with("closed ProtocolError"));
  for (std::size_t piece = 1; piece < 600; piece += 7) REQUIRE(run(stream, piece) == whole);
}

TEST_CASE("how the output is taken does not matter either") {
  const auto bytes_taken = [](std::size_t piece) {
    Driven side(Role::Initiator);
    side.feed(hello_frame());
    side.call(500'000);
    side.call(3);
    side.call(500'000);
    Bytes taken;
    while (!side.session.output().empty()) {
      const BytesView part =
          side.session.output().first(std::min(piece, side.session.output().size()));
      taken.insert(taken.end(), part.begin(), part.end());
      side.session.consumed(part.size());
    }
    Driven server(Role::Acceptor);
    server.feed(taken);
    return server.events();
  };
  const Lines whole = bytes_taken(1'000'000);
  REQUIRE(whole.size() == 4);
  for (const std::size_t piece : {1000U, 4099U, 65'536U, 100'000U}) {
    Lines events = bytes_taken(piece);
    std::sort(events.begin(), events.end());
    Lines expected = whole;
    std::sort(expected.begin(), expected.end());
    CHECK(events == expected);
  }
}
