// Credit: it bounds what a reader holds that never reads, and never stops one that does. What a
// peer may not do with it ends the connection.
#include <doctest/doctest.h>

#include "script.h"

using namespace idl;
using namespace idl::detail;

namespace {

constexpr std::uint32_t kWindow = 64 * 1024;
constexpr SessionOptions kSmall{
    .limits = {.max_streams = 10, .stream_window = kWindow, .connection_window = 3 * kWindow}};

constexpr CallRequest kUpload{.method = 7, .streams = {.from_caller = true}};

/// Two sessions that agree, and what it takes to let them talk.
struct Pair {
  Driven client{Role::Initiator, kSmall};
  Driven server{Role::Acceptor, kSmall};

  Pair() {
    server.feed(client.take_output());
    talk();
    client.events();
    server.events();
  }

  /// Moves bytes until nobody has more to say; gives how much the client said.
  std::size_t talk() {
    std::size_t said = 0;
    for (bool more = true; more;) {
      const Bytes up = client.take_output();
      server.feed(up);
      const Bytes down = server.take_output();
      client.feed(down);
      said += up.size();
      more = !up.empty() || !down.empty();
    }
    return said;
  }

  /// Writes elements of `size` bytes for as long as they are taken, at most `most`.
  int fill(CallId call, std::size_t size, int most = 100'000) {
    int count = 0;
    for (; count < most; ++count) {
      if (client.write(call, size) == StreamWrite::Accepted) continue;
      talk();
      if (client.write(call, size) != StreamWrite::Accepted) break;
    }
    return count;
  }
};

}  // namespace

TEST_CASE("a reader that never reads holds no more than its window") {
  for (const std::size_t size : {0U, 1U, 100U, 5000U, 16'000U}) {
    CAPTURE(size);
    Pair pair;
    const CallId id = pair.client.call(0, kUpload);
    const int count = pair.fill(id, size);
    pair.talk();
    const std::size_t held = static_cast<std::size_t>(count) * (kFrameHeaderBytes + size);
    CHECK(held <= kWindow);
    CHECK(held + kWindow / 4 > kWindow);
    CHECK(pair.server.session.buffered_bytes() <= kWindow + kFrameHeaderBytes + 17);
    CHECK(pair.client.session.buffered_bytes() == 0);
  }
}

TEST_CASE("a reader that reads gets everything, and its writer is told when to go on") {
  for (const std::size_t size : {1U, 5000U, 16'000U, 100'000U, 1'000'000U}) {
    CAPTURE(size);
    Pair pair;
    const CallId id = pair.client.call(0, kUpload);
    std::size_t written = 0;
    std::size_t read = 0;
    std::size_t told = 0;
    for (int round = 0; written < 40 && round < 4000; ++round) {
      const auto outcome = pair.client.write(id, size);
      written += outcome == StreamWrite::Accepted ? 1U : 0U;
      if (outcome == StreamWrite::Accepted) continue;
      pair.talk();
      const std::string sizes = pair.server.read(CallId{2});
      read += sizes.empty()
                  ? 0
                  : 1 + static_cast<std::size_t>(std::count(sizes.begin(), sizes.end(), ' '));
      pair.talk();
      const Lines events = pair.client.events();
      told += static_cast<std::size_t>(std::count(events.begin(), events.end(), "writable 2"));
    }
    pair.talk();
    const std::string sizes = pair.server.read(CallId{2});
    read += sizes.empty()
                ? 0
                : 1 + static_cast<std::size_t>(std::count(sizes.begin(), sizes.end(), ' '));
    CHECK(written == 40);
    CHECK(read == 40);
    if (size > kWindow / 40) CHECK(told > 0);
    pair.client.session.cancel(id);
    pair.talk();
    pair.server.session.reply(CallId{2}, {});
    CHECK(pair.server.session.buffered_bytes() == 0);
  }
}

TEST_CASE("an element larger than the window arrives in full, the next one waits for a reader") {
  Pair pair;
  const CallId id = pair.client.call(0, kUpload);
  REQUIRE(pair.client.write(id, 1'000'000) == StreamWrite::Accepted);
  pair.talk();
  CHECK(pair.server.events().back() == "readable 2");
  CHECK(pair.client.session.buffered_bytes() == 0);
  const std::size_t held = pair.server.session.buffered_bytes();
  CHECK(held < 1'000'000 + kWindow);
  while (pair.client.write(id, 1'000'000) == StreamWrite::Accepted) pair.talk();
  pair.talk();
  // What was granted to complete the first one is at most half a window.
  CHECK(pair.server.session.buffered_bytes() <= held + kWindow / 2);
  CHECK(pair.server.read(CallId{2}) == "1000000");
  pair.talk();
  CHECK(pair.server.read(CallId{2}) == "1000000");
}

TEST_CASE("large elements of several streams take turns beyond the account, and all arrive") {
  Pair pair;
  std::vector<CallId> calls;
  for (int i = 0; i < 10; ++i) calls.push_back(pair.client.call(0, kUpload));
  std::vector<CallId> unwritten = calls;
  const std::size_t account = SessionLimits().max_buffered_bytes;
  std::size_t most = 0;
  std::size_t read = 0;
  for (int round = 0; round < 40; ++round) {
    std::erase_if(unwritten, [&](CallId id) {
      return pair.client.write(id, 4'000'000) == StreamWrite::Accepted;
    });
    pair.talk();
    most = std::max(most, pair.server.session.buffered_bytes());
    if (round < 10) continue;
    for (const CallId id : calls) read += pair.server.read(id).empty() ? 0U : 1U;
    pair.talk();
  }
  CHECK(read == calls.size());
  CHECK(most > 4'000'000);
  CHECK(most <= account + 10 * 2 * kWindow);
}

TEST_CASE("streams share the window of the connection, and one that ends gives its part back") {
  Pair pair;
  std::vector<CallId> calls;
  for (int i = 0; i < 5; ++i) calls.push_back(pair.client.call(0, kUpload));
  std::size_t held = 0;
  for (const CallId id : calls) {
    held += static_cast<std::size_t>(pair.fill(id, 1000)) * (kFrameHeaderBytes + 1000);
  }
  CHECK(held <= 3 * kWindow);
  CHECK(held + 1016 > 3 * kWindow);
  CHECK(pair.client.write(calls[4], 1000) == StreamWrite::Blocked);
  pair.client.events();
  pair.client.session.cancel(calls[0]);
  pair.talk();
  CHECK(pair.client.events().back() == "writable 10");
  CHECK(pair.client.write(calls[4], 1000) == StreamWrite::Accepted);
}

TEST_CASE("late data gives the connection's credit back") {
  Pair pair;
  const CallId id = pair.client.call(0, kUpload);
  const CallId other = pair.client.call(0, kUpload);
  pair.talk();
  for (int i = 0; i < 50; ++i) {
    for (int k = 0; k < 3; ++k) {
      if (pair.client.write(id, 15'000) == StreamWrite::Accepted) {
        pair.server.feed(pair.client.take_output());
      }
    }
    // Answered while data is under way: the client has not heard of it.
    if (i == 0) pair.server.session.reply(CallId{2}, {});
  }
  pair.talk();
  CHECK(pair.client.write(id, 1) == StreamWrite::Over);
  CHECK(pair.fill(other, 1000) > 60);
}

TEST_CASE("credit that is none, too much or exceeded ends the connection") {
  const char* const none = "the peer granted no credit, or more than may be unused";
  const char* const exceeded = "the peer sent more stream data than it had credit for";
  struct Case {
    Bytes bytes;
    const char* reason;
  };
  const Bytes full = join(std::vector<Bytes>(4, data_frame(2, kWindow / 4 - 16)));
  const Case cases[] = {
      {credit_frame(2, 0), none},
      {credit_frame(0, 0), none},
      {credit_frame(2, 0x8000'0000), none},
      {credit_frame(2, 0xFFFF'FFFF), none},
      {credit_frame(0, 0xFFFF'FFFF), none},
      {join({credit_frame(2, 0x7000'0000), credit_frame(2, 0x1000'0000)}), none},
      {join({credit_frame(0, 0x7000'0000), credit_frame(0, 0x1000'0000)}), none},
      {join({full, data_frame(2, 0)}), exceeded},
      {join({data_frame(2, 60'000), data_frame(2, 60'000)}), exceeded},
  };
  for (const Case& bad : cases) {
    CAPTURE(bad.reason);
    Driven side(Role::Acceptor, kSmall);
    side.opened().feed(stream_call_frame(2, {true, true}));
    side.feed(bad.bytes);
    CHECK(side.events().back() == "closed ProtocolError: " + std::string(bad.reason));
  }
}

TEST_CASE("the window of the connection is a limit of its own") {
  Driven side(Role::Acceptor, kSmall);
  side.opened();
  for (std::uint64_t id = 2; id <= 8; id += 2) {
    side.feed(stream_call_frame(id, {.from_caller = true}));
    if (id <= 6) side.feed(join(std::vector<Bytes>(4, data_frame(id, kWindow / 4 - 16))));
  }
  CHECK(side.session.state() == SessionState::Open);
  side.feed(data_frame(8, 0));
  CHECK(side.events().back() ==
        "closed ProtocolError: the peer sent more stream data than it had credit for");
}

TEST_CASE("frames of a stream are small beside its window, and let other calls pass") {
  Pair pair;
  const CallId id = pair.client.call(0, kUpload);
  pair.client.take_output();
  REQUIRE(pair.client.write(id, 500'000) == StreamWrite::Accepted);
  pair.client.call(3);
  const Lines frames = describe_frames(pair.client.take_output());
  CHECK(frames == Lines{"stream data 2 (16368)", "stream data 2 (16368)", "stream data 2 (16368)",
                        "stream data 2 (16368)", "call 4 (19)"});
}

TEST_CASE("whoever does not grant does not stop ordinary calls") {
  Pair pair;
  const CallId id = pair.client.call(0, kUpload);
  REQUIRE(pair.client.write(id, 200'000) == StreamWrite::Accepted);
  pair.client.take_output();  // Lost: nobody ever grants.
  CHECK(pair.client.session.output().empty());
  pair.client.call(300'000);
  CHECK(describe_frames(pair.client.take_output()).size() == 5);
}
