// The peer, or the connection, vanishes at each byte of the handshake, of a request and of a reply:
// every call ends exactly once, and what is said about its execution is true.
#include <doctest/doctest.h>

#include "script.h"

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

namespace {

const Error kLost{.code = Code::Unavailable, .message = "reset", .origin = Origin::Transport};

Lines lost(Driven& side) {
  side.session.transport_lost(kLost);
  side.note_events();
  return side.events();
}

}  // namespace

TEST_CASE("the connection breaks after each byte that the caller writes") {
  Driven probe(Role::Initiator);
  probe.call();
  const std::size_t total = probe.session.output().size();
  for (std::size_t written = 0; written <= total; ++written) {
    CAPTURE(written);
    Driven side(Role::Initiator);
    side.call();
    side.session.consumed(written);
    const bool request_untouched = written <= total - call_frame(2).size();
    CHECK(lost(side) == Lines{request_untouched ? "failed 2 Unavailable No Transport"
                                                : "failed 2 Unavailable Maybe Transport",
                              "closed Unavailable: reset"});
    CHECK(side.session.output().empty());
    CHECK(lost(side).empty());
  }
}

TEST_CASE("P3 of several calls in one output, those that no byte was written of have not run") {
  Driven side(Role::Initiator);
  side.opened();
  for (int i = 0; i < 3; ++i) side.call();
  side.session.consumed(call_frame(2).size() + 1);
  CHECK(lost(side) == Lines{"failed 2 Unavailable Maybe Transport",
                            "failed 4 Unavailable Maybe Transport",
                            "failed 6 Unavailable No Transport", "closed Unavailable: reset"});
}

TEST_CASE("the peer vanishes at each byte of its hello") {
  const Bytes hello = hello_frame();
  for (std::size_t cut = 0; cut < hello.size(); ++cut) {
    Driven side(Role::Initiator);
    side.call();
    side.take_output();
    side.feed(BytesView(hello).first(cut));
    CHECK(lost(side) == Lines{"failed 2 Unavailable Maybe Transport", "closed Unavailable: reset"});
  }
}

TEST_CASE("the peer vanishes at each byte of its reply, short or in several frames") {
  const std::vector<Bytes> replies{reply_frame(2, 40),
                                   error_frame(2, {.code = Code::Internal, .text = "bad"}),
                                   join(long_message(FrameKind::Reply, 2, Bytes(9000), 4096))};
  for (const Bytes& reply : replies) {
    for (std::size_t cut = 0; cut <= reply.size(); ++cut) {
      Driven side(Role::Initiator);
      side.opened();
      side.call();
      side.take_output();
      side.feed(BytesView(reply).first(cut));
      const Lines before = side.events();
      const Lines after = lost(side);
      const bool complete = cut == reply.size();
      REQUIRE(before.size() == (complete ? 1 : 0));
      REQUIRE(after.size() == (complete ? 1 : 2));
      if (!complete) REQUIRE(after.front() == "failed 2 Unavailable Maybe Transport");
    }
  }
}

TEST_CASE("the caller vanishes at each byte of its request: it is handed out whole or not at all") {
  const std::vector<Bytes> requests{
      call_frame(2, 40), join(long_message(FrameKind::Call, 2, call_payload(9000), 4096))};
  for (const Bytes& request : requests) {
    for (std::size_t cut = 0; cut <= request.size(); ++cut) {
      Driven side(Role::Acceptor);
      side.opened().feed(BytesView(request).first(cut));
      Lines events = side.events();
      const bool complete = cut == request.size();
      REQUIRE(events.size() == (complete ? 1 : 0));
      REQUIRE(lost(side).size() == (complete ? 2 : 1));
      REQUIRE(side.session.incoming_calls() == 0);
    }
  }
}

TEST_CASE("answers that were read before the loss count") {
  Driven side(Role::Initiator);
  side.opened();
  side.call();
  side.call();
  side.take_output();
  side.feed(reply_frame(2));
  CHECK(side.events() == Lines{"reply 2 (3 bytes)"});
  CHECK(lost(side) == Lines{"failed 4 Unavailable Maybe Transport", "closed Unavailable: reset"});
}

TEST_CASE("a go-away that was read before the loss turns Maybe into No") {
  Driven side(Role::Initiator);
  side.opened();
  side.call();
  side.call();
  side.take_output();
  side.feed(go_away_frame({.last_call = 2}));
  CHECK(side.events() == Lines{"going away: ", "failed 4 GoingAway No Peer"});
  CHECK(lost(side) == Lines{"failed 2 Unavailable Maybe Transport", "closed Unavailable: reset"});
}

TEST_CASE("held calls have not run") {
  Driven side(Role::Initiator);
  side.call(100'000);
  side.take_output();
  CHECK(lost(side).front() == "failed 2 Unavailable No Transport");
}

TEST_CASE("a fault of the peer takes back the calls that were not written") {
  Driven side(Role::Initiator);
  side.opened();
  side.call();
  side.take_output();
  side.call();
  side.feed(hello_frame());
  CHECK(side.events() == Lines{"failed 2 ProtocolError Maybe Local",
                               "failed 4 ProtocolError No Local",
                               "closed ProtocolError: the peer sent a second hello"});
  const Lines written = describe_frames(side.take_output());
  REQUIRE(written.size() == 2);
  CHECK(written[0] == "filler 0 (19)");
  CHECK(written[1].starts_with("go-away 0 "));
}

TEST_CASE("after the end nothing is accepted, and every operation is harmless") {
  Driven side(Role::Acceptor);
  side.opened().feed(call_frame(2));
  side.events();
  CHECK(lost(side) == Lines{"cancelled 2", "closed Unavailable: reset"});
  const auto refused = side.session.call({.method = 7}, {}, side.now);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::Unavailable);
  CHECK(refused.error().executed == Executed::No);
  side.session.reply(CallId{2}, {});
  side.session.fail(CallId{2}, {});
  side.session.finish_one_way(CallId{2});
  side.session.go_away("late");
  CHECK(side.session.cancel(CallId{1}) == std::nullopt);
  side.feed(call_frame(4));
  side.wait(1h);
  CHECK(side.events().empty());
  CHECK(side.session.output().empty());
  CHECK(side.session.next_deadline() == std::nullopt);
  CHECK(side.session.drained());
  CHECK(side.session.state() == SessionState::Closed);
}
