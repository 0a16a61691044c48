// Words for what went wrong before a call had a connection: which addresses, why, and for how long
// they are left alone.
#include "rpc/channel_errors.h"

#include <chrono>
#include <string>
#include <utility>

#include "base/clock.h"

namespace idl::detail {
namespace {

std::string in_milliseconds(Duration time) {
  return std::to_string(std::chrono::ceil<std::chrono::milliseconds>(time).count()) + " ms";
}

std::string quoted_address(const Endpoint& endpoint) {
  return "`" + to_string(endpoint.address) + "`";
}

// The failure of one that has failed; null if none has.
const Error* last_failure(const EndpointSet::Endpoints& endpoints) {
  const Endpoint* last = nullptr;
  for (const auto& endpoint : endpoints) {
    if (!endpoint->health.failure()) continue;
    if (last == nullptr || endpoint->failed_attempt > last->failed_attempt) last = endpoint.get();
  }
  return last == nullptr ? nullptr : &*last->health.failure();
}

}  // namespace

Error channel_closed() {
  return Error{Code::Cancelled, "the channel was closed", Executed::No, Origin::Local};
}

Error own_loop_has_no_threads() {
  return Error{Code::InvalidArgument,
               "a channel in an application's loop (ChannelOptions::own_loop) has no threads to "
               "serve with, or to tell a listener: use a second channel for that",
               Executed::No, Origin::Local};
}

Error not_tried_before(const Endpoint& endpoint, TimePoint now) {
  const std::string pause = in_milliseconds(remaining(endpoint.health.next_attempt(), now));
  Error error{Code::Unavailable,
              "the connection to " + quoted_address(endpoint) +
                  " was lost; it is not tried again for " + pause +
                  ", longer than this call may wait",
              Executed::No, Origin::Transport};
  if (const auto& failure = endpoint.health.failure()) {
    error.message = failure->message + "; it is not tried again for " + pause +
                    ", longer than this call may wait";
  }
  return error;
}

Error no_connection_in_time(const EndpointSet::Endpoints& endpoints) {
  Error error{Code::DeadlineExceeded, "the time ran out while the call waited for a connection",
              Executed::No, Origin::Local};
  if (!endpoints.empty()) error.message += " to " + quoted_address(*endpoints.front());
  if (endpoints.size() > 1) {
    error.message += " or another of " + std::to_string(endpoints.size()) + " addresses";
  }
  if (const Error* failure = last_failure(endpoints)) {
    error.message += "; the last attempt: " + failure->message;
  }
  return error;
}

Error none_answered(const EndpointSet::Endpoints& endpoints) {
  Error error = *last_failure(endpoints);
  if (endpoints.size() > 1) {
    error.message = "none of " + std::to_string(endpoints.size()) +
                    " addresses took a connection; the last one: " + error.message;
  }
  return error;
}

Error no_addresses() {
  return Error{Code::Unavailable, "the resolver knows no address of a server", Executed::No,
               Origin::Local};
}

Error resolver_threw(const char* what) {
  return Error{Code::Internal, std::string("the resolver threw: ") + what, Executed::No,
               Origin::Local};
}

Error attempt_failed(Error reason, Duration time) {
  if (reason.code != Code::DeadlineExceeded) return reason;
  reason.code = Code::Unavailable;
  reason.message += " (the attempt had " + in_milliseconds(time) + ")";
  return reason;
}

}  // namespace idl::detail
