// Time for tests: deadlines, idle connections and drains come when a test says so, and not after
// minutes. Only tests include it.
#pragma once

#include "idl/time.h"

namespace idl::test {

/// As long as it lives, the time that the runtime goes by can be moved on, in the whole process: of
/// calls, connections, servers and channels alike. In between it goes on as always. Make it before
/// whatever it is to move. The time never goes back, also not when the clock goes. Any thread.
class TestClock {
 public:
  TestClock();
  ~TestClock();
  TestClock(const TestClock&) = delete;
  TestClock& operator=(const TestClock&) = delete;

  /// Moves the time on by `span`, which is not negative. Whoever sleeps in the runtime notices it
  /// within a few milliseconds; so wait for what is to happen, not for the time.
  void advance(Duration span);
};

}  // namespace idl::test
