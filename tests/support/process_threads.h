// How many threads the process has, asked of the system: what a test of what is left behind
// compares before and after.
#pragma once

#include <chrono>
#include <cstddef>
#include <fstream>
#include <string>
#include <thread>

namespace idl::test {

inline std::size_t threads_of_this_process() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("Threads:")) return std::stoul(line.substr(8));
  }
  return 0;
}

/// Waits until there are no more than `count`, as long as it takes on a busy machine; gives how
/// many there are then. A thread ends a moment after its work.
inline std::size_t await_threads(std::size_t count) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (threads_of_this_process() > count && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return threads_of_this_process();
}

/// How many there are before any test, with those that sanitizers start beside the first one.
inline const std::size_t threads_at_start = [] {
  std::thread([] {}).join();
  return threads_of_this_process();
}();

/// The number to compare with, once the threads of earlier tests have ended.
inline std::size_t settled_threads() { return await_threads(threads_at_start); }

}  // namespace idl::test
