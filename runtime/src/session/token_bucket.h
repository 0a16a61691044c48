// A rate limit that allows bursts: so many tokens at once, so many more each second. For things
// that a peer may do now and then, but not all day. It reads no clock.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "idl/time.h"
#include "idl/time_point.h"

namespace idl::detail {

/// Full at first. No thread safety of its own.
class TokenBucket {
 public:
  TokenBucket(std::uint32_t capacity, std::uint32_t per_second, TimePoint now)
      : capacity_(capacity), per_second_(per_second), level_(capacity), refilled_(now) {}

  /// Takes a token; false if there is none. Time that goes back counts as standing still.
  [[nodiscard]] bool take(TimePoint now) {
    refill(now);
    if (level_ == 0) return false;
    --level_;
    return true;
  }

 private:
  void refill(TimePoint now) {
    if (per_second_ == 0 || now <= refilled_) return;
    const Duration each = Duration(std::chrono::seconds(1)) / per_second_;
    const auto due = static_cast<std::uint64_t>((now - refilled_) / each);
    const std::uint64_t room = capacity_ - level_;
    level_ += static_cast<std::uint32_t>(std::min(due, room));
    refilled_ = due >= room ? now : refilled_ + each * static_cast<std::int64_t>(due);
  }

  std::uint32_t capacity_;
  std::uint32_t per_second_;
  std::uint32_t level_;
  TimePoint refilled_;
};

}  // namespace idl::detail
