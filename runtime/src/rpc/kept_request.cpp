// Copies of requests. Nothing of a channel hangs at them: a slot that waits for its next call must
// not keep a channel or an executor alive.
#include "rpc/kept_request.h"

#include <cstring>

#include "rpc/call_request.h"
#include "rpc/call_route.h"
#include "rpc/call_slot.h"
#include "rpc/retries.h"

namespace idl::detail {

bool KeptRequest::suits(const CallRoute& route, const CallStart& start) {
  if (start.awaited || start.port != nullptr || route.retries() == nullptr) return false;
  if (start.parameters.attach != nullptr || start.parameters.references != nullptr) return false;
  return start.options.max_retries.value_or(route.retries()->max_retries()) > 0;
}

void KeptRequest::keep(const std::shared_ptr<CallRoute>& route, const CallStart& start,
                       TimePoint deadline, const std::optional<TraceContext>& trace) {
  method_ = start.method;
  options_ = start.options;
  options_.trace = trace.value_or(TraceContext());  // one that is not valid: none, wherever it is
  parameters_.resize(start.parameters.size);
  start.parameters.write(start.parameters.context, parameters_.data());
  route_ = route;
  deadline_ = deadline;
  depth_ = depth_of_call();
  any_ = true;
}

void KeptRequest::drop() {
  if (!any_) return;
  any_ = moved_ = false;
  options_.metadata = {};
  options_.executor.reset();
  route_.reset();
  parameters_.clear();
  if (parameters_.capacity() > kKeptSlotBytes) Bytes().swap(parameters_);
}

CallStart KeptRequest::start() const {
  const auto write = [](const void* context, std::byte* out) noexcept {
    const Bytes& bytes = static_cast<const KeptRequest*>(context)->parameters_;
    if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size());
  };
  return {.method = method_,
          .options = options_,
          .parameters = {.size = parameters_.size(), .write = write, .context = this}};
}

}  // namespace idl::detail
