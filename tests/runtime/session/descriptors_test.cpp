// Descriptors beside the bytes of calls and replies: announced byte by byte, handed on in order,
// and closed on every way on which nobody takes them.
#include "script.h"

#include "tests/support/open_descriptors.h"

namespace {

using namespace idl::detail;
using namespace std::chrono_literals;
using idl::test::open_descriptors;
using idl::test::some_descriptors;

constexpr std::uint64_t kBoth = feature::kStreams | feature::kDescriptors;

SessionOptions taking(std::size_t limit = 2) { return {.limits = {.max_descriptors = limit}}; }

Hello hello_with_descriptors() {
  Hello hello = default_hello();
  hello.features = kBoth;
  return hello;
}

// A session that takes descriptors, and so does its peer.
struct Open : Driven {
  explicit Open(Role role, std::size_t limit = 2) : Driven(role, taking(limit)) {
    opened(hello_with_descriptors());
  }

  void feed_with(std::size_t descriptors, const idl::Bytes& bytes) {
    session.receive_descriptors(some_descriptors(descriptors));
    feed(bytes);
  }

  idl::Result<CallId> call_with(std::size_t count, const CallRequest& request = {.method = 7}) {
    Descriptors descriptors = some_descriptors(count);
    CallRequest complete = request;
    complete.descriptors = &descriptors;
    const idl::Bytes parameters(3, std::byte{0x50});
    return session.call(complete, outgoing(parameters), now);
  }
};

// A call that brings descriptors, as a peer writes it.
idl::Bytes call_bringing(std::uint64_t call, std::uint8_t count, std::size_t size = 3,
                         std::uint8_t flags = 0) {
  idl::Bytes payload = call_payload(size + 1);
  payload[kCallHeadBytes] = std::byte{count};
  return frame(FrameKind::Call, call, payload,
               static_cast<std::uint8_t>(flag::kDescriptors | flags));
}

idl::Bytes reply_bringing(std::uint64_t call, std::uint8_t count) {
  return frame(FrameKind::Reply, call, {std::byte{count}, std::byte{0x51}}, flag::kDescriptors);
}

TEST_CASE("a hello announces descriptors only where they are allowed") {
  CHECK(Driven(Role::Initiator).take_output() == hello_frame());
  CHECK(Driven(Role::Initiator, taking()).take_output() == hello_frame(hello_with_descriptors()));
}

TEST_CASE("a call says how many descriptors it brings, and they leave with its first byte") {
  Open side(Role::Initiator);
  REQUIRE(side.call_with(0));
  REQUIRE(side.call_with(2));
  REQUIRE(side.call_with(0));
  const idl::Bytes plain = call_frame(2);
  CHECK(side.session.next_output().bytes.size() == plain.size());
  CHECK(side.session.next_output().descriptors.empty());
  side.session.consumed(plain.size());
  const Output next = side.session.next_output();
  CHECK(next.descriptors.size() == 2);
  CHECK(idl::Bytes(next.bytes.begin(), next.bytes.end()) ==
        join({call_bringing(4, 2), call_frame(6)}));
  side.session.consumed(1);
  CHECK(side.session.next_output().descriptors.empty());
}

TEST_CASE("of two calls with descriptors the first one's bytes are written alone") {
  Open side(Role::Initiator);
  REQUIRE(side.call_with(1));
  REQUIRE(side.call_with(2));
  CHECK(side.session.next_output().bytes.size() == call_bringing(2, 1).size());
  side.session.consumed(call_bringing(2, 1).size());
  CHECK(side.session.next_output().descriptors.size() == 2);
}

TEST_CASE("calls and replies hand their descriptors on, however the bytes are split") {
  const idl::Bytes first = join({call_bringing(2, 2), call_frame(4)});
  const idl::Bytes calls = join({first, call_bringing(6, 1)});
  for (std::size_t piece = 1; piece <= calls.size(); ++piece) {
    Open side(Role::Acceptor);
    for (std::size_t at = 0; at < calls.size(); at += piece) {
      const std::size_t end = std::min(calls.size(), at + piece);
      if (at == 0) side.session.receive_descriptors(some_descriptors(2));
      if (at <= first.size() && first.size() < end) {
        side.session.receive_descriptors(some_descriptors(1));
      }
      side.feed(idl::BytesView(calls).subspan(at, end - at));
    }
    CHECK(side.events() == Lines{"call 2 method 7 (3 bytes) with 2 descriptors",
                                 "call 4 method 7 (3 bytes)",
                                 "call 6 method 7 (3 bytes) with 1 descriptors"});
  }
  Open caller(Role::Initiator);
  caller.call();
  caller.feed_with(2, reply_bringing(2, 2));
  CHECK(caller.events() == Lines{"reply 2 (1 bytes) with 2 descriptors"});
}

TEST_CASE("a reply says how many descriptors it brings") {
  Open side(Role::Acceptor);
  side.feed(call_frame(2));
  const idl::Bytes results{std::byte{0x51}};
  side.session.reply(CallId{2}, outgoing(results), some_descriptors(1));
  CHECK(side.session.next_output().descriptors.size() == 1);
  CHECK(side.take_output() == reply_bringing(2, 1));
}

TEST_CASE("a long call announces its descriptors in its first frame") {
  Open caller(Role::Initiator);
  const idl::Bytes parameters(100'000);
  Descriptors descriptors = some_descriptors(1);
  REQUIRE(caller.session.call({.method = 7, .descriptors = &descriptors}, outgoing(parameters),
                              caller.now));
  CHECK(caller.session.next_output().descriptors.size() == 1);
  Open callee(Role::Acceptor);
  callee.feed_with(1, caller.take_output());
  CHECK(callee.events() == Lines{"call 2 method 7 (100000 bytes) with 1 descriptors"});
}

TEST_CASE("what breaks the rules ends the connection, and closes what came") {
  struct Row {
    const char* what;
    std::size_t descriptors;
    idl::Bytes bytes;
    const char* text;
  };
  const std::vector<Row> rows{
      {"none came", 0, call_bringing(2, 1), "descriptors that a frame announced did not come"},
      {"too few came", 1, call_bringing(2, 2), "descriptors that a frame announced did not come"},
      {"one too many", 2, call_bringing(2, 1), "the peer sent descriptors that no frame announced"},
      {"with a ping", 1, ping_frame(1), "the peer sent descriptors that no frame announced"},
      {"announces none", 1, call_bringing(2, 0),
       "a message brings no descriptors, or more than are allowed"},
      {"announces 17", 17, call_bringing(2, 17),
       "a message brings no descriptors, or more than are allowed"},
      {"17 wait", 17, {std::byte{1}}, "the peer sent descriptors that no frame announced"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    Open side(Role::Acceptor);
    const std::size_t before = open_descriptors();
    side.feed_with(row.descriptors, row.bytes);
    CHECK(side.events().back() == "closed ProtocolError: " + std::string(row.text));
    CHECK(open_descriptors() == before);
  }
  Driven plain(Role::Acceptor);
  plain.opened();
  plain.session.receive_descriptors(some_descriptors(1));
  plain.feed(call_bringing(2, 1));
  CHECK(plain.events() ==
        Lines{"closed ProtocolError: the peer sent descriptors without the feature for it"});
}

TEST_CASE("a call with more descriptors than are allowed is refused before it runs") {
  Open side(Role::Acceptor, 1);
  const std::size_t before = open_descriptors();
  side.feed_with(2, call_bringing(2, 2));
  CHECK(side.events().empty());
  CHECK(describe_frames(side.take_output()).front().starts_with("error 2"));
  CHECK(open_descriptors() == before);
  CHECK(side.session.counters().calls_refused == 1);
}

TEST_CASE("the descriptors of calls that have not ended are limited on the connection") {
  Open side(Role::Acceptor, 16);
  for (std::uint64_t call = 2; call <= 10; call += 2) side.feed_with(16, call_bringing(call, 16));
  CHECK(side.events().size() == 4);
  CHECK(side.session.counters().calls_refused == 1);
  side.session.fail(CallId{2}, {});
  side.feed_with(16, call_bringing(12, 16));
  CHECK(side.events().size() == 1);
}

TEST_CASE("a call is refused here if the connection does not take its descriptors") {
  Open side(Role::Initiator);
  CHECK(side.call_with(3).error().code == idl::Code::ResourceExhausted);
  Driven plain(Role::Initiator);
  plain.opened(hello_with_descriptors());
  Descriptors descriptors = some_descriptors(1);
  const auto refused = plain.session.call({.descriptors = &descriptors}, {}, plain.now);
  CHECK(refused.error().code == idl::Code::Unimplemented);
  CHECK(refused.error().executed == idl::Executed::No);
  CHECK(descriptors.size() == 1);
  Driven unequal(Role::Initiator, taking());
  unequal.opened();
  CHECK(unequal.session.call({.descriptors = &descriptors}, {}, unequal.now).error().code ==
        idl::Code::Unimplemented);
}

TEST_CASE("a call with descriptors waits for the hello, and fails if that does not take them") {
  const std::size_t before = open_descriptors();
  for (const bool takes : {true, false}) {
    Driven side(Role::Initiator, taking());
    side.take_output();
    Descriptors descriptors = some_descriptors(1);
    REQUIRE(side.session.call({.descriptors = &descriptors}, {}, side.now));
    REQUIRE(side.session.call({.one_way = true, .descriptors = &descriptors}, {}, side.now));
    CHECK(side.take_output().empty());
    side.feed(hello_frame(takes ? hello_with_descriptors() : default_hello()));
    CHECK(side.session.next_output().descriptors.size() == (takes ? 1 : 0));
    CHECK(side.events().size() == (takes ? 1 : 2));
  }
  CHECK(open_descriptors() == before);
}

TEST_CASE("descriptors that wait to be sent are limited, in calls and in replies") {
  Open caller(Role::Initiator, 16);
  for (int i = 0; i < 4; ++i) REQUIRE(caller.call_with(16));
  CHECK(caller.call_with(1).error().code == idl::Code::ResourceExhausted);
  Open callee(Role::Acceptor, 16);
  for (std::uint64_t call = 2; call <= 10; call += 2) {
    callee.feed(call_frame(call));
    callee.session.reply(CallId{call}, {}, some_descriptors(16));
  }
  const auto frames = describe_frames(callee.take_output());
  CHECK(frames[3].starts_with("reply 8"));
  CHECK(frames[4].starts_with("error 10"));
}

TEST_CASE("descriptors are closed on every way on which nobody takes them") {
  const std::size_t before = open_descriptors();
  SUBCASE("a call that is taken back") {
    Open side(Role::Initiator);
    const auto call = side.call_with(2);
    const std::size_t with_call = open_descriptors();
    CHECK(side.session.cancel(*call) == idl::Executed::No);
    CHECK(open_descriptors() == with_call - 2);
    CHECK(describe_frames(side.take_output()) == Lines{"filler 0 (20)"});
  }
  SUBCASE("a call that expires before it is written") {
    Open side(Role::Initiator);
    REQUIRE(side.call_with(2, {.method = 7, .remaining = 5ms}));
    side.wait(10ms);
    CHECK(side.events() == Lines{"failed 2 DeadlineExceeded No Local"});
    CHECK(side.session.next_output().descriptors.empty());
  }
  SUBCASE("a reply that comes too late") {
    Open side(Role::Initiator);
    const CallId call = side.call();
    side.take_output();
    side.session.cancel(call);
    side.feed_with(2, reply_bringing(2, 2));
    CHECK(side.session.state() == SessionState::Open);
    CHECK(open_descriptors() == before);
  }
  SUBCASE("a reply with too many") {
    Open side(Role::Initiator, 1);
    side.call();
    side.feed_with(2, reply_bringing(2, 2));
    CHECK(side.events() == Lines{"failed 2 ResourceExhausted Maybe Local"});
    CHECK(open_descriptors() == before);
  }
  SUBCASE("an answer to a call that was cancelled") {
    Open side(Role::Acceptor);
    side.feed(join({call_frame(2), cancel_frame(2)}));
    side.session.reply(CallId{2}, {}, some_descriptors(2));
    CHECK(open_descriptors() == before);
  }
  SUBCASE("a call whose time is over when it comes") {
    Open side(Role::Acceptor);
    idl::Bytes payload = call_payload(2, {.method = 7, .remaining = 0ns});
    payload[kCallHeadBytes] = std::byte{1};
    side.feed_with(1, frame(FrameKind::Call, 2, payload, flag::kDescriptors));
    CHECK(side.events().empty());
    CHECK(open_descriptors() == before);
  }
  SUBCASE("the connection is lost with calls and replies in every state") {
    Open side(Role::Acceptor);
    REQUIRE(side.call_with(2));
    side.feed(call_frame(2));
    side.session.reply(CallId{2}, {}, some_descriptors(1));
    idl::Bytes rest = call_payload(5000);
    rest[kCallHeadBytes] = std::byte{1};
    const auto pieces = long_message(FrameKind::Call, 4, rest, 4096);
    side.session.receive_descriptors(some_descriptors(1));
    side.feed({pieces.front().data(), 20});
    side.session.transport_lost({.code = idl::Code::Unavailable});
    side.note_events();
    CHECK(open_descriptors() == before);
  }
  CHECK(open_descriptors() == before);
}

}  // namespace
