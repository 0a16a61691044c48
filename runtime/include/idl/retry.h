// When a channel repeats a call that has failed, as numbers that users may choose. Which failures
// may be repeated at all is not a choice: docs/DEADLINES.md has the rule.
#pragma once

#include <chrono>
#include <cstdint>

#include "idl/time.h"

namespace idl {

/// How often a call that failed is made again, within its deadline. It is, only if the failure is
/// one that passes (Unavailable, GoingAway), and only if the procedure has certainly not run or
/// its method is idempotent. A started call is, once somebody waits for it, in whatever form, or
/// polls it; if its parameters may bring descriptors or services, it is sent once, as are calls
/// with streams and one-way calls.
struct RetryOptions {
  /// How often at most; 0: never.
  std::uint32_t max_retries = 5;
  /// The pause before the first repetition is random and below this; before each further one the
  /// bound is twice as high …
  Duration first_pause = std::chrono::milliseconds(50);
  /// … but never higher than this.
  Duration longest_pause = std::chrono::seconds(2);
  /// How many repetitions all calls of the channel together have in store, at most 1,000,000. Each
  /// takes one, and ten calls that succeed bring one back: a server in trouble gets a tenth more
  /// calls, not six times as many.
  std::uint32_t budget = 10;

  friend bool operator==(const RetryOptions&, const RetryOptions&) = default;
};

}  // namespace idl
