// The real clock, and sums of time that do not overflow. Whoever needs another time is given
// another Clock.
#include "base/clock.h"

#include <atomic>
#include <cstdint>

namespace idl::detail {
namespace {

// How far tests have moved the clock on, and how many of them may do so now.
constinit std::atomic<std::int64_t> moved_on{0};
constinit std::atomic<int> movers{0};

class SteadyClock final : public Clock {
 public:
  TimePoint now() const override {
    return std::chrono::steady_clock::now() +
           std::chrono::nanoseconds(moved_on.load(std::memory_order_relaxed));
  }
};

}  // namespace

void advance_steady_clock(std::chrono::nanoseconds span) {
  if (span.count() > 0) moved_on.fetch_add(span.count(), std::memory_order_relaxed);
}

void let_clock_jump() { movers.fetch_add(1, std::memory_order_relaxed); }
void stop_clock_jumping() { movers.fetch_sub(1, std::memory_order_relaxed); }

bool clock_may_jump() { return movers.load(std::memory_order_relaxed) > 0; }

const Clock& steady_clock() {
  static const SteadyClock clock;
  return clock;
}

}  // namespace idl::detail

namespace idl {

TimePoint deadline_in(std::chrono::nanoseconds timeout) {
  return detail::deadline_after(detail::steady_clock().now(), timeout);
}

}  // namespace idl
