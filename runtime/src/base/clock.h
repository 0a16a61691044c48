// The one injectable source of time. Sessions and queues take TimePoints and never ask a clock;
// whoever drives them holds a Clock, and a test hands in one that it moves by hand.
#pragma once

#include <chrono>

#include "idl/time_point.h"

namespace idl::detail {

/// Tells the time. now() never goes back; any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimePoint now() const = 0;
};

/// The system's monotonic clock, where no test has moved it on; lives as long as the process.
const Clock& steady_clock();

// For idl::test::TestClock.

/// Moves steady_clock() on, for the whole process.
void advance_steady_clock(std::chrono::nanoseconds span);

/// Between these two, the clock may be moved on, and nobody sleeps for longer than
/// kLongestSleepOfTests without a look at it. They may be nested.
void let_clock_jump();
void stop_clock_jumping();
[[nodiscard]] bool clock_may_jump();
inline constexpr std::chrono::nanoseconds kLongestSleepOfTests = std::chrono::milliseconds(2);

/// How long it is from `now` to `deadline`: zero when it has passed, without overflow for
/// TimePoint::max().
inline std::chrono::nanoseconds remaining(TimePoint deadline, TimePoint now) {
  if (deadline <= now) return std::chrono::nanoseconds::zero();
  const auto from = now.time_since_epoch();
  if (from.count() < 0 && deadline > TimePoint::max() + from) {
    return std::chrono::nanoseconds::max();
  }
  return deadline - now;
}

/// The moment `timeout` after `now`: TimePoint::max() where the sum would overflow.
inline TimePoint deadline_after(TimePoint now, std::chrono::nanoseconds timeout) {
  if (timeout.count() > 0 && now > TimePoint::max() - timeout) return TimePoint::max();
  return now + timeout;
}

}  // namespace idl::detail
