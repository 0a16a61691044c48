// The test's hand on the clock of the process.
// What the clock is, and how sleepers notice that it has jumped, stands in base/clock.h.
#include "idl/test/clock.h"

#include "base/clock.h"

namespace idl::test {

TestClock::TestClock() { detail::let_clock_jump(); }
TestClock::~TestClock() { detail::stop_clock_jumping(); }

void TestClock::advance(Duration span) { detail::advance_steady_clock(span); }

}  // namespace idl::test
