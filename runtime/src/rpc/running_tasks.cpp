// Counting under a lock: only coroutines pass here, twice each.
// Plain handlers are waited for by the crew that runs them.
#include "rpc/running_tasks.h"

#include <utility>

#include "rpc/current_call.h"

namespace idl::detail {

void RunningTasks::begin() {
  const std::lock_guard guard(mutex_);
  ++count_;
}

void RunningTasks::end() {
  std::shared_ptr<void> self;  // outlives the guard, and this object
  const std::lock_guard guard(mutex_);
  --count_;
  changed_.notify_all();
  if (count_ == 0) self = std::move(self_);
}

void RunningTasks::await_end(const std::shared_ptr<void>& self) {
  const CurrentCall* own = current_call();
  const std::size_t left = own != nullptr && own->is_task && own->server == server_ ? 1 : 0;
  std::unique_lock guard(mutex_);
  changed_.wait(guard, [&] { return count_ <= left; });
  if (count_ != 0) self_ = self;
}

}  // namespace idl::detail
