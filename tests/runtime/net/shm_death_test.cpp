// M4: peers that die at any moment. Their end is an event of the socket over which both met, told
// by the kernel; no timer takes part.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <vector>

#include "tests/runtime/net/shm_meeting.h"
#include "tests/support/open_descriptors.h"
#include "tests/support/repetitions.h"
#include "tests/support/restless_process.h"

namespace {

using namespace idl::detail;
using namespace idl::test;
using idl::Glance;
using idl::Interest;
using idl::IoOutcome;
using idl::IoStatus;
using idl::Listener;
using idl::Transport;
using SteadyClock = std::chrono::steady_clock;

// What a process does again and again: it connects, and then goes on with `work`.
template <class Work>
auto connected(const idl::ShmAddress& address, Work work) {
  return [address, work, transport = std::unique_ptr<Transport>()]() mutable {
    if (!transport) {
      auto made = connect_shm(real_world(), address, soon());
      if (!made) ::_exit(1);
      transport = *std::move(made);
    }
    work(*transport);
  };
}

constexpr std::size_t kPeriod = 777;

// What stands at a place of the endless stream.
char byte_at(std::size_t place) { return static_cast<char>(place % kPeriod % 251); }

// Writes the endless stream, in blocks so long that most of the time goes into copying them.
class EndlessStream {
 public:
  EndlessStream() : block_(42 * kPeriod) {
    for (std::size_t i = 0; i < block_.size(); ++i) block_[i] = static_cast<std::byte>(byte_at(i));
  }
  void operator()(Transport& to) {
    const std::array<std::span<const std::byte>, 1> pieces{std::span(block_).subspan(begin_)};
    begin_ = (begin_ + to.write(pieces).bytes) % block_.size();
  }

 private:
  std::vector<std::byte> block_;
  std::size_t begin_ = 0;
};

// The times between a kill and its being noticed.
void show(std::vector<SteadyClock::duration> times) {
  using Milliseconds = std::chrono::duration<double, std::milli>;
  std::sort(times.begin(), times.end());
  MESSAGE(times.size(), " kills, noticed after ", Milliseconds(times[times.size() / 2]).count(),
          " ms (median), ", Milliseconds(times.back()).count(), " ms at most");
}

TEST_CASE("M4 a peer killed in the middle of writing is an end like any other") {
  const unsigned long kills = repetitions("IDL_SHM_KILLS", 1'000, 100);
  ShmPlace place;
  const auto listener = place.listen();
  std::vector<SteadyClock::duration> times;
  for (unsigned long kill = 0; kill < kills; ++kill) {
    RestlessProcess writer(connected(place.address, EndlessStream()));
    const auto server = accept_one(*listener);
    std::string got;
    const auto enough = std::size_t{kill % 64} * 4001;
    while (got.size() <= enough) {
      REQUIRE(idl::wait_until_ready(*server, Interest::Read, soon()));
      (void)read_once(*server, got);
    }
    // It goes on to write, for it is read, until the signal reaches it.
    writer.kill();
    const auto killed = SteadyClock::now();
    IoOutcome last;
    got += read_to_end(*server, last);
    times.push_back(SteadyClock::now() - killed);
    CHECK(last.status == IoStatus::Closed);
    std::size_t right = 0;
    while (right < got.size() && got[right] == byte_at(right)) ++right;
    CHECK(right == got.size());
    CHECK(write_once(*server, "x").status == IoStatus::Failed);
  }
  show(std::move(times));
}

TEST_CASE("M4 what a peer had copied but not published when it died is not read") {
  HostilePair pair;
  const auto ring = pair.memory->ring(1);
  std::fill_n(ring.begin(), 100, std::byte{'p'});
  pair.to_server().published.store(60);
  pair.memory.reset();
  pair.line.reset();
  IoOutcome last;
  CHECK(read_to_end(*pair.server, last) == std::string(60, 'p'));
  CHECK(last.status == IoStatus::Closed);
}

// Waits until the peer has the memory, and fills its ring if `wish` is to wait for room.
void make_wait(Transport& server, Interest wish) {
  REQUIRE(idl::wait_until_ready(server, Interest::Write, soon()));
  if (has(wish, Interest::Write)) {
    while (write_once(server, std::string(kMinShmRingBytes, 'x')).status == IoStatus::Done) {
    }
  }
}

TEST_CASE("M4 a death itself ends every wait, and no time has to pass for it") {
  for (const Interest wish : {Interest::Read, Interest::Write, Interest::Both}) {
    CAPTURE(static_cast<int>(wish));
    ShmPlace place;
    const auto listener = place.listen({.shm_ring_bytes = kMinShmRingBytes});
    RestlessProcess peer(connected(place.address, [](Transport&) { ::pause(); }));
    const auto server = accept_one(*listener);
    make_wait(*server, wish);
    CHECK(server->want(wish) == Interest::Read);
    CHECK_FALSE(is_signalled(*server));
    peer.bury();
    CHECK(is_signalled(*server));
    CHECK(server->want(wish) == Interest::Both);
    CHECK(server->glance(wish) == Glance::Ready);
    std::string got;
    CHECK(read_once(*server, got).status == IoStatus::Closed);
    CHECK(write_once(*server, "x").status == IoStatus::Failed);
  }
}

TEST_CASE("M4 who is awake when the peer dies learns of it from the next read") {
  ShmPlace place;
  const auto listener = place.listen();
  RestlessProcess peer(connected(place.address, [](Transport&) { ::pause(); }));
  const auto server = accept_one(*listener);
  make_wait(*server, Interest::Read);
  std::string got;
  CHECK(read_once(*server, got).status == IoStatus::WouldBlock);
  peer.bury();
  CHECK(read_once(*server, got).status == IoStatus::Closed);
}

// How many memories of connections this process has mapped.
std::size_t mapped_memories() {
  std::ifstream maps("/proc/self/maps");
  std::size_t count = 0;
  for (std::string line; std::getline(maps, line);) {
    if (line.find("/memfd:idl") != std::string::npos) ++count;
  }
  return count;
}

// A client that dies after so many steps of its way into a connection; gives the server's end of
// it.
std::unique_ptr<Transport> come_and_die(ShmPlace& place, Listener& listener, int steps) {
  const auto line = place.knock();
  auto server = accept_one(listener);
  std::array<std::byte, kShmWelcomeBytes> welcome;
  std::vector<idl::Fd> descriptors;
  if (steps == 0) return server;
  REQUIRE(line->read_with(welcome, descriptors).status == IoStatus::Done);
  if (steps == 1) return server;
  const auto memory = ShmMemory::adopt(place.system, descriptors.at(0).get(), kMinShmRingBytes);
  REQUIRE(memory);
  if (steps == 2) return server;
  REQUIRE(ring_shm_bell(*line));
  return server;
}

TEST_CASE("M4 a peer that dies at any step of meeting leaves nothing behind") {
  ShmPlace place;
  const auto listener = place.listen({.shm_ring_bytes = kMinShmRingBytes});
  const std::size_t open = open_descriptors();
  for (int steps = 0; steps <= 3; ++steps) {
    CAPTURE(steps);
    auto server = come_and_die(place, *listener, steps);
    CHECK(mapped_memories() == 1);
    IoOutcome last;
    CHECK(read_to_end(*server, last).empty());
    CHECK(last.status == IoStatus::Closed);
    CHECK(write_once(*server, "x").status == IoStatus::Failed);
    server.reset();
    CHECK(open_descriptors() == open);
    CHECK(mapped_memories() == 0);
  }
}

TEST_CASE("M4 a peer that dies before it is accepted is turned away, and leaves nothing behind") {
  ShmPlace place;
  const auto listener = place.listen();
  const std::size_t open = open_descriptors();
  place.knock().reset();
  const auto outcome = listener->accept();
  CHECK(outcome.status == idl::AcceptStatus::Refused);
  CHECK(outcome.transport == nullptr);
  CHECK(open_descriptors() == open);
  CHECK(mapped_memories() == 0);
}

}  // namespace
