// The coroutines that serve calls of one server: how its end waits for those that have not ended,
// wherever they are.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>

namespace idl::detail {

/// Any thread.
class RunningTasks {
 public:
  explicit RunningTasks(const void* server) : server_(server) {}

  void begin();

  /// The last that the task does here: whoever waits may be gone then, and this object, too.
  void end();

  /// Waits until all have ended. If this thread runs one of them, waits for the others, and keeps
  /// `self` until that one has ended.
  void await_end(const std::shared_ptr<void>& self);

 private:
  const void* const server_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t count_ = 0;
  std::shared_ptr<void> self_;
};

}  // namespace idl::detail
