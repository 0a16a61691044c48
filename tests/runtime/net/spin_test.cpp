// When spinning goes on, and when it gives up: on a clock that moves by itself with each look
// at it, and with looks that are counted.
#include "net/spin.h"

#include <doctest/doctest.h>

#include "tests/support/ticking_clock.h"

namespace {

using namespace idl::detail;
using idl::test::TickingClock;
using std::chrono_literals::operator""us;

constexpr unsigned kCores = 4;

// How many looks one spin takes that finds nothing.
int looks_in_vain(Spin& spin) {
  int looks = 0;
  CHECK_FALSE(spin.until([&] {
    ++looks;
    return false;
  }));
  return looks;
}

// How many waits pass with a single look each before the next spin.
int waits_without_spin(Spin& spin) {
  int waits = 0;
  while (looks_in_vain(spin) == 1) ++waits;
  return waits;
}

TEST_CASE("a spin ends with what it looked for") {
  const TickingClock clock(1us);
  Spin spin(clock, kCores);
  CHECK(spin.until([] { return true; }));
  int looks = 0;
  CHECK(spin.until([&] { return ++looks == 300; }));
  CHECK(looks == 300);
}

TEST_CASE("a spin in vain is over after its time") {
  const TickingClock slow(kLongestSpin / 2);
  Spin few(slow, kCores);
  const int looks = looks_in_vain(few);
  CHECK(looks > 1);
  const TickingClock fast(1us);
  Spin many(fast, kCores);
  CHECK(looks_in_vain(many) > looks);
}

TEST_CASE("each spin in vain doubles the waits without one, to a limit") {
  const TickingClock clock(1us);
  Spin spin(clock, kCores);
  CHECK(looks_in_vain(spin) > 1);
  CHECK(waits_without_spin(spin) == 1);
  CHECK(waits_without_spin(spin) == 3);
  CHECK(waits_without_spin(spin) == 7);
  for (int i = 0; i < 10; ++i) (void)waits_without_spin(spin);
  CHECK(waits_without_spin(spin) == 1023);
}

TEST_CASE("a spin that pays is followed by others, and takes a failure back") {
  const TickingClock clock(1us);
  Spin spin(clock, kCores);
  for (int i = 0; i < 3; ++i) (void)waits_without_spin(spin);  // three failures
  while (looks_in_vain(spin) == 1) continue;                   // the fourth
  for (int i = 0; i < 15; ++i) CHECK(looks_in_vain(spin) == 1);
  int looks = 0;
  for (int i = 0; i < 3; ++i) {
    looks = 0;
    CHECK(spin.until([&] { return ++looks == 50; }));
  }
  CHECK(looks_in_vain(spin) > 1);
  CHECK(waits_without_spin(spin) == 3);
}

TEST_CASE("what is there is seen also while spinning does not pay") {
  const TickingClock clock(1us);
  Spin spin(clock, kCores);
  (void)looks_in_vain(spin);
  CHECK(spin.until([] { return true; }));
}

TEST_CASE("a thread that was interrupted gives up at once") {
  const TickingClock clock(std::chrono::milliseconds(4));
  Spin spin(clock, kCores);
  const int looks = looks_in_vain(spin);
  const TickingClock calm(1us);
  Spin other(calm, kCores);
  CHECK(looks < looks_in_vain(other));
}

TEST_CASE("who finds something while spinning knows about when that was") {
  const TickingClock clock(1us);
  Spin spin(clock, kCores);
  int looks = 0;
  CHECK(spin.until([&] { return ++looks == 300; }));
  REQUIRE(spin.asked());
  CHECK(clock.now() - *spin.asked() == 1us);  // No look at the clock came in between.
  CHECK(spin.until([] { return true; }));
  CHECK_FALSE(spin.asked());
}

TEST_CASE("on a single core nobody ever spins") {
  const TickingClock clock(1us);
  Spin spin(clock, 1);
  for (int i = 0; i < 5; ++i) CHECK(looks_in_vain(spin) == 1);
}

}  // namespace
