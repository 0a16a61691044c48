// One thread-local pointer; scopes nest like handlers on a stack do. It hands a handler's deadline
// on to the calls made inside it, and nothing else.
#include "rpc/current_call.h"

namespace idl::detail {
namespace {

thread_local const CurrentCall* t_current_call = nullptr;

}  // namespace

const CurrentCall* current_call() { return t_current_call; }

CurrentCallScope::CurrentCallScope(const CurrentCall& call) : call_(call), outer_(t_current_call) {
  t_current_call = &call_;
}

CurrentCallScope::~CurrentCallScope() { t_current_call = outer_; }

std::optional<TraceContext> trace_to_send(const std::optional<TraceContext>& chosen) {
  if (chosen) return chosen->valid() ? chosen : std::nullopt;
  const CurrentCall* call = current_call();
  if (call == nullptr || call->trace == nullptr) return std::nullopt;
  return call->trace->child();
}

Result<void> prepare_to_block() {
  const CurrentCall* call = current_call();
  if (call == nullptr || call->permit == nullptr) return {};
  return call->permit->prepare_to_block();
}

}  // namespace idl::detail
