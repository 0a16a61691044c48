// Timeouts as the system wants them: rounded up, clamped, with
// a word for "for ever".
#include "loop/wait_time.h"

#include <doctest/doctest.h>

#include <limits>

namespace {

using namespace std::chrono_literals;
using idl::detail::wait_milliseconds;

TEST_CASE("timeouts are rounded up to milliseconds") {
  CHECK(wait_milliseconds(0ns) == 0);
  CHECK(wait_milliseconds(-5s) == 0);
  CHECK(wait_milliseconds(1ns) == 1);
  CHECK(wait_milliseconds(1ms) == 1);
  CHECK(wait_milliseconds(1ms + 1ns) == 2);
  CHECK(wait_milliseconds(30s) == 30'000);
}

TEST_CASE("for ever is for ever, and almost for ever as long as an int allows") {
  CHECK(wait_milliseconds(std::chrono::nanoseconds::max()) == -1);
  CHECK(wait_milliseconds(std::chrono::nanoseconds::max() - 1ns) ==
        std::numeric_limits<int>::max());
}

}  // namespace
