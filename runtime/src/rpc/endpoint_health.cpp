// From what happened to an address to the moment of its next attempt. How long pauses are is
// pauses.cpp's to say.
#include "rpc/endpoint_health.h"

#include <limits>
#include <utility>

#include "base/clock.h"
#include "rpc/pauses.h"

namespace idl::detail {

void EndpointHealth::note_connected() {
  next_attempt_ = TimePoint::min();
  failure_.reset();
  failures_ = 0;
}

void EndpointHealth::note_failed(const BackoffOptions& options, Error reason, TimePoint now,
                                 Random& random) {
  if (failures_ < std::numeric_limits<std::uint32_t>::max()) ++failures_;
  failure_ = std::move(reason);
  next_attempt_ = deadline_after(now, pause_after_failure(options, failures_, random));
}

void EndpointHealth::note_lost(const BackoffOptions& options, TimePoint last_used, TimePoint now,
                               Random& random) {
  // Clients that lay idle come back with their own next calls, which nothing brings together.
  if (now - last_used >= options.spread) return;
  next_attempt_ = deadline_after(now, random.between(Duration::zero(), options.spread));
}

}  // namespace idl::detail
