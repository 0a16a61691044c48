// What is measured: 64 bytes there and back, one at a time or 64 outstanding, streams of as many,
// and how results are told.
#pragma once

#include <chrono>
#include <cstddef>

namespace bench {

/// The size of a message's content; the raw baseline sends nothing else.
inline constexpr std::size_t kMessageBytes = 64;
inline constexpr std::size_t kOutstanding = 64;

enum class Socket { Tcp, Unix, Shm };

/// How often each workload runs, and how many calls a run makes.
struct Effort {
  int rounds = 5;
  int calls_one_at_a_time = 20'000;
  int calls_outstanding = 400'000;
  int stream_messages = 5'000'000;
};

/// The time of one run, per call.
using Nanoseconds = std::chrono::duration<double, std::nano>;

/// Measures `run`, which makes `calls` calls.
template <class Run>
Nanoseconds time_per_call(int calls, const Run& run) {
  const auto begun = std::chrono::steady_clock::now();
  run(calls);
  return Nanoseconds(std::chrono::steady_clock::now() - begun) / calls;
}

}  // namespace bench
