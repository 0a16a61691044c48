// What a channel's calls share to be made again: how often, after which pause, and how many more
// all of them together. Which failures are worth it stands in repeatable.h.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "base/random.h"
#include "idl/retry.h"
#include "idl/time_point.h"
#include "rpc/retry_budget.h"

namespace idl::detail {

/// Any thread.
class Retries {
 public:
  Retries(const RetryOptions& options, std::uint64_t seed);

  /// A call has come to an end that is no reason to make it again.
  void note_success() { budget_.note_success(); }

  [[nodiscard]] std::uint32_t max_retries() const { return options_.max_retries; }

  /// Blocks for the pause before the `retry`-th repetition, from 1. False, without a pause, if that
  /// would not end before `deadline`, if the budget is spent, or if stop() was called.
  [[nodiscard]] bool pause(std::uint32_t retry, TimePoint deadline);

  /// Ends all pauses; nothing is repeated any more.
  void stop();

 private:
  const RetryOptions options_;
  RetryBudget budget_;

  std::mutex mutex_;
  std::condition_variable stopped_changed_;
  Random random_;         // guarded by mutex_
  bool stopped_ = false;  // guarded by mutex_
};

}  // namespace idl::detail
