// The calls of one side on their way through its interceptors.
// When a call begins and ends is for those who make it to say.
#include "rpc/channel_watch.h"

#include <utility>

#include "base/clock.h"
#include "idl/call_watch.h"
#include "rpc/current_call.h"

namespace idl {

Result<void> ClientInterceptor::on_call(OutgoingCall&) { return {}; }
void ClientInterceptor::on_end(const CallEnd&) {}

namespace detail {

std::shared_ptr<const ChannelWatch> ChannelWatch::create(
    std::vector<std::shared_ptr<ClientInterceptor>> interceptors, Metrics* metrics) {
  if (interceptors.empty() && metrics == nullptr) return nullptr;
  std::shared_ptr<MetricsCore> core;
  if (metrics != nullptr) {
    core = metrics->core();
    // The outermost one, so that it counts what the others refuse.
    interceptors.insert(interceptors.begin(), {core, &core->client});
  }
  return std::make_shared<ChannelWatch>(Interception<ClientInterceptor>(std::move(interceptors)),
                                        std::move(core));
}

ChannelWatch::ChannelWatch(Interception<ClientInterceptor> interception,
                           std::shared_ptr<MetricsCore> metrics)
    : interception_(std::move(interception)), metrics_(std::move(metrics)) {}

std::shared_ptr<ConnectionStats> ChannelWatch::connections() const {
  if (metrics_ == nullptr) return nullptr;
  return {metrics_, &metrics_->client.connections};
}

CallWatch::CallWatch(std::shared_ptr<const ChannelWatch> channel, std::string_view method,
                     MethodKind kind, std::size_t request_bytes)
    : channel_(std::move(channel)),
      method_(method),
      kind_(kind),
      request_bytes_(request_bytes),
      begun_(steady_clock().now()) {}

Result<void> CallWatch::enter(CallOptions& options) {
  if (!options.trace) options.trace = trace_to_send(std::nullopt);
  OutgoingCall call{method_, kind_, options};
  auto admitted = channel_->interception().enter(entered_, call);
  trace_ = trace_to_send(options.trace);
  if (admitted) return admitted;
  Error refusal = admitted.error();
  refusal.executed = Executed::No;
  refusal.origin = Origin::Local;
  return refusal;
}

void CallWatch::leave(const Error* error, std::size_t reply_bytes, TimePoint at) noexcept {
  const CallEnd end{.method = method_,
                    .kind = kind_,
                    .error = error,
                    .duration = at - begun_,
                    .request_bytes = request_bytes_,
                    .reply_bytes = reply_bytes,
                    .trace = trace_};
  channel_->interception().leave(entered_, end);
}

}  // namespace detail
}  // namespace idl
