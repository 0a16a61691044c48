// How the loop's back ends tell the system how long to wait.
// It converts and does not wait.
#pragma once

#include <chrono>

namespace idl::detail {

/// A timeout in the milliseconds of poll() and epoll_wait(), rounded up so that no timer is asked
/// for early: 0 does not wait, -1 (for kForever) waits for ever. Longer than an int holds is cut
/// down.
int wait_milliseconds(std::chrono::nanoseconds timeout);

}  // namespace idl::detail
