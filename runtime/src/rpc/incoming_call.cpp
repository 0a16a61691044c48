// The runtime's half of ServerCall and Context. A call is answered exactly once, whatever the
// handler does.
#include "rpc/incoming_call.h"

#include <string>
#include <utility>

#include "base/check.h"
#include "base/clock.h"
#include "rpc/connection.h"
#include "rpc/peer_route.h"
#include "rpc/server_watch.h"
#include "rpc/stream_port.h"

namespace idl::detail {
namespace {

// What a call object keeps for the next call. More is rare and would add up over many objects.
constexpr std::size_t kKeptBytes = 64 * 1024;

}  // namespace

void IncomingCall::keep_extras(CallExtras extras) {
  trace_context = extras.trace;
  metadata = Metadata(std::move(extras.metadata));
}

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

/// The streams of a call, with what their failures mean to its caller.
class IncomingCall::ServerStream final : public StreamEnd {
 public:
  explicit ServerStream(StreamPort& port) : port_(port) {}

  bool next(BytesView& element) override { return port_.next(element); }

  bool write(const Outgoing& element) override {
    const Written written = port_.write(element);
    if (written == Written::TooLarge) {
      port_.note_failure(Error{
          Code::MessageTooLarge,
          "an element has " + std::to_string(element.size) + " bytes, more than the caller takes",
          Executed::Maybe, Origin::Application});
    }
    return written == Written::Accepted;
  }

  void refuse_received(const Error& flaw) override {
    port_.note_failure(Error{flaw.code, "an element of the caller's stream: " + flaw.message,
                             Executed::Maybe, Origin::Peer});
  }

  void refuse_written(const Error& flaw) override {
    port_.note_failure(Error{flaw.code, "an element of the callee's stream: " + flaw.message,
                             Executed::Maybe, Origin::Application});
  }

  bool complete() override { return port_.complete(); }

  StreamPort& port() override { return port_; }

 private:
  StreamPort& port_;
};

IncomingCall::IncomingCall() = default;
IncomingCall::~IncomingCall() = default;

StreamPort& IncomingCall::open_streams(StreamDriver& driver) {
  port_ = std::make_unique<StreamPort>();
  stream_ = std::make_unique<ServerStream>(*port_);
  port_->open(*connection, driver, id, deadline);
  return *port_;
}

StreamEnd& IncomingCall::stream_end() {
  check(stream_ != nullptr, "a dispatch function took a method for one with streams");
  return *stream_;
}

std::optional<Error> IncomingCall::overruled() const {
  return port_ == nullptr ? std::nullopt : port_->failure();
}

void IncomingCall::reply(const Outgoing& results) {
  if (const auto error = overruled()) return fail(*error);
  if (std::exchange(answered, true)) return;
  leave_interceptors(nullptr, results.size);
  connection->reply(*this, results);
}

void IncomingCall::fail(const Error& error) {
  if (std::exchange(answered, true)) return;
  const Failure failure{.error = overruled().value_or(error)};
  leave_interceptors(&failure.error, 0);
  connection->fail(*this, failure);
}

void IncomingCall::fail_declared(std::uint64_t declared, std::string_view name,
                                 const Outgoing& fields) {
  if (const auto error = overruled()) return fail(*error);
  if (std::exchange(answered, true)) return;
  const Error error{Code::DeclaredError, std::string(name), Executed::Maybe, Origin::Application};
  leave_interceptors(&error, fields.size);
  connection->fail(*this, Failure{error, declared, name, fields});
}

void IncomingCall::end_one_way() {
  if (one_way) leave_interceptors(nullptr, 0);
}

void IncomingCall::leave_interceptors(const Error* error, std::size_t reply_bytes) {
  if (watch != nullptr) [[unlikely]]
    watch->leave(*this, error, reply_bytes);
}

void IncomingCall::cancel() {
  if (cancelled.exchange(true, std::memory_order_relaxed)) return;
  request(stop_);
  request(drain_);
}

void IncomingCall::tell_drain() { request(drain_); }

// Not here: the callbacks are the user's.
void IncomingCall::request(const std::stop_source& source) {
  if (!source.stop_possible() || source.stop_requested()) return;
  stop_callbacks_.post([source]() mutable { source.request_stop(); });
}

std::stop_token IncomingCall::stop_token() { return token_of(stop_); }

std::stop_token IncomingCall::drain_token() { return token_of(drain_); }

std::stop_token IncomingCall::token_of(std::stop_source& source) {
  Destination callbacks(connection->executor());
  Connection::Guard guard = connection->lock();
  if (!source.stop_possible()) {
    source = std::stop_source();
    stop_callbacks_ = std::move(callbacks);
    const bool drains = &source == &drain_ && connection->drains();
    if (drains || cancelled.load(std::memory_order_relaxed)) source.request_stop();
    watch_deadline(guard);
  }
  return source.get_token();
}

void IncomingCall::watch_deadline(Connection::Guard& guard) {
  if (is_watched_ || deadline == TimePoint::max()) return;
  is_watched_ = true;
  connection->watch_deadline(guard, deadline);
}

std::shared_ptr<CallRoute> IncomingCall::take_reference(std::uint32_t number) {
  return connection->take_reference(references, number);
}

void IncomingCall::trace(Step step, std::size_t bytes) {
  if (Tracer* tracer = connection->tracer().get()) [[unlikely]] {
    tracer->on_step({step, static_cast<std::uint64_t>(id), method->entry.method.name, bytes,
                     steady_clock().now()});
  }
}

void IncomingCall::reset() {
  stream_.reset();
  port_.reset();
  connection.reset();
  method = nullptr;
  answered = false;
  cancelled.store(false, std::memory_order_relaxed);
  next = nullptr;
  trace_context.reset();
  metadata = Metadata();
  watch = nullptr;
  interceptors = 0;
  payload_ = Payload{};
  descriptors.clear();
  is_watched_ = false;
  if (stop_.stop_possible() || drain_.stop_possible()) {
    stop_ = drain_ = std::stop_source(std::nostopstate);
    stop_callbacks_ = Destination();
  }
  if (copy_.capacity() > kKeptBytes) Bytes().swap(copy_);
}

}  // namespace idl::detail

namespace idl {

Peer::Peer(detail::IncomingCall& call)
    : address(call.connection->peer().address),
      credentials(call.connection->peer().credentials),
      call_(call) {}

Stub Peer::stub() const { return Stub(std::make_shared<detail::PeerRoute>(call_.connection)); }

Peer Context::peer() const { return Peer(call_); }

std::string_view Context::method() const { return call_.method->entry.method.name; }

bool Context::cancelled() const {
  if (call_.cancelled.load(std::memory_order_relaxed)) return true;
  return call_.deadline != TimePoint::max() && detail::steady_clock().now() >= call_.deadline;
}

const Metadata& Context::metadata() const { return call_.metadata; }

const std::optional<TraceContext>& Context::trace() const { return call_.trace_context; }

std::stop_token Context::stop_token() const { return call_.stop_token(); }

bool Context::draining() const { return call_.connection->drains(); }

std::stop_token Context::drain_token() const { return call_.drain_token(); }

Duration Context::remaining() const {
  if (call_.cancelled.load(std::memory_order_relaxed)) return Duration::zero();
  if (call_.deadline == TimePoint::max()) return Duration::max();
  return detail::remaining(call_.deadline, detail::steady_clock().now());
}

}  // namespace idl
