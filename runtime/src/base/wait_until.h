// Waiting on a condition variable until a moment of steady_clock(), which is not the system's where
// a test has moved it on. Everything in the runtime that sleeps until a deadline passes here, or
// through wait_milliseconds().
#pragma once

#include <condition_variable>
#include <mutex>

#include "idl/time_point.h"

#include "base/clock.h"

namespace idl::detail {

/// Waits until it is notified, or until `deadline`; TimePoint::max(): for ever. It may return
/// early: look at what is waited for, and at the clock.
void wait_until(std::condition_variable& condition, std::unique_lock<std::mutex>& lock,
                TimePoint deadline);

/// Waits until `is_over()`, or until `deadline`. Gives what is_over() says at the end.
template <class IsOver>
bool wait_until(std::condition_variable& condition, std::unique_lock<std::mutex>& lock,
                TimePoint deadline, const IsOver& is_over) {
  while (!is_over()) {
    if (steady_clock().now() >= deadline) return false;
    wait_until(condition, lock, deadline);
  }
  return true;
}

}  // namespace idl::detail
