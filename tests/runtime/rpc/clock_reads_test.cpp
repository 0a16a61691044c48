// How often a call asks for the time, which is a good part of what it costs where both sides spin.
// This file replaces the system's function for it in the test program with one that counts, and the
// one that waits for events.
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>

#include "fixture.h"

namespace {

// By this thread:
thread_local int t_reads = 0;
thread_local int t_waits = 0;

constexpr std::size_t kSignalSetBytes = 8;

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  ++t_reads;
  return static_cast<int>(syscall(SYS_clock_gettime, clock, time));
}

extern "C" int epoll_wait(int epoll, epoll_event* events, int room, int timeout) {
  ++t_waits;
  return static_cast<int>(
      syscall(SYS_epoll_pwait, epoll, events, room, timeout, nullptr, kSignalSetBytes));
}

namespace {

// One call that nothing interrupts is enough; a machine that is busy makes some ask more often.
constexpr int kTries = 1000;

}  // namespace

TEST_CASE("a call asks for the time when it begins, and twice at most while it waits") {
  for (const probe::Over over : {probe::Over::Unix, probe::Over::Shm}) {
    if (over == probe::Over::Shm && !probe::kSeesSharedMemory) continue;
    const probe::Served served(over);
    const probe::Client client = served.client();
    int least = kTries;
    for (int i = 0; i < kTries; ++i) {
      const int before = t_reads;
      REQUIRE(client.echo("four"));
      least = std::min(least, t_reads - before);
    }
    CAPTURE(static_cast<int>(over));
    CHECK(least <= 3);
  }
}

TEST_CASE("a server asks for the time when it reads and behind the handler") {
  for (const probe::Over over : {probe::Over::Unix, probe::Over::Shm}) {
    if (over == probe::Over::Shm && !probe::kSeesSharedMemory) continue;
    probe::Served served(over);
    int least = kTries;
    served.service.on_echo = [&least](idl::Context&, std::string text) {
      // The first call of a thread has nothing to compare with.
      thread_local int t_reads_before = 0;
      thread_local int t_waits_before = 0;
      // A round that waits asks once more. One that spins does not: a spin asks when it begins, and
      // what it finds is read at that time. Which of them finds a call is up to the machine.
      const int waits = t_waits - t_waits_before;
      if (t_reads_before != 0 && waits <= 1) {
        least = std::min(least, t_reads - t_reads_before - waits);
      }
      t_reads_before = t_reads;
      t_waits_before = t_waits;
      return probe::EchoResult(std::move(text));
    };
    const probe::Client client = served.client();
    for (int i = 0; i < kTries; ++i) REQUIRE(client.echo("four"));
    served.server.shutdown();
    CAPTURE(static_cast<int>(over));
    CHECK(least <= 2);
  }
}
