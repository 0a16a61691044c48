// The counters behind a Metrics: those of calls, filled by an interceptor on each side, and those
// of connections, which the runtime fills where things happen.
#pragma once

#include <atomic>
#include <cstdint>

#include "idl/interceptor.h"
#include "idl/metrics.h"
#include "rpc/method_stats.h"

namespace idl::detail {

/// The connections of one side. Any thread counts.
struct ConnectionStats {
  using Counter = std::atomic<std::uint64_t>;

  Counter opened{0};
  Counter closed{0};
  Counter broken{0};
  Counter refused{0};
  Counter calls_refused{0};
  Counter retries{0};
  Counter received_bytes{0};
  Counter sent_bytes{0};

  static void add(Counter& counter, std::uint64_t amount = 1) {
    counter.fetch_add(amount, std::memory_order_relaxed);
  }

  /// A connection is over, for this reason.
  void note_closed(const Error& reason);

  [[nodiscard]] ConnectionMetrics snapshot() const;
};

/// Whether a connection that ended so did because the peer broke a rule or a limit.
[[nodiscard]] bool is_peers_fault(const Error& reason);

/// Counts the calls of a channel.
class ClientMetrics final : public ClientInterceptor {
 public:
  Result<void> on_call(OutgoingCall& call) override;
  void on_end(const CallEnd& end) override;
  [[nodiscard]] SideMetrics snapshot() const;

  ConnectionStats connections;

 private:
  MethodTable methods_;
};

/// Counts the calls of a server.
class ServerMetrics final : public ServerInterceptor {
 public:
  Result<void> on_call(Context& context) override;
  void on_end(const Context& context, const CallEnd& end) override;
  [[nodiscard]] SideMetrics snapshot() const;

  ConnectionStats connections;

 private:
  MethodTable methods_;
};

class MetricsCore {
 public:
  ClientMetrics client;
  ServerMetrics server;
};

}  // namespace idl::detail
