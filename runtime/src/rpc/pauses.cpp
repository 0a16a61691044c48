// The two ways to draw a pause. A connection's keeps half of its bound, because a draw near zero
// would let those who failed just now come back among those whose first turn it is.
#include "rpc/pauses.h"

namespace idl::detail {

Duration doubled(Duration first, Duration most, std::uint32_t doublings) {
  if (first <= Duration::zero() || most <= Duration::zero()) return Duration::zero();
  Duration bound = first;
  for (; doublings > 0 && bound < most; --doublings) {
    bound = bound > most / 2 ? most : bound * 2;
  }
  return bound < most ? bound : most;
}

Duration pause_after_failure(const BackoffOptions& options, std::uint32_t failures,
                             Random& random) {
  const Duration bound = doubled(options.first, options.most, failures - 1);
  return random.between(bound / 2, bound);
}

Duration pause_before_retry(const RetryOptions& options, std::uint32_t retry, Random& random) {
  return random.between(Duration::zero(),
                        doubled(options.first_pause, options.longest_pause, retry - 1));
}

}  // namespace idl::detail
