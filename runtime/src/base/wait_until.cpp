// Deadlines in the system's time. While a test may move the clock, sleeps are short: nobody tells
// those who sleep that their time has come.
#include "base/wait_until.h"

#include <algorithm>

namespace idl::detail {

void wait_until(std::condition_variable& condition, std::unique_lock<std::mutex>& lock,
                TimePoint deadline) {
  if (deadline == TimePoint::max()) return condition.wait(lock);
  const auto left = remaining(deadline, steady_clock().now());
  condition.wait_for(lock, clock_may_jump() ? std::min(left, kLongestSleepOfTests) : left);
}

}  // namespace idl::detail
