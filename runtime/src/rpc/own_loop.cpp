// Rounds of the loop on a thread of the application's. A poller on epoll is one descriptor, which
// is ready when any of the server's is; so it is all that the application has to watch.
#include "rpc/own_loop.h"

namespace idl::detail {

OwnLoop::OwnLoop(ServerLoop& loop) : loop_(loop), fds_{PollFd{loop.poll_fd(), Interest::Read}} {
  loop_.crew().keep_lead();
}

bool OwnLoop::round(Duration at_most) {
  if (busy_.exchange(true, std::memory_order_acquire)) return false;
  adopt();
  loop_.round(at_most);
  busy_.store(false, std::memory_order_release);
  return true;
}

bool OwnLoop::is_mine() const {
  const std::thread::id driver = driver_.load(std::memory_order_relaxed);
  return driver == std::thread::id() || driver == std::this_thread::get_id();
}

}  // namespace idl::detail
