// A descriptor that a loop of the application's own has to watch for the runtime. See Server and
// docs/OWN-LOOP.md for the loop; nothing here waits.
#pragma once

#include "idl/interest.h"

namespace idl {

/// What to ask poll(), epoll or a framework's loop for. The descriptor belongs to the runtime: it
/// is only watched, level-triggered, and never read, written or closed.
struct PollFd {
  int fd = -1;
  Interest interest = Interest::Read;

  friend bool operator==(const PollFd&, const PollFd&) = default;
};

}  // namespace idl
