// How many repetitions of failed calls a channel has in store. It keeps a server in trouble from
// getting many times the calls that brought it there.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace idl::detail {

/// How many calls have to succeed to bring one repetition back.
inline constexpr std::int64_t kSuccessesPerRetry = 10;

/// More than any channel can use, and no number that overflows.
inline constexpr std::uint32_t kMostRetriesInStore = 1'000'000;

/// Full at first. Any thread.
class RetryBudget {
 public:
  explicit RetryBudget(std::uint32_t retries)
      : full_(kSuccessesPerRetry * std::min(retries, kMostRetriesInStore)), level_(full_) {}

  /// Takes one repetition; false if there is none.
  [[nodiscard]] bool take() {
    std::int64_t level = level_.load(std::memory_order_relaxed);
    while (level >= kSuccessesPerRetry) {
      if (level_.compare_exchange_weak(level, level - kSuccessesPerRetry,
                                       std::memory_order_relaxed)) {
        return true;
      }
    }
    return false;
  }

  /// A call has succeeded. Costs one look if nothing is missing.
  void note_success() {
    std::int64_t level = level_.load(std::memory_order_relaxed);
    while (level < full_) {
      if (level_.compare_exchange_weak(level, level + 1, std::memory_order_relaxed)) return;
    }
  }

 private:
  const std::int64_t full_;  // counted in successes
  std::atomic<std::int64_t> level_;
};

}  // namespace idl::detail
