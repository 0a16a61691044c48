// The pauses before something is tried again: their bounds and their growth. Nobody waits for
// them here.
#include "rpc/pauses.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using namespace idl::detail;
using idl::BackoffOptions;
using idl::Duration;
using idl::RetryOptions;

TEST_CASE("bounds double until they reach the greatest one") {
  CHECK(doubled(50ms, 2s, 0) == 50ms);
  CHECK(doubled(50ms, 2s, 1) == 100ms);
  CHECK(doubled(50ms, 2s, 5) == 1600ms);
  CHECK(doubled(50ms, 2s, 6) == 2s);
  CHECK(doubled(50ms, 2s, 4'000'000'000U) == 2s);
  CHECK(doubled(Duration::max(), Duration::max(), 7) == Duration::max());
  CHECK(doubled(3s, 2s, 0) == 2s);
}

TEST_CASE("a bound that is not positive is no pause") {
  CHECK(doubled(0s, 2s, 3) == 0s);
  CHECK(doubled(-1s, 2s, 3) == 0s);
  CHECK(doubled(1s, -2s, 3) == 0s);
}

TEST_CASE("after a failed attempt at least half of the bound passes, and less than all of it") {
  const BackoffOptions options{.first = 4s, .most = 10s};
  Random random(3);
  for (int i = 0; i < 1000; ++i) {
    const auto first = pause_after_failure(options, 1, random);
    CHECK(first >= 2s);
    CHECK(first < 4s);
    const auto later = pause_after_failure(options, 9, random);
    CHECK(later >= 5s);
    CHECK(later < 10s);
  }
}

TEST_CASE("before a call is repeated any part of the bound passes") {
  const RetryOptions options{.first_pause = 100ms, .longest_pause = 150ms};
  Random random(3);
  Duration least = 1h;
  Duration greatest = 0s;
  for (int i = 0; i < 1000; ++i) {
    CHECK(pause_before_retry(options, 1, random) < 100ms);
    const auto later = pause_before_retry(options, 4, random);
    least = std::min(least, later);
    greatest = std::max(greatest, later);
  }
  CHECK(least < 5ms);
  CHECK(greatest > 145ms);
  CHECK(greatest < 150ms);
}
