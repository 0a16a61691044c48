// The runtime's half of ServerCall and Context. A call is answered exactly once, whatever the
// handler does.
#include "rpc/incoming_call.h"

#include <utility>

#include "base/clock.h"
#include "rpc/connection.h"

namespace idl::detail {
namespace {

// What a call object keeps for the next call. More is rare and would add up over many objects.
constexpr std::size_t kKeptBytes = 64 * 1024;

}  // namespace

void IncomingCall::keep_parameters(Payload parameters) {
  if (parameters.is_view()) {
    const BytesView view = parameters.bytes();
    copy_.assign(view.begin(), view.end());
    payload_ = Payload(BytesView(copy_));
  } else {
    payload_ = std::move(parameters);
  }
}

BytesView IncomingCall::parameters() const { return payload_.bytes(); }

void IncomingCall::reply(const Outgoing& results) {
  if (std::exchange(answered, true)) return;
  connection->reply(*this, results);
}

void IncomingCall::fail(const Error& error) {
  if (std::exchange(answered, true)) return;
  connection->fail(*this, Failure{.error = error});
}

void IncomingCall::fail_declared(std::uint64_t declared, std::string_view name,
                                 const Outgoing& fields) {
  if (std::exchange(answered, true)) return;
  const Error error{Code::DeclaredError, std::string(name), Executed::Maybe, Origin::Application};
  connection->fail(*this, Failure{error, declared, name, fields});
}

void IncomingCall::trace(Step step, std::size_t bytes) {
  if (Tracer* tracer = connection->tracer()) [[unlikely]] {
    tracer->on_step({step, static_cast<std::uint64_t>(id), method->entry.method.name, bytes,
                     steady_clock().now()});
  }
}

void IncomingCall::reset() {
  connection.reset();
  method = nullptr;
  answered = false;
  cancelled.store(false, std::memory_order_relaxed);
  next = nullptr;
  payload_ = Payload{};
  if (copy_.capacity() > kKeptBytes) Bytes().swap(copy_);
}

}  // namespace idl::detail

namespace idl {

const PeerInfo& Context::peer() const { return call_.connection->peer(); }

std::string_view Context::method() const { return call_.method->entry.method.name; }

bool Context::cancelled() const {
  if (call_.cancelled.load(std::memory_order_relaxed)) return true;
  return call_.deadline != TimePoint::max() && detail::steady_clock().now() >= call_.deadline;
}

Duration Context::remaining() const {
  if (call_.cancelled.load(std::memory_order_relaxed)) return Duration::zero();
  if (call_.deadline == TimePoint::max()) return Duration::max();
  return detail::remaining(call_.deadline, detail::steady_clock().now());
}

}  // namespace idl
