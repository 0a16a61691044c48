// What a call says to its peer beside its parameters, out of what its caller says and where it
// stands.
#pragma once

#include <cstdint>

#include "idl/client_call.h"
#include "rpc/call_link.h"
#include "rpc/call_route.h"

namespace idl::detail {

/// What travels beside the parameters.
[[nodiscard]] CallExtras extras_for(const CallOptions& options);

/// How deep in handlers a call is that this thread begins now: 0 outside of them.
[[nodiscard]] std::uint8_t depth_of_call();

/// `extras` outlives the request.
[[nodiscard]] CallRequest request_for(const CallRoute& route, const CallStart& start,
                                      const CallTimes& times, const CallExtras& extras,
                                      std::uint8_t depth);

}  // namespace idl::detail
