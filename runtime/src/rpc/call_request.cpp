// The same for calls of all kinds, and for each of their attempts: only the time that is left
// differs.
#include "rpc/call_request.h"

#include "base/clock.h"
#include "rpc/current_call.h"

namespace idl::detail {

CallExtras extras_for(const CallOptions& options) {
  CallExtras extras;
  extras.trace = trace_to_send(options.trace);
  if (!options.metadata.empty()) extras.metadata = options.metadata.entries();
  return extras;
}

std::uint8_t depth_of_call() {
  const CurrentCall* outer = current_call();
  return outer == nullptr ? std::uint8_t{0} : static_cast<std::uint8_t>(outer->depth + 1);
}

CallRequest request_for(const CallRoute& route, const CallStart& start, const CallTimes& times,
                        const CallExtras& extras, std::uint8_t depth) {
  CallRequest request;
  request.extras = &extras;
  request.method = start.method.id;
  request.target = route.target();
  request.streams = halves_of(start.kind);
  if (times.deadline != TimePoint::max()) request.remaining = remaining(times.deadline, times.now);
  request.depth = depth;
  return request;
}

}  // namespace idl::detail
