// A program's own loop, turn by turn, for the tests of the servers and channels that such a loop
// drives.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

#include <poll.h>

#include "fixture.h"

namespace probe {

/// One turn of a plain poll loop. It sleeps as long as it is allowed to: who forgets to wake it
/// fails the test.
template <class Driven>
void turn(Driven& driven) {
  std::vector<pollfd> fds;
  for (const idl::PollFd& wanted : driven.poll_fds()) fds.push_back({wanted.fd, POLLIN, 0});
  const auto at_most = std::min<idl::Duration>(driven.next_timeout(), kPatience);
  const auto rounded_up = std::chrono::ceil<std::chrono::milliseconds>(at_most);
  ::poll(fds.data(), fds.size(), static_cast<int>(rounded_up.count()));
  driven.run_once();
}

template <class Driven, class Over>
void drive_until(Driven& driven, const Over& over) {
  while (!over()) turn(driven);
}

}  // namespace probe
