// Sums of time: right in the ordinary case, and without
// overflow at the ends of the scale.
#include "base/clock.h"

#include <doctest/doctest.h>

namespace {

using namespace std::chrono_literals;
using idl::TimePoint;
using idl::detail::deadline_after;
using idl::detail::remaining;

const TimePoint kNow{1000s};

TEST_CASE("the time that remains is never negative") {
  CHECK(remaining(kNow + 5ms, kNow) == 5ms);
  CHECK(remaining(kNow, kNow) == 0ns);
  CHECK(remaining(kNow - 1s, kNow) == 0ns);
}

TEST_CASE("the time that remains does not overflow") {
  CHECK(remaining(TimePoint::max(), kNow) > 24h * 365 * 200);
  CHECK(remaining(TimePoint::max(), TimePoint(-1s)) == std::chrono::nanoseconds::max());
  CHECK(remaining(TimePoint::max(), TimePoint::min() + 1ns) == std::chrono::nanoseconds::max());
}

TEST_CASE("a deadline beyond the end of time is the end of time") {
  CHECK(deadline_after(kNow, 30s) == kNow + 30s);
  CHECK(deadline_after(kNow, std::chrono::nanoseconds::max()) == TimePoint::max());
  CHECK(deadline_after(TimePoint::max(), 1ns) == TimePoint::max());
  CHECK(deadline_after(kNow, -1s) == kNow - 1s);
}

TEST_CASE("deadline_in counts from now") {
  const TimePoint before = idl::detail::steady_clock().now();
  const TimePoint deadline = idl::deadline_in(1h);
  CHECK(deadline >= before + 1h);
  CHECK(deadline <= idl::detail::steady_clock().now() + 1h);
}

}  // namespace
