// poll() on one descriptor, again after each signal, until the deadline. It is the only wait of
// blocking code; the event loop has its own.
#include "net/wait.h"

#include "base/system_error.h"
#include "loop/wait_time.h"

namespace idl::detail {
namespace {

int timeout_until(TimePoint deadline, const Clock& clock) {
  return wait_milliseconds(deadline == TimePoint::max() ? std::chrono::nanoseconds::max()
                                                        : remaining(deadline, clock.now()));
}

}  // namespace

World real_world() { return {real_system(), steady_clock()}; }

Result<WaitOutcome> wait_for(World world, int fd, Interest interest, TimePoint deadline) {
  const short events = static_cast<short>((has(interest, Interest::Read) ? POLLIN : 0) |
                                          (has(interest, Interest::Write) ? POLLOUT : 0));
  for (;;) {
    // A negative descriptor is one that poll() passes over.
    pollfd asked{interest == Interest::None ? -1 : fd, events, 0};
    const auto count = world.system.poll({&asked, 1}, timeout_until(deadline, world.clock));
    if (!count.ok() && count.error != std::errc::interrupted) {
      return system_error("cannot wait for a descriptor", count.error);
    }
    if (count.ok() && count.value > 0) {
      return WaitOutcome::Ready;
    }
    if (world.clock.now() >= deadline) {
      return WaitOutcome::DeadlinePassed;
    }
  }
}

}  // namespace idl::detail
