// What is told to a server's interceptors, counted by its metrics and written to its log. When
// things happen is for the server loop to say, how lines are made safe is the log's business.
#include "rpc/server_watch.h"

#include <string>
#include <utility>

#include "base/clock.h"
#include "rpc/incoming_call.h"

namespace idl {

Result<void> ServerInterceptor::on_call(Context&) { return {}; }
void ServerInterceptor::on_end(const Context&, const CallEnd&) {}

namespace detail {
namespace {

std::shared_ptr<MetricsCore> core_of(const Onlookers& onlookers) {
  return onlookers.metrics == nullptr ? nullptr : onlookers.metrics->core();
}

Interception<ServerInterceptor> interception_of(const Onlookers& onlookers) {
  auto list = onlookers.interceptors;
  // The outermost one, so that it counts what the others refuse.
  if (auto core = core_of(onlookers)) list.insert(list.begin(), {core, &core->server});
  return Interception<ServerInterceptor>(std::move(list));
}

std::string name_of(const IncomingCall& call) {
  return "`" + std::string(call.method->entry.method.name) + "`";
}

Error nobody_waits() { return {Code::Cancelled, "nobody waits", Executed::Maybe, Origin::Peer}; }

}  // namespace

std::shared_ptr<const ServerWatch> ServerWatch::create(const Onlookers& onlookers) {
  const bool anybody =
      !onlookers.interceptors.empty() || onlookers.metrics != nullptr || onlookers.log != nullptr;
  return anybody ? std::make_shared<const ServerWatch>(onlookers) : nullptr;
}

ServerWatch::ServerWatch(const Onlookers& onlookers)
    : metrics_(core_of(onlookers)),
      interception_(interception_of(onlookers)),
      log_(onlookers.log != nullptr ? onlookers.log : std::make_shared<Log>(nullptr)) {}

Result<void> ServerWatch::enter(IncomingCall& call) const {
  auto admitted = interception_.enter(call.interceptors, call.handler_context());
  if (admitted) return admitted;
  Error refusal = admitted.error();
  refusal.executed = Executed::No;
  refusal.origin = Origin::Application;
  return refusal;
}

void ServerWatch::leave(IncomingCall& call, const Error* error,
                        std::size_t reply_bytes) const noexcept {
  if (call.interceptors == 0) return;
  const bool unheard = error == nullptr && call.cancelled.load(std::memory_order_relaxed);
  const Error cancelled = unheard ? nobody_waits() : Error{};
  const CallEnd end{.method = call.method->entry.method.name,
                    .kind = call.method->entry.kind,
                    .error = unheard ? &cancelled : error,
                    .duration = steady_clock().now() - call.received,
                    .request_bytes = call.parameters().size(),
                    .reply_bytes = reply_bytes,
                    .trace = call.trace_context};
  interception_.leave(call.interceptors, call.handler_context(), end);
}

std::shared_ptr<ConnectionStats> ServerWatch::connections() const {
  if (metrics_ == nullptr) return nullptr;
  return {metrics_, &metrics_->server.connections};
}

void ServerWatch::note_refused(const PeerInfo& peer, const Error& reason) const {
  if (reason.code == Code::GoingAway) return;  // Its caller goes elsewhere.
  log_->write(LogLevel::Warning,
              "refused a call of a peer at `" + to_string(peer.address) + "`: " + reason.message);
}

void ServerWatch::note_refused(const IncomingCall& call, std::string_view reason) const {
  if (metrics_ != nullptr) ConnectionStats::add(metrics_->server.connections.calls_refused);
  log_->write(LogLevel::Warning, "refused a call of " + name_of(call) + ": " + std::string(reason));
}

void ServerWatch::note_thrown(const IncomingCall& call, const char* what) const {
  std::string text = "the handler of " + name_of(call) + " threw";
  if (what != nullptr) text += std::string(": ") + what;
  log_->write(LogLevel::Error, text);
}

void ServerWatch::note_ended(const PeerInfo& peer, const Error& reason) const {
  if (!is_peers_fault(reason)) return;
  log_->write(LogLevel::Warning, "closed the connection of `" + to_string(peer.address) + "`: " +
                                     std::string(to_string(reason.code)) + ": " + reason.message);
}

void ServerWatch::note_turned_away(std::string_view peer, std::string_view reason) const {
  if (metrics_ != nullptr) ConnectionStats::add(metrics_->server.connections.refused);
  log_->write(LogLevel::Warning, "turned " + std::string(peer) + " away: " + std::string(reason));
}

void ServerWatch::note_cannot_accept(const Error& error) const {
  log_->write(LogLevel::Error, "cannot accept connections for now: " + error.message);
}

void ServerWatch::note_draining(std::size_t connections) const {
  log_->write(LogLevel::Info,
              "shutting down, with " + std::to_string(connections) + " connections open");
}

void ServerWatch::note_drained(std::size_t open_calls) const {
  log_->write(LogLevel::Info,
              "shut down, with " + std::to_string(open_calls) + " calls left unfinished");
}

}  // namespace detail
}  // namespace idl
