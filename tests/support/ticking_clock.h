// A clock that moves on by a step at each look, so that waits
// end without waiting.
#pragma once

#include <atomic>
#include <chrono>

#include "base/clock.h"

namespace idl::test {

/// Starts at the real time, so that its moments mean something to the system too. Any thread.
class TickingClock final : public detail::Clock {
 public:
  /// Each now() moves the time on by `step`.
  explicit TickingClock(std::chrono::nanoseconds step) : step_(step) {}

  TimePoint now() const override {
    const auto ticks = now_.fetch_add(step_.count()) + step_.count();
    return TimePoint(std::chrono::nanoseconds(ticks));
  }

  TimePoint started() const { return started_; }

 private:
  TimePoint started_ = detail::steady_clock().now();
  std::chrono::nanoseconds step_;
  mutable std::atomic<std::int64_t> now_{started_.time_since_epoch().count()};
};

}  // namespace idl::test
