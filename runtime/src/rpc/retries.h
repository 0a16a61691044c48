// What a channel's calls share to be made again: how often, after which pause, how many more all of
// them together, and the thread that connects for those that nobody's thread waits for. Which
// failures are worth it stands in repeatable.h.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "idl/retry.h"
#include "idl/time_point.h"
#include "rpc/background.h"
#include "rpc/retry_budget.h"
#include "rpc/work_place.h"

namespace idl::detail {

/// A call whose pause no thread sleeps through.
class PausedCall {
 public:
  /// Nothing is repeated any more, this call neither.
  virtual void stopped() = 0;

 protected:
  ~PausedCall() = default;
};

/// Any thread.
class Retries {
 public:
  /// `clock`, by which pauses are granted, outlives it.
  Retries(const RetryOptions& options, std::uint64_t seed, const Clock& clock = steady_clock());
  ~Retries();
  Retries(const Retries&) = delete;
  Retries& operator=(const Retries&) = delete;

  /// A call has come to an end that is no reason to make it again.
  void note_success() { budget_.note_success(); }

  [[nodiscard]] std::uint32_t max_retries() const { return options_.max_retries; }

  /// When the pause before the `retry`-th repetition, from 1, ends that begins now. Nothing if that
  /// is not before `deadline`, if the budget is spent, or behind stop().
  [[nodiscard]] std::optional<TimePoint> grant(std::uint32_t retry, TimePoint deadline);

  /// Blocks for a pause. False: stop() was called.
  [[nodiscard]] bool sleep_until(TimePoint until);

  /// From now on, until leave(), `call` hears of stop(). False: that was called already.
  [[nodiscard]] bool enter(std::shared_ptr<PausedCall> call);
  void leave(const PausedCall& call);

  /// From now on nothing is done on threads, but in the application's loop, where connecting does
  /// not block. Before the first call.
  void work_in(std::shared_ptr<WorkPlace> loop) { loop_ = std::move(loop); }
  [[nodiscard]] bool is_in_loop() const { return loop_ != nullptr; }

  /// Where calls are followed up, and pause. Throws std::system_error if the system has no thread
  /// to give.
  [[nodiscard]] std::shared_ptr<WorkPlace> place() const;

  /// For what may have to connect first: one thread of the channel's, which is started when it is
  /// first asked for; likewise.
  [[nodiscard]] std::shared_ptr<WorkPlace> connector();

  /// Ends all pauses; nothing is repeated any more.
  void stop();

 private:
  const RetryOptions options_;
  const Clock& clock_;
  RetryBudget budget_;
  std::shared_ptr<WorkPlace> loop_;  // null: the application has none

  std::mutex mutex_;
  std::condition_variable stopped_changed_;
  Random random_;                                    // guarded by mutex_
  bool stopped_ = false;                             // guarded by mutex_
  std::vector<std::shared_ptr<PausedCall>> paused_;  // guarded by mutex_
  std::shared_ptr<Background> connector_;            // guarded by mutex_
};

}  // namespace idl::detail
