// How long to wait before something is tried again: doubling bounds with a random part, so that
// many who wait for the same thing do not come back together. Pure: no clock, no thread.
#pragma once

#include <cstdint>

#include "base/random.h"
#include "idl/backoff.h"
#include "idl/retry.h"

namespace idl::detail {

/// `first` doubled `doublings` times, but not beyond `most`; zero if either is not positive.
[[nodiscard]] Duration doubled(Duration first, Duration most, std::uint32_t doublings);

/// The pause after the `failures`-th failed attempt in a row, from 1, to connect to an address.
[[nodiscard]] Duration pause_after_failure(const BackoffOptions& options, std::uint32_t failures,
                                           Random& random);

/// The pause before the `retry`-th repetition of a call, from 1.
[[nodiscard]] Duration pause_before_retry(const RetryOptions& options, std::uint32_t retry,
                                          Random& random);

}  // namespace idl::detail
