// What is measured: 64 bytes there and back, one at a time or 64 outstanding, streams of as many,
// and how results are told.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace bench {

/// The size of an echo's content.
inline constexpr std::size_t kMessageBytes = 64;
inline constexpr std::size_t kOutstanding = 64;

/// The bytes of a call's parameters and of its results; the raw baseline sends nothing else.
struct Sizes {
  std::size_t request = 0;
  std::size_t reply = 0;
};

inline constexpr Sizes kEchoSizes{kMessageBytes, kMessageBytes};
/// As orders.idl's are encoded; the workloads check it.
inline constexpr Sizes kOrderSizes{776, 21};

enum class Socket { Tcp, Unix, Shm };

/// How often each workload runs, and how many calls a run makes.
struct Effort {
  int rounds = 5;
  int calls_one_at_a_time = 20'000;
  int calls_outstanding = 400'000;
  int orders_outstanding = 200'000;
  int calls_in_crowd = 2'000;
  int blobs = 100;
  int stream_messages = 5'000'000;
};

/// Enough to see that a workload still works.
inline constexpr Effort kQuick{.rounds = 1,
                               .calls_one_at_a_time = 200,
                               .calls_outstanding = 2'000,
                               .orders_outstanding = 2'000,
                               .calls_in_crowd = 20,
                               .blobs = 2,
                               .stream_messages = 20'000};

/// The time of one run, per call.
using Nanoseconds = std::chrono::duration<double, std::nano>;

/// Measures `run`, which makes `calls` calls.
template <class Run>
Nanoseconds time_per_call(int calls, const Run& run) {
  const auto begun = std::chrono::steady_clock::now();
  run(calls);
  return Nanoseconds(std::chrono::steady_clock::now() - begun) / calls;
}

/// The same in slices of a millisecond or so, of which the best counts: so long both sides may be
/// undisturbed on their cores, and only then do they spin.
template <class Run>
Nanoseconds best_time_per_call(int calls, const Run& run) {
  constexpr int kSlice = 1'000;
  Nanoseconds best = Nanoseconds::max();
  for (int left = calls; left > 0; left -= kSlice) {
    best = std::min(best, time_per_call(std::min(left, kSlice), run));
  }
  return best;
}

}  // namespace bench
