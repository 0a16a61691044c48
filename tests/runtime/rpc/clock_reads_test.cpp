// How often a call asks for the time, which is a good part of what it costs where both sides spin.
// This file replaces the system's function for it in the test program with one that counts.
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>

#include "fixture.h"

namespace {

thread_local int t_reads = 0;  // by this thread

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  ++t_reads;
  return static_cast<int>(syscall(SYS_clock_gettime, clock, time));
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
      thread_local int t_before = 0;
      if (t_before != 0) least = std::min(least, t_reads - t_before);
      t_before = t_reads;
      return probe::EchoResult(std::move(text));
    };
    const probe::Client client = served.client();
    for (int i = 0; i < kTries; ++i) REQUIRE(client.echo("four"));
    served.server.shutdown();
    CAPTURE(static_cast<int>(over));
    // A spin asks when it begins, and what it finds is read at that time; a poller's round asks,
    // too.
    CHECK(least <= (over == probe::Over::Shm ? 2 : 3));
  }
}
