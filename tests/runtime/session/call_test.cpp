// Calls and their answers, from both sides, short and long. The bytes are literal and the clock is
// the test's.
#include <doctest/doctest.h>

#include <algorithm>

#include "frame/call_extras.h"
#include "script.h"

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

namespace {

/// Lets what either side says reach the other until both are silent.
void exchange(Driven& a, Driven& b) {
  while (!a.session.output().empty() || !b.session.output().empty()) {
    b.feed(a.take_output());
    a.feed(b.take_output());
  }
}

struct Pair {
  Driven client{Role::Initiator};
  Driven server{Role::Acceptor};

  Pair() {
    exchange(client, server);
    client.events();
    server.events();
  }
};

template <class T>
T expect_event(Driven& side) {
  auto event = side.session.next_event();
  REQUIRE(event);
  REQUIRE(std::holds_alternative<T>(*event));
  return std::get<T>(std::move(*event));
}

}  // namespace

TEST_CASE("a call and its reply cost 32 and 16 bytes beside their payloads") {
  Driven side(Role::Initiator);
  side.opened();
  const CallId id = side.call(5);
  CHECK(id == CallId{2});
  CHECK(side.take_output().size() == 32 + 5);
  side.feed(reply_frame(2, 9));
  CHECK(reply_frame(2, 9).size() == 16 + 9);
  CHECK(side.events() == Lines{"reply 2 (9 bytes)"});
  CHECK(side.session.outgoing_calls() == 0);
}

TEST_CASE("a call carries its target, time, depth and extras") {
  Pair pair;
  CallExtras extras;
  extras.metadata = {{"tenant", Bytes(3)}};
  extras.trace = TraceContext{.flags = 1};
  const CallRequest request{
      .method = 99, .target = 4, .remaining = 2s, .depth = 3, .extras = &extras};
  pair.client.call(5, request);
  pair.server.session.receive(pair.client.session.output(), pair.server.now);
  const auto call = expect_event<CallReceived>(pair.server);
  CHECK(call.method == 99);
  CHECK(call.target == 4);
  CHECK(call.depth == 3);
  REQUIRE(call.deadline);
  CHECK(*call.deadline <= pair.server.now + 2s);
  CHECK(*call.deadline > pair.server.now + 1999ms);
  CHECK(call.extras == extras);
  CHECK(call.parameters.is_view());
  CHECK(call.parameters.bytes().size() == 5);
  CHECK(call.parameters.bytes()[0] == std::byte{0x50});
}

TEST_CASE("both sides call each other with ids of their own") {
  Pair pair;
  CHECK(pair.client.call() == CallId{2});
  CHECK(pair.server.call() == CallId{1});
  CHECK(pair.server.call() == CallId{3});
  exchange(pair.client, pair.server);
  CHECK(pair.client.events() == Lines{"call 1 method 7 (3 bytes)", "call 3 method 7 (3 bytes)"});
  CHECK(pair.server.events() == Lines{"call 2 method 7 (3 bytes)"});
  pair.client.session.reply(CallId{3}, {});
  exchange(pair.client, pair.server);
  CHECK(pair.server.events() == Lines{"reply 3 (0 bytes)"});
}

TEST_CASE("errors arrive as they were sent") {
  Pair pair;
  pair.client.call();
  pair.client.call();
  pair.client.call();
  exchange(pair.client, pair.server);
  pair.server.events();
  const Bytes fields(11, std::byte{1});
  pair.server.session.fail(CallId{2}, {.error = {Code::Application, "out of paper", Executed::Maybe,
                                                 Origin::Application}});
  pair.server.session.fail(CallId{4}, {.error = {Code::DeclaredError, "shop.NotFound",
                                                 Executed::Maybe, Origin::Application},
                                       .declared = 0xABCD,
                                       .name = "shop.NotFound",
                                       .fields = outgoing(fields)});
  pair.server.session.fail(CallId{6},
                           {.error = {Code::Unimplemented, "no", Executed::No, Origin::Local}});
  pair.client.session.receive(pair.server.session.output(), pair.client.now);
  const auto own = expect_event<CallFailed>(pair.client);
  CHECK(own.failure.error ==
        Error{Code::Application, "out of paper", Executed::Maybe, Origin::Application});
  CHECK(own.failure.declared == 0);
  const auto declared = expect_event<CallFailed>(pair.client);
  CHECK(declared.failure.declared == 0xABCD);
  CHECK(declared.failure.name == "shop.NotFound");
  CHECK(declared.failure.body == fields);
  const auto missing = expect_event<CallFailed>(pair.client);
  CHECK(missing.failure.error == Error{Code::Unimplemented, "no", Executed::No, Origin::Peer});
}

TEST_CASE("an error's text that is not UTF-8 is cleaned, and a long one cut") {
  Pair pair;
  pair.client.call();
  exchange(pair.client, pair.server);
  const std::string text = "caf\xE9 " + std::string(1'000'000, 'x');
  pair.server.session.fail(CallId{2}, {.error = {.code = Code::Internal, .message = text}});
  const Bytes received = pair.server.take_output();
  pair.client.session.receive(received, pair.client.now);
  const auto failed = expect_event<CallFailed>(pair.client);
  CHECK(failed.failure.error.message.starts_with("caf? xxx"));
  CHECK(failed.failure.error.message.size() == kMaxErrorBytes);
}

TEST_CASE("an error that does not decode fails only its call") {
  Driven side(Role::Initiator);
  side.opened();
  side.call();
  side.feed(frame(FrameKind::Error, 2, Bytes(6, std::byte{0xFF})));
  CHECK(side.events() == Lines{"failed 2 ProtocolError Maybe Local"});
  CHECK(side.session.state() == SessionState::Open);
}

TEST_CASE("P21 unknown values in an error of a newer peer are kept or read cautiously") {
  Driven side(Role::Initiator);
  side.opened();
  side.call();
  ErrorBody body{.code = Code{999}, .executed = Executed{7}, .failer = Failer{9}, .text = "new"};
  side.feed(error_frame(2, body));
  CHECK(side.events() == Lines{"failed 2 unknown Maybe Peer"});
}

TEST_CASE("one-way calls give no event to their caller and no frame to the peer") {
  Pair pair;
  pair.client.call(3, {.method = 7, .one_way = true});
  CHECK(pair.client.session.outgoing_calls() == 0);
  exchange(pair.client, pair.server);
  CHECK(pair.server.events() == Lines{"one-way 2 method 7 (3 bytes)"});
  CHECK(pair.server.session.incoming_calls() == 1);
  pair.server.session.finish_one_way(CallId{2});
  CHECK(pair.server.session.incoming_calls() == 0);
  pair.client.call(3, {.method = 7, .one_way = true});
  exchange(pair.client, pair.server);
  pair.server.session.reply(CallId{4}, {});
  CHECK(pair.server.session.output().empty());
}

TEST_CASE("a long message travels in frames of at most 64 KiB and arrives whole") {
  Pair pair;
  const std::size_t size = 1'000'000;
  pair.client.call(size);
  exchange(pair.client, pair.server);
  CHECK(pair.server.events() == Lines{"call 2 method 7 (1000000 bytes)"});
  const Bytes results(size, std::byte{0x33});
  pair.server.session.reply(CallId{2}, outgoing(results));
  const Bytes received = pair.server.take_output();
  pair.client.session.receive(received, pair.client.now);
  const auto reply = expect_event<ReplyReceived>(pair.client);
  CHECK_FALSE(reply.results.is_view());
  CHECK(Bytes(reply.results.bytes().begin(), reply.results.bytes().end()) == results);
}

TEST_CASE("the frames of a long message") {
  Driven side(Role::Initiator);
  side.opened();
  side.call(131'072 - kCallHeadBytes - 4);  // With the size in front, exactly two frames.
  const Bytes stream = side.take_output();
  CHECK(describe_frames(stream) == Lines{"call 2 (65536)", "call 2 (65536)"});
  CHECK(std::to_integer<int>(stream[5]) == flag::kMore);
  CHECK(std::to_integer<int>(stream[16 + 65536 + 5]) == flag::kContinued);
  Driven exact(Role::Initiator);
  exact.opened().call(65'536 - kCallHeadBytes);
  CHECK(describe_frames(exact.take_output()) == Lines{"call 2 (65536)"});
}

TEST_CASE("a short call does not wait for a long one") {
  Driven side(Role::Initiator);
  side.opened();
  side.call(4'000'000);
  side.call(3);
  const Lines first = describe_frames(side.session.output());
  CHECK(first.size() <= 6);
  CHECK(first.back() == "call 4 (19)");
}

TEST_CASE("long messages take turns") {
  Driven side(Role::Initiator);
  side.opened();
  side.call(1'000'000);
  side.call(1'000'000);
  const Lines frames = describe_frames(side.take_output());
  REQUIRE(frames.size() == 32);
  const auto first = std::find(frames.begin(), frames.end(), "call 4 (65536)");
  const auto last = std::find(frames.rbegin(), frames.rend(), "call 2 (65536)").base();
  CHECK(last - first > 16);
  CHECK(std::adjacent_find(first, last) == last);
}

TEST_CASE("a reply that is too large for its caller becomes an error") {
  Hello small = default_hello();
  small.max_message_bytes = kEarlyBytes;
  Driven side(Role::Acceptor);
  side.opened(small).feed(call_frame(2));
  side.session.reply(CallId{2}, outgoing(Bytes(kEarlyBytes + 1)));
  Driven client(Role::Initiator);
  client.opened();
  client.call();
  client.feed(side.take_output());
  CHECK(client.events() == Lines{"failed 2 MessageTooLarge Maybe Peer"});
}

TEST_CASE("a payload can be made independent of what was received") {
  Driven side(Role::Acceptor);
  side.opened();
  Bytes received = call_frame(2, 4);
  side.session.receive(received, side.now);
  auto call = expect_event<CallReceived>(side);
  call.parameters.own();
  std::fill(received.begin(), received.end(), std::byte{0});
  Payload elsewhere = std::move(call.parameters);
  CHECK(Bytes(elsewhere.bytes().begin(), elsewhere.bytes().end()) == Bytes(4, std::byte{0x50}));
}

TEST_CASE("a call that cannot be made fails at once, certainly not executed") {
  Driven side(Role::Initiator);
  side.opened();
  const auto refused = [&](std::size_t size, const CallRequest& request) {
    const Bytes parameters(size);
    const auto id = side.session.call(request, outgoing(parameters), side.now);
    REQUIRE_FALSE(id);
    CHECK(id.error().executed == Executed::No);
    CHECK(id.error().origin == Origin::Local);
    return id.error().code;
  };
  CHECK(refused(4 * 1024 * 1024, {.method = 7}) == Code::MessageTooLarge);
  CHECK(refused(3, {.method = 7, .depth = 17}) == Code::ResourceExhausted);
  CHECK(refused(3, {.method = 7, .remaining = 0s}) == Code::DeadlineExceeded);
  CHECK(refused(3, {.method = 7, .remaining = -1s}) == Code::DeadlineExceeded);
  CallExtras much;
  much.metadata = {{"x", Bytes(kMaxMetadataBytes)}};
  CHECK(refused(3, {.method = 7, .extras = &much}) == Code::ResourceExhausted);
  CallExtras bad;
  bad.metadata = {{"\xFF", {}}};
  CHECK(refused(3, {.method = 7, .extras = &bad}) == Code::InvalidArgument);
  CHECK(side.session.output().empty());
  for (int i = 0; i < 100; ++i) side.call();
  CHECK(refused(3, {.method = 7}) == Code::ResourceExhausted);
  side.feed(reply_frame(2));
  side.call();
}

TEST_CASE("the peer's lower limit of calls holds, and one-way calls do not count") {
  Hello small = default_hello();
  small.max_calls = 20;
  Driven side(Role::Initiator);
  side.opened(small);
  for (int i = 0; i < 20; ++i) side.call();
  CHECK_FALSE(side.session.call({.method = 7}, {}, side.now));
  CHECK(side.session.call({.method = 7, .one_way = true}, {}, side.now));
}

TEST_CASE("what is open can be listed, oldest first") {
  Driven side(Role::Acceptor);
  side.opened();
  side.call(3, {.method = 50});
  side.now += 1s;
  side.feed(call_frame(2));
  const auto calls = side.session.open_calls();
  REQUIRE(calls.size() == 2);
  CHECK(calls[0].call == CallId{1});
  CHECK(calls[0].method == 50);
  CHECK_FALSE(calls[0].incoming);
  CHECK(calls[1].call == CallId{2});
  CHECK(calls[1].method == 7);
  CHECK(calls[1].incoming);
  CHECK(calls[1].since == side.now);
}

TEST_CASE("answers to calls that are not open, or not delivered, go nowhere") {
  Driven side(Role::Acceptor);
  side.opened();
  side.session.reply(CallId{2}, {});
  side.session.fail(CallId{2}, {});
  side.session.finish_one_way(CallId{2});
  side.feed(long_message(FrameKind::Call, 2, call_payload(9000), 5000)[0]);
  side.session.reply(CallId{2}, {});
  CHECK(side.session.output().empty());
  CHECK(side.session.incoming_calls() == 1);
  side.feed(call_frame(4));
  side.session.reply(CallId{4}, {});
  CHECK_FALSE(side.take_output().empty());
  side.session.reply(CallId{4}, {});
  CHECK(side.session.output().empty());
}
