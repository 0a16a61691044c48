// Everything that was asked to look on at the calls that a server, or a channel, serves:
// interceptors, metrics and the log. Whoever serves tells it what happens; where nobody looks on
// there is none, and a branch is all it costs.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "idl/interceptor.h"
#include "idl/log.h"
#include "idl/transport.h"
#include "rpc/interception.h"
#include "rpc/metrics_core.h"

namespace idl::detail {

class IncomingCall;

/// Who looks on at what is served.
struct Onlookers {
  std::vector<std::shared_ptr<ServerInterceptor>> interceptors{};
  std::shared_ptr<Metrics> metrics = nullptr;
  std::shared_ptr<Log> log = nullptr;
};

/// Any thread, never under a lock.
class ServerWatch {
 public:
  /// Null if nobody looks on.
  static std::shared_ptr<const ServerWatch> create(const Onlookers& onlookers);

  explicit ServerWatch(const Onlookers& onlookers);

  /// The handler of `call` is about to be entered. Fails if an interceptor refuses that.
  [[nodiscard]] Result<void> enter(IncomingCall& call) const;
  /// `call` is over; `error` is null if it succeeded. Does nothing for one that never entered, or
  /// has left before.
  void leave(IncomingCall& call, const Error* error, std::size_t reply_bytes) const noexcept;

  /// The runtime answers a call of the peer itself, before its method is known, for this reason; it
  /// was counted.
  void note_refused(const PeerInfo& peer, const Error& reason) const;
  /// The runtime answers `call` itself, without its handler, for this reason.
  void note_refused(const IncomingCall& call, std::string_view reason) const;
  /// A handler, or an interceptor, has thrown; `what` may be null.
  void note_thrown(const IncomingCall& call, const char* what) const;

  /// A connection is over.
  void note_ended(const PeerInfo& peer, const Error& reason) const;
  /// A peer was not let in.
  void note_turned_away(std::string_view peer, std::string_view reason) const;
  /// The system could not accept a peer; the listeners rest.
  void note_cannot_accept(const Error& error) const;
  void note_draining(std::size_t connections) const;
  void note_drained(std::size_t open_calls) const;

  /// Where connections are counted; null if they are not.
  [[nodiscard]] std::shared_ptr<ConnectionStats> connections() const;

 private:
  const std::shared_ptr<MetricsCore> metrics_;
  const Interception<ServerInterceptor> interception_;
  const std::shared_ptr<Log> log_;
};

}  // namespace idl::detail
