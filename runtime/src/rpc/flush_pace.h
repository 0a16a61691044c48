// When a thread that writes one small element after another writes to the socket: at once if it has
// been quiet, and otherwise no more often than it can afford. So a lone element is never delayed,
// and a stream of them leaves in large pieces.
#pragma once

#include <algorithm>
#include <chrono>

#include "idl/time.h"
#include "idl/time_point.h"

namespace idl::detail {

/// Guarded by its owner.
class FlushPace {
 public:
  /// Whether a write is due now.
  [[nodiscard]] bool is_due(TimePoint now) const { return now >= next_; }

  /// A write took this time. Twice as long passes before the next: a third of the time goes into
  /// system calls at most. One that took long was interrupted.
  void note(TimePoint begun, TimePoint ended) {
    next_ = ended + 2 * std::min<Duration>(ended - begun, kLongest);
  }

 private:
  static constexpr Duration kLongest = std::chrono::microseconds(50);

  TimePoint next_{};
};

}  // namespace idl::detail
