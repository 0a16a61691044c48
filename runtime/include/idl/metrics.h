// What a program counts about its calls and connections, for monitoring. One Metrics serves any
// number of channels and servers; counting takes no lock and no memory per call. How the numbers
// leave the process is the program's business: most will serve the text at a port for scraping.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "idl/time.h"

namespace idl {

namespace detail {
class MetricsCore;
}  // namespace detail

/// The upper bounds of the histograms of latency; one more bucket has what took longer.
inline constexpr std::array<Duration, 17> kLatencyBounds{
    std::chrono::microseconds(50),   std::chrono::microseconds(100),
    std::chrono::microseconds(250),  std::chrono::microseconds(500),
    std::chrono::microseconds(1000), std::chrono::microseconds(2500),
    std::chrono::milliseconds(5),    std::chrono::milliseconds(10),
    std::chrono::milliseconds(25),   std::chrono::milliseconds(50),
    std::chrono::milliseconds(100),  std::chrono::milliseconds(250),
    std::chrono::milliseconds(500),  std::chrono::milliseconds(1000),
    std::chrono::milliseconds(2500), std::chrono::seconds(5),
    std::chrono::seconds(10)};

/// How many outcomes are told apart: success, which is 0, and the codes of idl::Code. Codes that
/// this version does not know count as Internal.
inline constexpr std::size_t kOutcomes = 17;

/// How many methods a side tells apart; what is beyond is counted as `other`.
inline constexpr std::size_t kMaxMeasuredMethods = 1024;

/// The calls of one method, on one side.
struct MethodMetrics {
  std::string method{};
  std::array<std::uint64_t, kOutcomes> ended{};                    ///< By outcome.
  std::int64_t in_flight = 0;                                      ///< Begun and not ended.
  std::array<std::uint64_t, kLatencyBounds.size() + 1> latency{};  ///< Each bucket by itself.
  Duration total_latency{};
  std::uint64_t request_bytes = 0;  ///< Of encoded parameters.
  std::uint64_t reply_bytes = 0;    ///< Of encoded results.
};

/// The connections of one side, with all that crossed them.
struct ConnectionMetrics {
  std::uint64_t opened = 0;
  std::uint64_t closed = 0;         ///< Of those opened.
  std::uint64_t broken = 0;         ///< Of those closed: because the peer broke a rule or a limit.
  std::uint64_t refused = 0;        ///< Peers that a server turned away at the door.
  std::uint64_t calls_refused = 0;  ///< By the runtime itself, before interceptors and handlers.
  std::uint64_t retries = 0;        ///< Calls that were tried again; at clients.
  std::uint64_t received_bytes = 0;
  std::uint64_t sent_bytes = 0;
};

struct SideMetrics {
  std::vector<MethodMetrics> methods{};  ///< By name.
  ConnectionMetrics connections{};
};

/// All numbers, read one after the other while calls go on: sums may differ by those that are just
/// being counted. They only grow, but for `in_flight`.
struct MetricsSnapshot {
  SideMetrics client{};
  SideMetrics server{};
};

/// Give it to ChannelOptions::metrics and ServerOptions::metrics. Any thread.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  [[nodiscard]] MetricsSnapshot snapshot() const;

  /// For the runtime.
  [[nodiscard]] const std::shared_ptr<detail::MetricsCore>& core() const { return core_; }

 private:
  const std::shared_ptr<detail::MetricsCore> core_;
};

/// The numbers in the text format of Prometheus, version 0.0.4 (`text/plain; version=0.0.4`).
[[nodiscard]] std::string prometheus_text(const MetricsSnapshot& snapshot);

/// The same, of the present numbers. The stream's locale and format do not matter.
void write_prometheus(std::ostream& out, const Metrics& metrics);

}  // namespace idl
