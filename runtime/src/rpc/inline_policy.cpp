// An exponential moving average: cheap to keep, and a few long runs among many short ones raise it
// enough.
#include "rpc/inline_policy.h"

#include <algorithm>

namespace idl::detail {
namespace {

// Each run counts an eighth: one of 1 ms takes the right to run inline away at once.
constexpr std::int64_t kWeight = 8;
// One very long run must not keep a method away for thousands of short ones.
constexpr std::int64_t kLongest = Duration(std::chrono::milliseconds(1)).count();

}  // namespace

void InlinePolicy::note_run(Duration took) {
  const std::int64_t average = average_.load(std::memory_order_relaxed);
  const std::int64_t sample = std::clamp<std::int64_t>(took.count(), 0, kLongest);
  average_.store(average + (sample - average) / kWeight, std::memory_order_relaxed);
}

void InlinePolicy::note_blocked() { average_.store(kLongest, std::memory_order_relaxed); }

}  // namespace idl::detail
