// The clock that deadlines are told by: monotonic, so that setting the wall clock moves no
// deadline. It stands alone because everything that waits needs it.
#pragma once

#include <chrono>

namespace idl {

/// A moment of the monotonic clock. TimePoint::max() as a deadline means: never.
using TimePoint = std::chrono::steady_clock::time_point;

/// The deadline `timeout` from now. A sum that would overflow is TimePoint::max().
TimePoint deadline_in(std::chrono::nanoseconds timeout);

}  // namespace idl
