// Pauses that a channel's end cuts short. What is paused for is decided before; the budget is asked
// last, so that a pause that cannot be made costs nothing.
#include "rpc/retries.h"

#include "base/clock.h"
#include "base/wait_until.h"
#include "rpc/pauses.h"

namespace idl::detail {

Retries::Retries(const RetryOptions& options, std::uint64_t seed)
    : options_(options), budget_(options.budget), random_(seed) {}

bool Retries::pause(std::uint32_t retry, TimePoint deadline) {
  std::unique_lock guard(mutex_);
  if (stopped_) return false;
  const TimePoint until =
      deadline_after(steady_clock().now(), pause_before_retry(options_, retry, random_));
  if (until >= deadline || !budget_.take()) return false;
  return !wait_until(stopped_changed_, guard, until, [this] { return stopped_; });
}

void Retries::stop() {
  const std::lock_guard guard(mutex_);
  stopped_ = true;
  stopped_changed_.notify_all();
}

}  // namespace idl::detail
