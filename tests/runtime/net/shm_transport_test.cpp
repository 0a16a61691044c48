// The transport through shared memory between honest ends: what costs a system call and what does
// not, wake-ups, and ends. What all transports promise is in transport_test.cpp, deaths are in
// shm_death_test.cpp.
#include "net/shm_transport.h"

#include <doctest/doctest.h>

#include <thread>

#include "tests/runtime/net/shm_meeting.h"

namespace {

using namespace idl::detail;
using namespace idl::test;
using idl::Glance;
using idl::Interest;
using idl::IoOutcome;
using idl::IoStatus;
using idl::Transport;

int system_calls(const FaultySystem& system) {
  return system.calls(Site::Send) + system.calls(Site::Receive) + system.calls(Site::Poll);
}

TEST_CASE("as long as both are awake, bytes pass without a system call") {
  ShmPair pair;
  const int before = system_calls(pair.system);
  std::string got;
  for (int i = 0; i < 1000; ++i) {
    CHECK(pair.server->glance(Interest::Read) == Glance::NotYet);
    CHECK(write_once(*pair.client, "question").bytes == 8);
    CHECK(pair.server->glance(Interest::Read) == Glance::Ready);
    CHECK(read_once(*pair.server, got).bytes == 8);
    CHECK(write_once(*pair.server, "answer").bytes == 6);
    CHECK(read_once(*pair.client, got).bytes == 6);
  }
  CHECK(system_calls(pair.system) == before);
}

TEST_CASE("who sleeps is rung for, once") {
  ShmPair pair;
  CHECK(pair.server->want(Interest::Read) == Interest::Read);
  CHECK_FALSE(is_signalled(*pair.server));
  CHECK(write_once(*pair.client, "a").status == IoStatus::Done);
  CHECK(is_signalled(*pair.server));
  const int before = pair.system.calls(Site::Send);
  CHECK(write_once(*pair.client, "b").status == IoStatus::Done);
  CHECK(pair.system.calls(Site::Send) == before);
  std::string got;
  CHECK(read_once(*pair.server, got).bytes == 2);
  // The next wait hears the bell, so that it does not end at once.
  CHECK(pair.server->want(Interest::Read) == Interest::Read);
  CHECK_FALSE(is_signalled(*pair.server));
}

TEST_CASE("who wants what is possible already does not sleep") {
  ShmPair pair;
  CHECK(pair.client->want(Interest::Write) == Interest::Both);
  CHECK(pair.server->want(Interest::None) == Interest::None);
  CHECK(write_once(*pair.client, "x").status == IoStatus::Done);
  CHECK(pair.server->want(Interest::Read) == Interest::Both);
  REQUIRE(idl::wait_until_ready(*pair.server, Interest::Read, soon()));
}

TEST_CASE("a writer that waits for room is rung for") {
  ShmPair pair({.shm_ring_bytes = kMinShmRingBytes});
  CHECK(write_once(*pair.client, std::string(10'000, 'x')).bytes == kMinShmRingBytes);
  CHECK(write_once(*pair.client, "y").status == IoStatus::WouldBlock);
  CHECK(pair.client->glance(Interest::Write) == Glance::NotYet);
  CHECK(pair.client->want(Interest::Both) == Interest::Read);
  CHECK_FALSE(is_signalled(*pair.client));
  std::string got;
  CHECK(read_once(*pair.server, got).bytes == kMinShmRingBytes);
  CHECK(is_signalled(*pair.client));
  CHECK(write_once(*pair.client, "y").status == IoStatus::Done);
}

TEST_CASE("M5 no wake-up is lost between threads that sleep at every turn") {
  ShmPair pair({.shm_ring_bytes = kMinShmRingBytes});
  constexpr int kTurns = 5000;
  std::thread answering([&] {
    std::string got;
    while (got.size() < kTurns) {
      if (read_once(*pair.server, got).status == IoStatus::Done) write_fully(*pair.server, "!");
      REQUIRE(idl::wait_until_ready(*pair.server, Interest::Read, soon()));
    }
  });
  std::string got;
  for (std::size_t turn = 1; turn <= kTurns; ++turn) {
    write_fully(*pair.client, "?");
    while (got.size() < turn) {
      REQUIRE(idl::wait_until_ready(*pair.client, Interest::Read, soon()));
      (void)read_once(*pair.client, got);
    }
  }
  pair.client->close();
  answering.join();
}

TEST_CASE("more than a ring holds passes in both directions at once") {
  ShmPair pair({.shm_ring_bytes = kMinShmRingBytes});
  const std::string sent = text_of(pattern(std::size_t{1} << 20));
  std::string at_server;
  std::string at_client;
  const auto exchange = [&](Transport& end, std::string& received) {
    std::string_view left = sent;
    while (!left.empty() || received.size() < sent.size()) {
      left.remove_prefix(write_once(end, left).bytes);
      (void)read_once(end, received);
      const Interest wish = left.empty() ? Interest::Read : Interest::Both;
      if (left.empty() && received.size() == sent.size()) break;
      REQUIRE(idl::wait_until_ready(end, wish, soon()));
    }
  };
  std::thread other([&] { exchange(*pair.server, at_server); });
  exchange(*pair.client, at_client);
  other.join();
  CHECK(at_server == sent);
  CHECK(at_client == sent);
}

TEST_CASE("a sleeping peer that has gone gets no byte, so that nobody wonders what became of it") {
  ShmPair pair;
  (void)pair.server->want(Interest::Read);
  pair.server.reset();
  const IoOutcome written = write_once(*pair.client, "lost");
  REQUIRE(written.status == IoStatus::Failed);
  CHECK(written.error->code == idl::Code::Unavailable);
  CHECK(written.error->origin == idl::Origin::Transport);
  CHECK(written.error->message == "the connection to " + pair.text() + " broke: Broken pipe");
}

TEST_CASE("an end wakes who sleeps, and half a connection still answers") {
  ShmPair pair;
  (void)pair.server->want(Interest::Read);
  pair.client->shutdown_write();
  CHECK(is_signalled(*pair.server));
  std::string got;
  CHECK(read_once(*pair.server, got).status == IoStatus::Closed);
  CHECK(write_once(*pair.client, "x").status == IoStatus::Failed);
  (void)pair.client->want(Interest::Read);
  CHECK(write_once(*pair.server, "answer").status == IoStatus::Done);
  CHECK(is_signalled(*pair.client));
  CHECK(read_once(*pair.client, got).bytes == 6);
}

}  // namespace
