// The clock that deadlines are told by: monotonic, so that setting the wall clock moves no
// deadline. It stands alone because everything that waits needs it. It does not read the clock.
#pragma once

#include <chrono>

namespace idl {

/// A moment of the monotonic clock. TimePoint::max() as a deadline means: never.
using TimePoint = std::chrono::steady_clock::time_point;

}  // namespace idl
