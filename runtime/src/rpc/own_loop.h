// A server's loop that the application drives: which thread does so, and that only one does at a
// time. What a round does is the server loop's business.
#pragma once

#include <array>
#include <atomic>
#include <span>
#include <thread>

#include "idl/poll_fd.h"
#include "idl/time.h"

#include "rpc/server_loop.h"

namespace idl::detail {

/// `loop` outlives it.
class OwnLoop {
 public:
  /// Takes the lead of the loop for good: no thread of the crew ever polls.
  explicit OwnLoop(ServerLoop& loop);

  /// What to watch; constant.
  [[nodiscard]] std::span<const PollFd> poll_fds() const { return fds_; }

  /// One round, waiting for up to `at_most` until there is something to do. This thread drives from
  /// now on. False, and nothing is done, while a round is under way: in a handler, or elsewhere.
  bool round(Duration at_most);

  /// Whether this thread drives; true for any as long as nobody has.
  [[nodiscard]] bool is_mine() const;

  /// This thread drives from now on.
  void adopt() { driver_.store(std::this_thread::get_id(), std::memory_order_relaxed); }

 private:
  ServerLoop& loop_;
  const std::array<PollFd, 1> fds_;
  std::atomic<std::thread::id> driver_{};
  std::atomic<bool> busy_{false};
};

}  // namespace idl::detail
