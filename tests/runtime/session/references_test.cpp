// References in the session: announced with a message, counted, given back, and never lost,
// whatever becomes of the message. Frames are literal bytes; no object stands behind a number here.
#include <doctest/doctest.h>

#include "frame/reference_list.h"
#include "script.h"

using namespace idl;
using namespace idl::detail;

namespace {

SessionOptions with_references(std::size_t limit = 1000) {
  SessionOptions options;
  options.limits.max_references = limit;
  return options;
}

Hello hello_with_references() {
  Hello hello = default_hello();
  hello.features |= feature::kReferences;
  return hello;
}

Bytes announcement(std::uint64_t call, const std::vector<std::uint32_t>& numbers) {
  return frame(FrameKind::References, call, encode_references(numbers));
}

Bytes release_frame(std::uint32_t number, std::uint32_t count) {
  const auto payload = encode_release({number, count});
  return frame(FrameKind::Release, 0, Bytes(payload.begin(), payload.end()));
}

/// A session of either role behind its handshake, with the feature.
struct Side : Driven {
  explicit Side(Role role, std::size_t limit = 1000) : Driven(role, with_references(limit)) {
    opened(hello_with_references());
  }

  CallId call_with(const std::vector<std::uint32_t>& numbers) {
    return call(3, {.method = 7, .references = numbers});
  }
};

const Bytes kResults(3);

}  // namespace

TEST_CASE("references are announced in front of the call that brings them") {
  Side side(Role::Initiator);
  side.call_with({5, 6});
  CHECK(side.take_output() ==
        join({frame(FrameKind::References, 2, {std::byte{5}, {}, {}, {}, std::byte{6}, {}, {}, {}}),
              call_frame(2)}));
}

TEST_CASE("references of a call are handed out with it, and given back one day") {
  Side side(Role::Acceptor);
  side.feed(join({announcement(2, {5, 6}), call_frame(2)}));
  CHECK(side.events() == Lines{"call 2 method 7 (3 bytes), references 5 6"});
  CHECK(side.take_output().empty());
  side.session.release_reference(5, 1);
  CHECK(side.take_output() ==
        frame(FrameKind::Release, 0, {std::byte{5}, {}, {}, {}, std::byte{1}, {}, {}, {}}));
}

TEST_CASE("references of a result travel the other way") {
  Side side(Role::Acceptor);
  side.feed(call_frame(2));
  const std::vector<std::uint32_t> numbers{9};
  CHECK(side.session.reply(CallId{2}, outgoing(kResults), {}, numbers));
  CHECK(describe_frames(side.take_output()) == Lines{"references 2 (4)", "reply 2 (3)"});

  Side caller(Role::Initiator);
  caller.call();
  caller.feed(join({announcement(2, {9}), reply_frame(2)}));
  CHECK(caller.events() == Lines{"reply 2 (3 bytes), references 9"});
}

TEST_CASE("an object is released when it was given back as often as it was given") {
  Side side(Role::Initiator);
  side.call_with({5});
  side.call_with({5, 5});
  side.take_output();
  side.feed(release_frame(5, 1));
  CHECK(side.events().empty());
  side.feed(release_frame(5, 2));
  CHECK(side.events() == Lines{"released 5"});
}

TEST_CASE("a release that crosses another passing does not end the object") {
  Side side(Role::Initiator);
  side.call_with({5});
  side.call_with({5});
  side.feed(release_frame(5, 1));  // written before the second call arrived
  CHECK(side.events().empty());
  side.feed(release_frame(5, 1));
  CHECK(side.events() == Lines{"released 5"});
}

TEST_CASE("a call that is taken back takes its references back") {
  for (const bool checksums : {false, true}) {
    SessionOptions options = with_references();
    options.checksums = checksums;
    Driven side(Role::Initiator, options);
    side.opened(hello_with_references());
    const std::vector<std::uint32_t> numbers{5};
    const CallId call = side.call(3, {.method = 7, .references = numbers});
    CHECK(side.session.cancel(call) == Executed::No);
    side.note_events();
    CHECK(side.events() == Lines{"released 5"});
    const Lines frames = describe_frames(side.take_output());
    REQUIRE(frames.size() == 2);
    CHECK(frames[0].starts_with("filler"));
    CHECK(frames[1].starts_with("filler"));
  }
}

TEST_CASE("references of a call that is refused are given back at once") {
  Side side(Role::Acceptor);
  side.feed(join({announcement(2, {5, 6}),
                  frame(FrameKind::Call, 2, call_payload(3, {.method = 7, .depth = 17}))}));
  CHECK(side.events().empty());
  CHECK(describe_frames(side.take_output()) ==
        Lines{"error 2 (61)", "release 0 (8)", "release 0 (8)"});
}

TEST_CASE("references of an answer that comes too late are given back at once") {
  Side side(Role::Initiator);
  const CallId call = side.call();
  side.take_output();
  side.session.cancel(call);
  side.take_output();
  side.feed(join({announcement(2, {9}), reply_frame(2)}));
  CHECK(side.events().empty());
  CHECK(describe_frames(side.take_output()) == Lines{"release 0 (8)"});
}

TEST_CASE("references of an answer whose call ends before it comes are given back") {
  Side side(Role::Initiator);
  const CallId call = side.call();
  side.take_output();
  side.feed(announcement(2, {9}));
  side.session.cancel(call);
  side.feed(reply_frame(2));
  CHECK(side.events().empty());
  CHECK(describe_frames(side.take_output()) == Lines{"cancel 2 (0)", "release 0 (8)"});
}

TEST_CASE("an answer that nobody waits for gives nothing") {
  Side side(Role::Acceptor);
  side.feed(join({call_frame(2), cancel_frame(2)}));
  const std::vector<std::uint32_t> numbers{9};
  CHECK(!side.session.reply(CallId{2}, outgoing(kResults), {}, numbers));
  CHECK(side.take_output().empty());
}

TEST_CASE("more objects than the limit are refused, and one that the peer has already is not") {
  Side side(Role::Initiator, 2);
  side.call_with({1, 2});
  const std::vector<std::uint32_t> third{3};
  const auto refused =
      side.session.call({.method = 7, .references = third}, outgoing(kResults), side.now);
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::ResourceExhausted);
  CHECK(refused.error().executed == Executed::No);
  side.call_with({2});
}

TEST_CASE("an answer with too many references becomes a failure") {
  Side side(Role::Acceptor, 1);
  side.feed(call_frame(2));
  const std::vector<std::uint32_t> numbers{1, 2};
  CHECK(!side.session.reply(CallId{2}, outgoing(kResults), {}, numbers));
  const Lines frames = describe_frames(side.take_output());
  REQUIRE(frames.size() == 1);
  CHECK(frames[0].starts_with("error 2"));
}

TEST_CASE("without the feature on both sides no references are sent") {
  Driven side(Role::Initiator, with_references());
  side.opened();
  const std::vector<std::uint32_t> numbers{5};
  const auto refused =
      side.session.call({.method = 7, .references = numbers}, outgoing(kResults), side.now);
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::Unimplemented);
}

TEST_CASE("what breaks the rules of references ends the connection") {
  const std::vector<std::pair<const char*, Bytes>> breaches{
      {"a release of what was never given", release_frame(7, 1)},
      {"a release of nothing", release_frame(5, 0)},
      {"a release of more than was given", release_frame(5, 2)},
      {"an announcement for an answer to a call that was never made", announcement(4, {1})},
      {"an announcement of a call that has begun", join({call_frame(1), announcement(1, {1})})},
      {"an announcement of one call before another", join({announcement(3, {1}), call_frame(1)})},
      {"two announcements of calls", join({announcement(1, {1}), announcement(3, {2})})},
      {"two announcements of an answer", join({announcement(2, {1}), announcement(2, {2})})},
      {"a list that is cut short", frame(FrameKind::References, 2, Bytes(6, std::byte{1}))},
      {"a reference to nothing", announcement(2, {0})},
      {"more references than are allowed", announcement(2, {1, 2, 3, 4})},
  };
  for (const auto& [what, bytes] : breaches) {
    CAPTURE(what);
    Side side(Role::Initiator, 3);
    side.call_with({5});
    side.take_output();
    side.feed(bytes);
    CHECK(side.session.state() == SessionState::Closed);
  }
}

TEST_CASE("frames about references without the feature end the connection") {
  for (const Bytes& bytes : {announcement(1, {1}), release_frame(5, 1)}) {
    Driven side(Role::Initiator);
    side.opened(hello_with_references());
    side.feed(bytes);
    CHECK(side.session.state() == SessionState::Closed);
  }
}

TEST_CASE("it does not matter how announcements are split") {
  const Bytes all = join({announcement(2, {5, 6}), call_frame(2), announcement(4, {5}),
                          call_frame(4), cancel_frame(4)});
  Side whole(Role::Acceptor);
  whole.feed(all);
  const Lines expected = whole.events();
  for (std::size_t piece = 1; piece < 40; ++piece) {
    Side side(Role::Acceptor);
    side.feed_in_pieces(all, piece);
    CHECK(side.events() == expected);
  }
}

namespace {

/// A client that has object 5, with a call to it under way that is longer than what is queued at
/// once.
struct LongRequest : Side {
  explicit LongRequest(Role role = Role::Initiator) : Side(role) {
    opened_references();
    long_call = call(400'000, {.method = 7, .target = 5});
  }
  void opened_references() {
    call();
    feed(join({announcement(2, {5}), reply_frame(2)}));
    events();
    take_output();
  }
  CallId long_call{};
};

}  // namespace

TEST_CASE("a release comes behind a call to the object, however long that is") {
  LongRequest side;
  side.session.release_reference(5, 1);
  Lines frames = describe_frames(side.take_output());
  CHECK(frames.back() == "release 0 (8)");
  CHECK(std::count(frames.begin(), frames.end(), "release 0 (8)") == 1);
  CHECK(frames.size() > 3);
}

TEST_CASE("a release waits for earlier calls only, and for none that was dropped") {
  LongRequest side;
  side.session.release_reference(5, 1);
  const CallId later = side.call(400'000);
  side.session.consumed(side.session.output().size());  // a part of both
  CHECK(side.session.cancel(side.long_call) == Executed::Maybe);
  const Lines frames = describe_frames(side.take_output());
  const auto release = std::find(frames.begin(), frames.end(), "release 0 (8)");
  REQUIRE(release != frames.end());
  CHECK(std::count(frames.begin(), frames.end(), "release 0 (8)") == 1);
  const std::string of_later = "call " + std::to_string(static_cast<std::uint64_t>(later));
  CHECK(std::any_of(release, frames.end(),
                    [&](const std::string& line) { return line.starts_with(of_later); }));
}
