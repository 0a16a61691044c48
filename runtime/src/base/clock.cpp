// The real clock, and sums of time that do not overflow. Whoever needs another time is given
// another Clock.
#include "base/clock.h"

namespace idl::detail {
namespace {

class SteadyClock final : public Clock {
 public:
  TimePoint now() const override { return std::chrono::steady_clock::now(); }
};

}  // namespace

const Clock& steady_clock() {
  static const SteadyClock clock;
  return clock;
}

std::chrono::nanoseconds remaining(TimePoint deadline, TimePoint now) {
  if (deadline <= now) {
    return std::chrono::nanoseconds::zero();
  }
  const auto from = now.time_since_epoch();
  if (from.count() < 0 && deadline > TimePoint::max() + from) {
    return std::chrono::nanoseconds::max();
  }
  return deadline - now;
}

TimePoint deadline_after(TimePoint now, std::chrono::nanoseconds timeout) {
  if (timeout.count() > 0 && now > TimePoint::max() - timeout) {
    return TimePoint::max();
  }
  return now + timeout;
}

}  // namespace idl::detail

namespace idl {

TimePoint deadline_in(std::chrono::nanoseconds timeout) {
  return detail::deadline_after(detail::steady_clock().now(), timeout);
}

}  // namespace idl
