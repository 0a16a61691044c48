// How a channel says that it has no connection for a call. The call has not left this side, so that
// all of these errors have Executed::No.
#pragma once

#include <memory>
#include <vector>

#include "idl/error.h"
#include "idl/time_point.h"
#include "rpc/endpoint_set.h"

namespace idl::detail {

[[nodiscard]] Error channel_closed();

/// The options ask for an own loop, and for what needs threads.
[[nodiscard]] Error own_loop_has_no_threads();

/// `endpoint` pauses, for longer than the call may wait.
[[nodiscard]] Error not_tried_before(const Endpoint& endpoint, TimePoint now);

/// The call's time ran out while it waited, for one of these if there are any.
[[nodiscard]] Error no_connection_in_time(const EndpointSet::Endpoints& endpoints);

/// All have been tried, and failed.
[[nodiscard]] Error none_answered(const EndpointSet::Endpoints& endpoints);

/// The resolver gave nothing to connect to, or left with an exception.
[[nodiscard]] Error no_addresses();
[[nodiscard]] Error resolver_threw(const char* what);

/// Why an attempt failed that was given `time`, which was not all that its call had.
[[nodiscard]] Error attempt_failed(Error reason, Duration time);

}  // namespace idl::detail
