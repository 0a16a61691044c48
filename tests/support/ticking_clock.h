// A clock that a test moves: by hand, or by a step at each look, so that waits end without waiting.
#pragma once

#include <atomic>
#include <chrono>

#include "base/clock.h"

namespace idl::test {

/// Starts at the epoch. Any thread.
class TickingClock final : public detail::Clock {
 public:
  /// Each now() moves the time on by `step`.
  explicit TickingClock(std::chrono::nanoseconds step = {}) : step_(step) {}

  TimePoint now() const override {
    const auto ticks = now_.fetch_add(step_.count()) + step_.count();
    return TimePoint(std::chrono::nanoseconds(ticks));
  }

  void advance(std::chrono::nanoseconds by) { now_ += by.count(); }

 private:
  std::chrono::nanoseconds step_;
  mutable std::atomic<std::int64_t> now_{0};
};

}  // namespace idl::test
