// A coroutine that waits and will go on once. It makes destroying a coroutine safe while the work
// that would resume it is on its way through an executor.
#pragma once

#include <atomic>
#include <coroutine>

namespace idl::detail {

/// Shared by the awaiter, which abandons it when it is destroyed, and by whoever resumes.
class Resumption {
 public:
  explicit Resumption(std::coroutine_handle<> waiting) : waiting_(waiting) {}

  /// Goes on with the coroutine, on this thread, unless it was resumed or abandoned before.
  void resume() {
    if (!claimed_.exchange(true, std::memory_order_acq_rel)) waiting_.resume();
  }

  /// Whoever resumes from now on does nothing.
  void abandon() { claimed_.store(true, std::memory_order_release); }

 private:
  const std::coroutine_handle<> waiting_;
  std::atomic<bool> claimed_{false};
};

}  // namespace idl::detail
