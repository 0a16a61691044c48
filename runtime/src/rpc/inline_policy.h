// Which methods a reading thread may run itself. Running inline is earned: a method whose calls
// took long lately is handed to another thread before it runs. It measures; it starts nothing.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "idl/time.h"

namespace idl::detail {

/// Above this average, handing a call over (about 10 µs) costs others less than waiting for it.
inline constexpr Duration kInlineLimit = std::chrono::microseconds(100);

/// The recent duration of one method's handler. Any thread; concurrent notes may lose one of them,
/// which an average can bear.
class InlinePolicy {
 public:
  /// Whether the next call may run on the thread that read it. True for a method never seen.
  [[nodiscard]] bool may_run_inline() const {
    return average_.load(std::memory_order_relaxed) < kInlineLimit.count();
  }

  /// Takes note of one run of the handler.
  void note_run(Duration took);

  /// Takes note that a run which has not ended yet is blocking. About twenty short runs make up for
  /// it.
  void note_blocked();

 private:
  std::atomic<std::int64_t> average_{0};  // nanoseconds
};

}  // namespace idl::detail
