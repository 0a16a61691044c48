// Metrics from the inside: which events count where.
// The text for monitoring systems is written in prometheus.cpp.
#include "idl/metrics.h"

#include "rpc/metrics_core.h"

namespace idl {
namespace detail {

bool is_peers_fault(const Error& reason) {
  switch (reason.code) {
    case Code::Cancelled:
    case Code::GoingAway:
    case Code::Unavailable:
      return false;
    default:
      return true;
  }
}

void ConnectionStats::note_closed(const Error& reason) {
  add(closed);
  if (is_peers_fault(reason)) add(broken);
}

ConnectionMetrics ConnectionStats::snapshot() const {
  const auto read = [](const Counter& counter) { return counter.load(std::memory_order_relaxed); };
  return {.opened = read(opened),
          .closed = read(closed),
          .broken = read(broken),
          .refused = read(refused),
          .calls_refused = read(calls_refused),
          .retries = read(retries),
          .received_bytes = read(received_bytes),
          .sent_bytes = read(sent_bytes)};
}

Result<void> ClientMetrics::on_call(OutgoingCall& call) {
  methods_.of(call.method).note_begun();
  return {};
}

void ClientMetrics::on_end(const CallEnd& end) { methods_.of(end.method).note_end(end); }

SideMetrics ClientMetrics::snapshot() const {
  return {methods_.snapshot(), connections.snapshot()};
}

Result<void> ServerMetrics::on_call(Context& context) {
  methods_.of(context.method()).note_begun();
  return {};
}

void ServerMetrics::on_end(const Context&, const CallEnd& end) {
  methods_.of(end.method).note_end(end);
}

SideMetrics ServerMetrics::snapshot() const {
  return {methods_.snapshot(), connections.snapshot()};
}

}  // namespace detail

Metrics::Metrics() : core_(std::make_shared<detail::MetricsCore>()) {}

Metrics::~Metrics() = default;

MetricsSnapshot Metrics::snapshot() const {
  return {core_->client.snapshot(), core_->server.snapshot()};
}

}  // namespace idl
