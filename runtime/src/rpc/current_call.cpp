// Three thread-local pointers; scopes nest like handlers on a stack do. They say whose call and
// whose loop this thread is in, and how it may block there.
#include "rpc/current_call.h"

#include <utility>

#include "idl/call_scope.h"

namespace idl::detail {
namespace {

thread_local const CurrentCall* t_current_call = nullptr;
thread_local BlockingPermit* t_permit = nullptr;
thread_local const void* t_led_server = nullptr;

}  // namespace

const CurrentCall* current_call() { return t_current_call; }

CurrentCallScope::CurrentCallScope(const CurrentCall& call) : call_(call), outer_(t_current_call) {
  t_current_call = &call_;
}

CurrentCallScope::~CurrentCallScope() { t_current_call = outer_; }

LeadScope::LeadScope(const void* server) : outer_(std::exchange(t_led_server, server)) {}

LeadScope::~LeadScope() { t_led_server = outer_; }

bool works_for(const void* server) {
  return t_led_server == server || (t_current_call != nullptr && t_current_call->server == server);
}

bool leads_alone(const void* server) {
  return t_led_server == server && (t_current_call == nullptr || t_current_call->server != server);
}

std::optional<TraceContext> trace_to_send(const std::optional<TraceContext>& chosen) {
  if (chosen) return chosen->valid() ? chosen : std::nullopt;
  const CurrentCall* call = current_call();
  if (call == nullptr || call->trace == nullptr) return std::nullopt;
  return call->trace->child();
}

void CallScope::enter() noexcept { outer_ = std::exchange(t_current_call, call_); }

void CallScope::leave() noexcept { t_current_call = outer_; }

PermitScope::PermitScope(BlockingPermit* permit) : outer_(std::exchange(t_permit, permit)) {}

PermitScope::~PermitScope() { t_permit = outer_; }

Result<void> prepare_to_block() {
  if (t_permit == nullptr) return {};
  return t_permit->prepare_to_block();
}

}  // namespace idl::detail
