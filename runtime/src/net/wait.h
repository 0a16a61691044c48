// Waiting for a single descriptor, for code that blocks on purpose: connecting, and plain sockets.
// Code that runs on an event loop does not use it.
#pragma once

#include "base/clock.h"
#include "base/system.h"
#include "idl/interest.h"
#include "idl/result.h"

namespace idl::detail {

/// What blocking code needs of the world: the system's calls and the time.
struct World {
  System& system;
  const Clock& clock;
};

/// The operating system and its monotonic clock.
World real_world();

enum class WaitOutcome : std::uint8_t { Ready, DeadlinePassed };

/// Waits until `fd` is ready for `interest` (or broken, which the next call on it will tell) or the
/// deadline has passed. Signals do not end the wait. Interest::None waits for the deadline.
Result<WaitOutcome> wait_for(World world, int fd, Interest interest, TimePoint deadline);

}  // namespace idl::detail
