// Pauses that a channel's end cuts short. What is paused for is decided before; the budget is asked
// last, so that a pause that cannot be made costs nothing.
#include "rpc/retries.h"

#include <algorithm>
#include <utility>

#include "base/wait_until.h"
#include "rpc/pauses.h"

namespace idl::detail {

Retries::Retries(const RetryOptions& options, std::uint64_t seed, const Clock& clock)
    : options_(options), clock_(clock), budget_(options.budget), random_(seed) {}

Retries::~Retries() {
  if (connector_ != nullptr) Background::let_go(std::move(connector_));
}

std::optional<TimePoint> Retries::grant(std::uint32_t retry, TimePoint deadline) {
  const std::lock_guard guard(mutex_);
  if (stopped_) return std::nullopt;
  const TimePoint until =
      deadline_after(clock_.now(), pause_before_retry(options_, retry, random_));
  if (until >= deadline || !budget_.take()) return std::nullopt;
  return until;
}

bool Retries::sleep_until(TimePoint until) {
  std::unique_lock guard(mutex_);
  return !wait_until(stopped_changed_, guard, until, [this] { return stopped_; });
}

bool Retries::enter(std::shared_ptr<PausedCall> call) {
  const std::lock_guard guard(mutex_);
  if (!stopped_) paused_.push_back(std::move(call));
  return !stopped_;
}

void Retries::leave(const PausedCall& call) {
  std::shared_ptr<PausedCall> left;  // let go without the lock
  const std::lock_guard guard(mutex_);
  const auto found = std::find_if(paused_.begin(), paused_.end(),
                                  [&call](const auto& paused) { return paused.get() == &call; });
  if (found == paused_.end()) return;
  left = std::move(*found);
  paused_.erase(found);
}

std::shared_ptr<WorkPlace> Retries::place() const {
  if (loop_ != nullptr) return loop_;
  return Background::shared();
}

std::shared_ptr<WorkPlace> Retries::connector() {
  if (loop_ != nullptr) return loop_;
  const std::lock_guard guard(mutex_);
  if (connector_ == nullptr) connector_ = std::make_shared<Background>(1);
  connector_->require_thread();
  return connector_;
}

void Retries::stop() {
  std::vector<std::shared_ptr<PausedCall>> paused;
  {
    const std::lock_guard guard(mutex_);
    stopped_ = true;
    paused.swap(paused_);
    stopped_changed_.notify_all();
  }
  for (const auto& call : paused) call->stopped();
}

}  // namespace idl::detail
