// How interceptors come to see a call: they are asked before it is sent, with options that they may
// change, and told of its end by whoever takes its reply or drops it.
#include "rpc/watched_call.h"

#include <utility>

#include "base/clock.h"
#include "rpc/call_link.h"
#include "rpc/call_route.h"
#include "rpc/channel_watch.h"
#include "rpc/started_call.h"

namespace idl::detail {
namespace {

/// `options` outlives it.
CallStart with_options(const CallStart& start, const CallOptions& options, const CallWatch& watch) {
  return {start.method,  options,    start.parameters, start.stub_called,
          start.awaited, start.kind, start.port,       watch.begun()};
}

const Error* error_of(const Reply& reply) { return reply.error ? &*reply.error : nullptr; }

}  // namespace

ClientCall ClientCall::send_watched(const std::shared_ptr<CallRoute>& route,
                                    const CallStart& start) {
  CallOptions options = start.options;
  CallWatch watch(route->watch(), start.method.name, start.kind, start.parameters.size);
  const auto admitted = watch.enter(options);
  ClientCall call =
      admitted ? send(route, with_options(start, options, watch)) : failed(admitted.error());
  call.watch_.emplace(std::move(watch));
  if (call.slot_ == nullptr) call.end_watch(call.reply_);
  return call;
}

void ClientCall::give_up_watched() noexcept {
  cancel();
  end_watch(reply());
}

void ClientCall::end_watch(const Reply& reply) noexcept {
  const CallSlot* slot = last().slot;
  const bool from_slot = slot != nullptr && &reply == &slot->reply;
  const TimePoint at = from_slot ? slot->ended : steady_clock().now();
  watch_->leave(error_of(reply), reply.body.size(), at);
  watch_.reset();
}

Result<void> send_one_way_watched(const std::shared_ptr<CallRoute>& route, const CallStart& start) {
  CallOptions options = start.options;
  CallWatch watch(route->watch(), start.method.name, MethodKind::OneWay, start.parameters.size);
  auto sent = watch.enter(options);
  if (sent) sent = queue_one_way(route, with_options(start, options, watch));
  watch.leave(sent ? nullptr : &sent.error(), 0, steady_clock().now());
  return sent;
}

void note_retry(const CallRoute& route) {
  if (route.watch() == nullptr) return;
  if (const auto stats = route.watch()->connections()) ConnectionStats::add(stats->retries);
}

}  // namespace idl::detail
