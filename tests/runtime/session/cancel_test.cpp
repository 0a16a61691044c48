// Cancels and deadlines: what the caller learns, what the peer
// learns, and whether it may have run.
#include <doctest/doctest.h>

#include "script.h"

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

TEST_CASE("a cancel before anything was written takes the call back") {
  Driven side(Role::Initiator);
  side.opened();
  side.call();
  const CallId second = side.call();
  side.call();
  CHECK(side.session.cancel(second) == Executed::No);
  CHECK(describe_frames(side.take_output()) ==
        Lines{"call 2 (19)", "filler 0 (19)", "call 6 (19)"});
  CHECK(side.session.cancel(second) == std::nullopt);
  CHECK(side.events().empty());
}

TEST_CASE("a call that was taken back is never seen by the peer") {
  for (const bool checksums : {false, true}) {
    Driven client(Role::Initiator, {.checksums = checksums});
    Driven server(Role::Acceptor);
    server.feed(client.take_output());
    client.feed(server.take_output());
    server.events();
    const CallId small = client.call();
    const CallId large = client.call(300'000);
    client.call(5);
    client.session.cancel(large);
    client.session.cancel(small);
    server.feed(client.take_output());
    CHECK(server.events() == Lines{"call 6 method 7 (5 bytes)"});
    CHECK(client.session.buffered_bytes() == 0);
  }
}

TEST_CASE("a cancel after the first byte was written may be too late") {
  Driven side(Role::Initiator);
  side.opened();
  const CallId id = side.call();
  side.session.consumed(1);
  CHECK(side.session.cancel(id) == Executed::Maybe);
  CHECK(describe_frames(side.take_output()).size() >= 1);
  side.feed(reply_frame(2));
  CHECK(side.events().empty());
  CHECK(side.session.counters().late_frames == 1);
  CHECK(side.session.state() == SessionState::Open);
}

TEST_CASE("a cancel of a call that has left sends a cancel frame") {
  Driven side(Role::Initiator);
  side.opened();
  const CallId id = side.call();
  side.take_output();
  CHECK(side.session.cancel(id) == Executed::Maybe);
  CHECK(describe_frames(side.take_output()) == Lines{"cancel 2 (0)"});
}

TEST_CASE("a cancel in the middle of a long message ends its frames") {
  Driven client(Role::Initiator);
  Driven server(Role::Acceptor);
  server.opened();
  client.opened();
  const CallId id = client.call(3'000'000);
  client.session.consumed(client.session.output().size());
  CHECK(client.session.cancel(id) == Executed::Maybe);
  const Lines rest = describe_frames(client.take_output());
  CHECK(rest.back() == "cancel 2 (0)");
  CHECK(rest.size() < 10);
}

TEST_CASE("a held call is cancelled without a trace") {
  Driven side(Role::Initiator);
  const CallId id = side.call(100'000);
  CHECK(side.session.cancel(id) == Executed::No);
  CHECK(side.session.buffered_bytes() == side.session.output().size());
  side.feed(hello_frame());
  CHECK(describe_frames(side.take_output()) == Lines{"hello 0 (52)"});
}

TEST_CASE("the callee hears of a cancel once, and its answer goes nowhere") {
  Driven side(Role::Acceptor);
  side.opened().feed(join({call_frame(2), cancel_frame(2), cancel_frame(2)}));
  CHECK(side.events() == Lines{"call 2 method 7 (3 bytes)", "cancelled 2"});
  CHECK(side.session.incoming_calls() == 1);
  side.session.reply(CallId{2}, {});
  CHECK(side.session.incoming_calls() == 0);
  CHECK(side.session.output().empty());
  CHECK(side.session.counters().calls_cancelled == 1);
}

TEST_CASE("a cancel in the middle of a call's arrival discards it") {
  Driven side(Role::Acceptor);
  const auto frames = long_message(FrameKind::Call, 2, call_payload(9000), 5000);
  side.opened().feed(join({frames[0], cancel_frame(2), frames[1]}));
  CHECK(side.events().empty());
  CHECK(side.session.incoming_calls() == 0);
  CHECK(side.session.buffered_bytes() == 0);
  CHECK(side.session.counters().late_frames == 1);
}

TEST_CASE("a cancel of an answered call stops the rest of a long answer") {
  Driven side(Role::Acceptor);
  side.opened().feed(call_frame(2));
  side.session.reply(CallId{2}, outgoing(Bytes(3'000'000)));
  side.session.consumed(side.session.output().size());
  side.feed(cancel_frame(2));
  CHECK(describe_frames(side.take_output()).size() < 10);
  CHECK(side.session.buffered_bytes() == 0);
}

TEST_CASE("a deadline ends a call once, at its time, and tells the peer") {
  Driven side(Role::Initiator);
  side.opened();
  side.call(3, {.method = 7, .remaining = 100ms});
  side.take_output();
  CHECK(side.session.next_deadline() == side.now + 100ms);
  side.wait(99ms);
  CHECK(side.events().empty());
  side.wait(1ms);
  CHECK(side.events() == Lines{"failed 2 DeadlineExceeded Maybe Local"});
  CHECK(describe_frames(side.take_output()) == Lines{"cancel 2 (0)"});
  side.feed(reply_frame(2));
  side.wait(1s);
  CHECK(side.events().empty());
}

TEST_CASE("an error that comes behind the deadline is a deadline that passed") {
  const auto late = [](ErrorBody body, std::chrono::milliseconds after) {
    Driven side(Role::Initiator);
    side.opened();
    side.call(3, {.method = 7, .remaining = 100ms});
    side.take_output();
    side.now += after;  // without a tick: the answer has its turn before the deadline
    side.feed(error_frame(2, body));
    return side.events();
  };
  const ErrorBody given_up{
      .code = Code::Application, .failer = Failer::Application, .text = "given up"};
  const ErrorBody declared{
      .code = Code::Application, .failer = Failer::Application, .declared = 5, .name = "Gone"};
  CHECK(late(given_up, 100ms) == Lines{"failed 2 DeadlineExceeded Maybe Local"});
  CHECK(late(given_up, 99ms) == Lines{"failed 2 Application Maybe Application"});
  CHECK(late({.code = Code::Unavailable, .executed = Executed::No}, 1s) ==
        Lines{"failed 2 DeadlineExceeded No Local"});
  CHECK(late(declared, 1s) == late(declared, 99ms));
}

TEST_CASE("a result that comes behind the deadline, before its turn, is a result") {
  Driven side(Role::Initiator);
  side.opened();
  side.call(3, {.method = 7, .remaining = 100ms});
  side.take_output();
  side.now += 200ms;
  side.feed(reply_frame(2));
  CHECK(side.events() == Lines{"reply 2 (3 bytes)"});
}

TEST_CASE("a deadline that passes before anything was written certainly prevented the call") {
  Driven side(Role::Initiator);
  side.opened();
  side.call(3, {.method = 7, .remaining = 100ms});
  side.wait(100ms);
  CHECK(side.events() == Lines{"failed 2 DeadlineExceeded No Local"});
  CHECK(describe_frames(side.take_output()) == Lines{"filler 0 (19)"});
}

TEST_CASE("deadlines pass in the order of their calls, however many come at once") {
  Driven side(Role::Initiator);
  side.opened();
  for (int i = 0; i < 50; ++i) side.call(3, {.method = 7, .remaining = 1s});
  side.call(3, {.method = 7, .remaining = 2s});
  side.take_output();
  side.wait(1s);
  const Lines events = side.events();
  REQUIRE(events.size() == 50);
  CHECK(events.front() == "failed 2 DeadlineExceeded Maybe Local");
  CHECK(events.back() == "failed 100 DeadlineExceeded Maybe Local");
  CHECK(side.session.next_deadline() == side.now + 1s);
}

TEST_CASE("a call without a deadline waits for ever") {
  Driven side(Role::Initiator, {.limits = {.keep_alive_interval = 0s}});
  side.opened();
  side.call();
  CHECK(side.session.next_deadline() == std::nullopt);
  side.wait(24h * 365);
  CHECK(side.events().empty());
  CHECK(side.session.outgoing_calls() == 1);
}

TEST_CASE("a call that arrives with no time left never runs") {
  Driven side(Role::Acceptor);
  side.opened().feed(frame(FrameKind::Call, 2, call_payload(3, {.method = 7, .remaining = 0ns})));
  CHECK(side.events().empty());
  CHECK(side.session.counters().calls_refused == 1);
  Driven client(Role::Initiator);
  client.opened();
  client.call();
  client.feed(side.take_output());
  CHECK(client.events() == Lines{"failed 2 DeadlineExceeded No Peer"});
}

TEST_CASE("P10 a call whose time runs out while it arrives never runs") {
  Driven side(Role::Acceptor);
  const auto frames =
      long_message(FrameKind::Call, 2, call_payload(9000, {.method = 7, .remaining = 1s}), 5000);
  side.opened().feed(frames[0]);
  side.now += 1s;
  side.feed(frames[1]);
  CHECK(side.events().empty());
  CHECK(describe_frames(side.take_output()).size() == 1);
  CHECK(side.session.incoming_calls() == 0);
}

TEST_CASE("the last moment of a deadline counts from the first frame's arrival") {
  Driven side(Role::Acceptor);
  const auto frames =
      long_message(FrameKind::Call, 2, call_payload(9000, {.method = 7, .remaining = 1s}), 5000);
  side.opened().feed(frames[0]);
  const TimePoint begun = side.now;
  side.now += 500ms;
  side.session.receive(frames[1], side.now);
  const auto event = side.session.next_event();
  REQUIRE(event);
  const auto deadline = std::get<CallReceived>(*event).deadline;
  REQUIRE(deadline);
  CHECK(*deadline <= begun + 1s);
  CHECK(*deadline > begun + 999ms);
}

TEST_CASE("cancels beyond what a peer allows are kept to oneself") {
  Driven side(Role::Initiator);
  side.opened();
  std::size_t sent = 0;
  for (int i = 0; i < 500; ++i) {
    const CallId id = side.call();
    side.take_output();
    CHECK(side.session.cancel(id) == Executed::Maybe);
    sent += describe_frames(side.take_output()).size();
  }
  CHECK(sent < SessionLimits{}.reset_burst);
  CHECK(sent > 100);
}
