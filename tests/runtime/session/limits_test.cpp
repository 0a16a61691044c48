// Floods, slowness and size: each limit is met exactly, and what is beyond it costs the attacker
// its connection, or the one call its chance, and nobody else anything.
#include <doctest/doctest.h>

#include "frame/call_extras.h"
#include "idl/wire/little_endian.h"
#include "script.h"

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

namespace {

/// What a client that made the calls `ids` sees of the server's output.
Lines seen_by_client(Driven& server, int calls) {
  Driven client(Role::Initiator);
  client.opened();
  for (int i = 0; i < calls; ++i) client.call();
  client.take_output();
  client.feed(server.take_output());
  return client.events();
}

Bytes payload_with_extras(const CallExtras& extras) {
  Bytes payload = call_payload(0);
  const auto encoded = encode_extras(extras);
  REQUIRE(encoded);
  payload.insert(payload.end(), encoded->begin(), encoded->end());
  return payload;
}

}  // namespace

TEST_CASE("the hundred-and-first call is refused before it runs, and others go on") {
  Driven side(Role::Acceptor);
  side.opened();
  for (std::uint64_t id = 2; id <= 200; id += 2) side.feed(call_frame(id));
  CHECK(side.events().size() == 100);
  CHECK(side.session.output().empty());
  side.feed(call_frame(202));
  CHECK(side.events().empty());
  const Lines lines = describe_frames(side.take_output());
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("error 202 "));
  side.session.reply(CallId{2}, {});
  side.feed(call_frame(204));
  CHECK(side.events().size() == 1);
}

TEST_CASE("a cancelled call holds its place until its handler has ended") {
  Driven side(Role::Acceptor);
  side.opened();
  for (std::uint64_t id = 2; id <= 200; id += 2) side.feed(call_frame(id));
  for (std::uint64_t id = 2; id <= 200; id += 2) side.feed(cancel_frame(id));
  side.events();
  side.feed(call_frame(202));
  CHECK(side.events().empty());
  side.session.reply(CallId{2}, {});
  side.feed(call_frame(204));
  CHECK(side.events() == Lines{"call 204 method 7 (3 bytes)"});
}

TEST_CASE("one-way calls have a limit of their own, and count until they have run") {
  Driven side(Role::Acceptor, {.limits = {.max_one_way_calls = 2}});
  side.opened();
  for (std::uint64_t id = 2; id <= 6; id += 2) side.feed(call_frame(id, 3, flag::kOneWay));
  CHECK(side.events().size() == 2);
  CHECK(side.session.counters().calls_refused == 1);
  CHECK(side.session.output().empty());
  side.session.finish_one_way(CallId{2});
  side.feed(join({call_frame(8, 3, flag::kOneWay), call_frame(10)}));
  CHECK(side.events().size() == 2);
}

TEST_CASE("a call that is announced too large is refused from its first frame") {
  Driven side(Role::Acceptor);
  Bytes payload(4);
  store_u32(payload.data(), 4 * 1024 * 1024 + 1);
  const Bytes head = call_payload(5000);
  payload.insert(payload.end(), head.begin(), head.end());
  side.opened().feed(frame(FrameKind::Call, 2, payload, flag::kMore));
  CHECK(side.session.buffered_bytes() == side.session.output().size());
  CHECK(side.session.incoming_calls() == 0);
  // The rest of it is on its way and harms nobody.
  side.feed(frame(FrameKind::Call, 2, Bytes(5000), flag::kMore | flag::kContinued));
  side.feed(frame(FrameKind::Call, 2, Bytes(5000), flag::kContinued));
  CHECK(side.session.counters().late_frames == 2);
  CHECK(side.session.state() == SessionState::Open);
  CHECK(seen_by_client(side, 1) == Lines{"failed 2 MessageTooLarge No Peer"});
}

TEST_CASE("an answer that is announced too large fails its call") {
  Driven side(Role::Initiator);
  side.opened();
  side.call();
  side.take_output();
  Bytes payload(5004);
  store_u32(payload.data(), 4 * 1024 * 1024 + 1);
  side.feed(frame(FrameKind::Reply, 2, payload, flag::kMore));
  CHECK(side.events() == Lines{"failed 2 MessageTooLarge Maybe Local"});
  CHECK(describe_frames(side.take_output()) == Lines{"cancel 2 (0)"});
  CHECK(side.session.buffered_bytes() == 0);
}

TEST_CASE("the byte account refuses calls before they run") {
  Driven side(Role::Acceptor, {.limits = {.max_buffered_bytes = 100'000}});
  const auto first = long_message(FrameKind::Call, 2, call_payload(90'000), 50'000);
  const auto second = long_message(FrameKind::Call, 4, call_payload(90'000), 50'000);
  side.opened().feed(join({first[0], second[0], call_frame(6)}));
  CHECK(side.events() == Lines{"call 6 method 7 (3 bytes)"});
  side.feed(join({first[1], second[1]}));
  CHECK(side.events() == Lines{"call 2 method 7 (90000 bytes)"});
  CHECK(side.session.counters().calls_refused == 1);
}

TEST_CASE("the account of all connections refuses calls before they run") {
  ByteAccount account(200'000);
  Driven side(Role::Acceptor, {.account = &account});
  side.opened().feed(call_frame(2, 60'000));
  CHECK(side.events() == Lines{"call 2 method 7 (60000 bytes)"});
  std::size_t elsewhere = 0;
  account.book(elsewhere, 150'000);
  side.feed(call_frame(4, 60'000));
  CHECK(side.events().empty());
  CHECK(side.session.counters().calls_refused == 1);
  account.book(elsewhere, 130'000);
  side.feed(call_frame(6, 60'000));
  CHECK(side.events() == Lines{"call 6 method 7 (60000 bytes)"});
}

TEST_CASE("an account is kept in steps, and exact where nothing is held") {
  ByteAccount account(100'000);
  std::size_t one = 0;
  std::size_t two = 0;
  CHECK(account.has_room(1'000'000));  // a single message always has room
  account.book(one, 1);
  CHECK(one == 0);
  account.book(one, 90'000);
  account.book(two, 20'000);
  CHECK(!account.has_room(1));
  account.book(two, 19'999);
  CHECK(two == 20'000);
  account.book(two, 0);
  CHECK(account.has_room(10'000));
  CHECK(!account.has_room(10'001));
  account.book(one, 0);
  CHECK(account.has_room(1'000'000));
}

TEST_CASE("calls that wait or run count, until they have ended") {
  Driven side(Role::Acceptor, {.limits = {.max_buffered_bytes = 100'000}});
  side.opened().feed(call_frame(2, 60'000, flag::kOneWay));
  side.feed(call_frame(4, 60'000, flag::kOneWay));
  CHECK(side.events() == Lines{"one-way 2 method 7 (60000 bytes)"});
  CHECK(side.session.counters().calls_refused == 1);
  side.session.finish_one_way(CallId{2});
  CHECK(side.session.buffered_bytes() == 0);
  side.feed(call_frame(6, 60'000));
  CHECK(side.events() == Lines{"call 6 method 7 (60000 bytes)"});
}

TEST_CASE("queued answers count, until the peer reads them") {
  Driven side(Role::Acceptor, {.limits = {.max_buffered_bytes = 100'000}});
  side.opened().feed(call_frame(2));
  side.session.reply(CallId{2}, outgoing(Bytes(100'000)));
  side.feed(call_frame(4));
  CHECK(side.events().size() == 1);
  CHECK(side.session.counters().calls_refused == 1);
  side.take_output();
  side.feed(call_frame(6));
  CHECK(side.events().size() == 1);
}

TEST_CASE("a caller's own queue has the same bound") {
  Driven side(Role::Initiator, {.limits = {.max_buffered_bytes = 100'000}});
  side.opened();
  side.call(150'000);  // Alone, a message may always go.
  const auto refused = side.session.call({.method = 7}, {}, side.now);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::ResourceExhausted);
  side.take_output();
  side.call(90'000);
}

TEST_CASE("the two-hundred-and-first cancel in a moment ends the connection") {
  Driven side(Role::Acceptor);
  side.opened();
  std::uint64_t id = 2;
  const auto open_and_cancel = [&] {
    side.feed(join({call_frame(id), cancel_frame(id)}));
    side.session.reply(CallId{id}, {});
    id += 2;
  };
  for (int i = 0; i < 200; ++i) open_and_cancel();
  CHECK(side.session.state() == SessionState::Open);
  side.now += 1s;
  for (int i = 0; i < 33; ++i) open_and_cancel();
  CHECK(side.session.state() == SessionState::Open);
  side.events();
  open_and_cancel();
  CHECK(side.events().back() == "closed ResourceExhausted: the peer cancels too many calls");
}

TEST_CASE("the third ping in a row that comes too soon ends the connection") {
  Driven side(Role::Acceptor);
  side.opened().feed(ping_frame(77));
  CHECK(side.take_output() == pong_frame(77));
  side.now += 9s;
  side.feed(ping_frame(1));
  side.now += 9s;
  side.feed(ping_frame(1));
  side.now += 10s;
  side.feed(ping_frame(1));  // In time: the strikes are forgotten.
  side.feed(ping_frame(1));
  side.feed(ping_frame(1));
  CHECK(side.session.state() == SessionState::Open);
  side.feed(ping_frame(1));
  CHECK(side.events() == Lines{"closed ResourceExhausted: the peer pings too often"});
}

TEST_CASE("frames of unknown ignorable kinds are skipped, but not for ever") {
  Driven side(Role::Acceptor);
  side.opened();
  const Bytes unknown = frame(static_cast<FrameKind>(200), 12, Bytes(3), 0xFB);
  for (int i = 0; i < 1000; ++i) side.feed(unknown);
  CHECK(side.session.counters().ignored_frames == 1000);
  CHECK(side.events().empty());
  side.feed(unknown);
  CHECK(side.events() ==
        Lines{"closed ResourceExhausted: the peer sends too many frames without meaning"});
}

TEST_CASE("frames of calls that are over, and filler, are skipped, but not for ever") {
  for (const Bytes& idle : {cancel_frame(2), frame(FrameKind::Filler, 0)}) {
    Driven side(Role::Acceptor, {.limits = {.idle_burst = 5, .idle_per_second = 1}});
    side.opened().feed(call_frame(2));
    side.session.reply(CallId{2}, outgoing(Bytes(1)));
    (void)side.events();
    for (int i = 0; i < 5; ++i) side.feed(idle);
    CHECK(side.events().empty());
    side.wait(std::chrono::seconds(1));
    side.feed(idle);
    CHECK(side.events().empty());
    side.feed(idle);
    CHECK(side.events() ==
          Lines{"closed ResourceExhausted: the peer sends too many frames of calls that are over, "
                "or none at all"});
  }
}

TEST_CASE("continuations of a call that was refused are skipped, but not for ever") {
  Driven side(Role::Acceptor, {.limits = {.idle_burst = 5, .idle_per_second = 1}});
  side.opened();
  const auto frames = long_message(FrameKind::Call, 2, call_payload(5'000'000), 50'000);
  side.feed(join({frames.begin(), frames.begin() + 6}));
  CHECK(side.events().empty());
  CHECK(side.session.counters().calls_refused == 1);
  side.feed(frames[6]);
  CHECK(side.events().size() == 1);
  CHECK(side.session.state() == SessionState::Closed);
}

TEST_CASE("who asks without reading the answers is cut off") {
  Driven side(Role::Acceptor);
  side.opened();
  for (std::uint64_t id = 2; id <= 200; id += 2) side.feed(call_frame(id));
  side.events();
  std::uint64_t id = 202;
  for (int i = 0; i < 1000; ++i, id += 2) side.feed(call_frame(id));
  CHECK(side.session.state() == SessionState::Open);
  side.feed(call_frame(id));
  CHECK(side.session.state() == SessionState::Closed);
  CHECK(side.events().back() ==
        "closed ResourceExhausted: the peer does not read what it asks for");
}

TEST_CASE("who reads the answers may go on asking") {
  Driven side(Role::Acceptor);
  side.opened();
  std::uint64_t id = 2;
  for (; id <= 200; id += 2) side.feed(call_frame(id));
  for (int i = 0; i < 5000; ++i, id += 2) {
    side.feed(call_frame(id));
    // Never quite empty.
    if (side.session.output().size() > 1000)
      side.session.consumed(side.session.output().size() - 1);
  }
  CHECK(side.session.state() == SessionState::Open);
}

TEST_CASE("metadata beyond its limits fails only its call") {
  CallExtras extras;
  for (int i = 0; i < 64; ++i) extras.metadata[std::to_string(i)] = Bytes(10);
  Driven side(Role::Acceptor);
  side.opened().feed(frame(FrameKind::Call, 2, payload_with_extras(extras), flag::kExtras));
  CHECK(side.events() == Lines{"call 2 method 7 with extras (0 bytes)"});
  Bytes big = call_payload(0);
  big.resize(big.size() + 4 + 20'000);
  store_u32(&big[kCallHeadBytes], 20'000);
  side.feed(frame(FrameKind::Call, 4, big, flag::kExtras));
  CHECK(side.events().empty());
  CHECK(side.session.state() == SessionState::Open);
  CHECK(seen_by_client(side, 2) == Lines{"failed 4 ResourceExhausted No Peer"});
}

TEST_CASE("extras that do not decode fail only their call") {
  const std::vector<Bytes> tails{
      {},                                                                  // no length
      {std::byte{9}, {}, {}, {}},                                          // longer than the call
      {std::byte{2}, {}, {}, {}, std::byte{1}, std::byte{1}},              // no block
      {std::byte{5}, {}, {}, {}, std::byte{1}, {}, {}, {}, std::byte{2}},  // a slot cut short
  };
  for (const Bytes& tail : tails) {
    Bytes payload = call_payload(0);
    payload.insert(payload.end(), tail.begin(), tail.end());
    Driven side(Role::Acceptor);
    side.opened().feed(frame(FrameKind::Call, 2, payload, flag::kExtras));
    CHECK(side.events().empty());
    CHECK(side.session.incoming_calls() == 0);
    CHECK(seen_by_client(side, 1) == Lines{"failed 2 InvalidArgument No Peer"});
  }
}

TEST_CASE("calls that are nested too deep are refused") {
  Driven side(Role::Acceptor);
  side.opened().feed(frame(FrameKind::Call, 2, call_payload(0, {.method = 7, .depth = 16})));
  side.feed(frame(FrameKind::Call, 4, call_payload(0, {.method = 7, .depth = 17})));
  CHECK(side.events() == Lines{"call 2 method 7 depth 16 (0 bytes)"});
  CHECK(seen_by_client(side, 2) == Lines{"failed 4 ResourceExhausted No Peer"});
}

TEST_CASE("a frame that stays incomplete ends the connection after thirty seconds") {
  Driven side(Role::Acceptor, {.limits = {.keep_alive_interval = 0s}});
  side.opened();
  const Bytes call = call_frame(2);
  side.feed(BytesView(call).first(20));
  CHECK(side.session.next_deadline() == side.now + 30s);
  for (std::size_t i = 20; i < 22; ++i) {
    side.now += 10s;
    side.feed(BytesView(call).subspan(i, 1));  // A byte every ten seconds does not help.
    side.wait(0s);
  }
  CHECK(side.session.state() == SessionState::Open);
  side.wait(10s);
  CHECK(side.events() == Lines{"closed Unavailable: a frame did not arrive in full within the time "
                               "for a message"});
}

TEST_CASE("a call that stays incomplete is refused after thirty seconds") {
  Driven side(Role::Acceptor, {.limits = {.keep_alive_interval = 0s}});
  const auto frames = long_message(FrameKind::Call, 2, call_payload(9000), 5000);
  side.opened().feed(frames[0]);
  CHECK(side.session.next_deadline() == side.now + 30s);
  side.wait(30s);
  CHECK(side.session.incoming_calls() == 0);
  CHECK(side.session.state() == SessionState::Open);
  CHECK(seen_by_client(side, 1) == Lines{"failed 2 DeadlineExceeded No Peer"});
  side.feed(frames[1]);
  CHECK(side.session.counters().late_frames == 1);
}

TEST_CASE("an answer that stays incomplete fails its call after thirty seconds") {
  Driven side(Role::Initiator, {.limits = {.keep_alive_interval = 0s}});
  side.opened();
  side.call();
  side.take_output();
  side.feed(long_message(FrameKind::Reply, 2, Bytes(9000), 5000)[0]);
  side.wait(30s);
  CHECK(side.events() == Lines{"failed 2 DeadlineExceeded Maybe Local"});
  CHECK(describe_frames(side.take_output()) == Lines{"cancel 2 (0)"});
}

TEST_CASE("a silent peer is asked after a minute and given up twenty seconds later") {
  Driven side(Role::Initiator);
  side.opened();
  side.call();
  side.take_output();
  CHECK(side.session.next_deadline() == side.now + 60s);
  side.wait(60s);
  CHECK(side.take_output() == ping_frame(1));
  side.wait(19s);
  CHECK(side.events().empty());
  side.wait(1s);
  CHECK(side.events() == Lines{"failed 2 Unavailable Maybe Transport",
                               "closed Unavailable: the peer has not answered a ping"});
}

TEST_CASE("a peer that answers pings stays") {
  Driven side(Role::Initiator);
  side.opened();
  for (int i = 0; i < 5; ++i) {
    side.wait(60s);
    CHECK(side.take_output() == ping_frame(1));
    side.wait(10s);
    side.feed(pong_frame(1));
  }
  CHECK(side.session.state() == SessionState::Open);
  side.wait(50s);
  side.feed(frame(FrameKind::Filler, 0));  // Any byte is a sign of life.
  side.wait(50s);
  CHECK(side.session.output().empty());
}
