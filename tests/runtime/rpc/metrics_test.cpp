// Counters and histograms, and the text that monitoring systems read. That calls and connections
// are counted is in watch_test.cpp.
#include <doctest/doctest.h>

#include <chrono>
#include <locale>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <idl/metrics.h>

#include "rpc/method_stats.h"

using namespace std::chrono_literals;
using idl::detail::MethodStats;
using idl::detail::MethodTable;

namespace {

std::string lines_with(const std::string& text, std::string_view part) {
  std::string found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    if (line.find(part) != std::string::npos) found += line + '\n';
    at = end + 1;
  }
  return found;
}

idl::MetricsSnapshot one_method() {
  idl::MethodMetrics method;
  method.method = "demo.Echo.say";
  method.ended[0] = 3;
  method.ended[static_cast<std::size_t>(idl::Code::Unavailable)] = 1;
  method.in_flight = 2;
  method.latency[0] = 1;   // up to 50 us
  method.latency[4] = 2;   // up to 1 ms
  method.latency[17] = 1;  // beyond 10 s
  method.total_latency = 11s + 250us;
  method.request_bytes = 100;
  method.reply_bytes = 200;
  idl::MetricsSnapshot snapshot;
  snapshot.server.methods = {method};
  snapshot.server.connections = {.opened = 5,
                                 .closed = 2,
                                 .broken = 1,
                                 .refused = 4,
                                 .calls_refused = 6,
                                 .retries = 0,
                                 .received_bytes = 1234,
                                 .sent_bytes = 5678};
  return snapshot;
}

}  // namespace

TEST_CASE("calls count by outcome, latency, bytes, and while they are under way") {
  MethodStats stats("m");
  stats.note_begun();
  stats.note_begun();
  CHECK(stats.snapshot().in_flight == 2);
  const idl::Error error{static_cast<idl::Code>(99), "x"};
  stats.note_end({.duration = 50us, .request_bytes = 3, .reply_bytes = 4});
  stats.note_end({.error = &error, .duration = 50us + 1ns, .request_bytes = 5});
  const idl::MethodMetrics metrics = stats.snapshot();
  CHECK(metrics.in_flight == 0);
  CHECK(metrics.ended[0] == 1);
  CHECK(metrics.ended[static_cast<std::size_t>(idl::Code::Internal)] == 1);
  CHECK(metrics.latency[0] == 1);
  CHECK(metrics.latency[1] == 1);
  CHECK(metrics.total_latency == 100us + 1ns);
  CHECK(metrics.request_bytes == 8);
  CHECK(metrics.reply_bytes == 4);
}

TEST_CASE("many threads find the same counters, and nothing is lost") {
  const auto table = std::make_unique<MethodTable>();
  const std::vector<std::string> names{"a", "b", "c", "d"};
  constexpr int kRounds = 2000;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < kRounds; ++i) {
        for (const std::string& name : names) table->of(name).note_end({.duration = 1ms});
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto methods = table->snapshot();
  REQUIRE(methods.size() == names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    CHECK(methods[i].method == names[i]);
    CHECK(methods[i].ended[0] == 4 * kRounds);
  }
}

TEST_CASE("more methods than there is room for are counted together") {
  const auto table = std::make_unique<MethodTable>();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < idl::kMaxMeasuredMethods + 5; ++i) {
    names.push_back("m" + std::to_string(i));
  }
  for (const std::string& name : names) table->of(name).note_end({.duration = 1ms});
  const auto methods = table->snapshot();
  CHECK(methods.size() == idl::kMaxMeasuredMethods + 1);
  CHECK(methods.back().method == "other");
  CHECK(methods.back().ended[0] == 5);
  CHECK(&table->of(names.front()) != &table->of(names.back()));
}

TEST_CASE("the text is that of Prometheus, byte by byte") {
  const std::string text = prometheus_text(one_method());
  const std::string server = text.substr(text.find("# HELP idl_server_calls_total"));
  CHECK(server == R"(# HELP idl_server_calls_total Calls that have ended, by outcome.
# TYPE idl_server_calls_total counter
idl_server_calls_total{method="demo.Echo.say",code="OK"} 3
idl_server_calls_total{method="demo.Echo.say",code="Unavailable"} 1
# HELP idl_server_calls_in_flight Calls that have begun and not ended.
# TYPE idl_server_calls_in_flight gauge
idl_server_calls_in_flight{method="demo.Echo.say"} 2
# HELP idl_server_call_duration_seconds How long calls took.
# TYPE idl_server_call_duration_seconds histogram
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.00005"} 1
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.0001"} 1
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.00025"} 1
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.0005"} 1
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.001"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.0025"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.005"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.01"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.025"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.05"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.1"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.25"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="0.5"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="1"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="2.5"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="5"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="10"} 3
idl_server_call_duration_seconds_bucket{method="demo.Echo.say",le="+Inf"} 4
idl_server_call_duration_seconds_sum{method="demo.Echo.say"} 11.00025
idl_server_call_duration_seconds_count{method="demo.Echo.say"} 4
# HELP idl_server_request_bytes_total Bytes of encoded parameters.
# TYPE idl_server_request_bytes_total counter
idl_server_request_bytes_total{method="demo.Echo.say"} 100
# HELP idl_server_reply_bytes_total Bytes of encoded results.
# TYPE idl_server_reply_bytes_total counter
idl_server_reply_bytes_total{method="demo.Echo.say"} 200
# HELP idl_server_connections Connections that are open.
# TYPE idl_server_connections gauge
idl_server_connections 3
# HELP idl_server_connections_total Connections that were opened.
# TYPE idl_server_connections_total counter
idl_server_connections_total 5
# HELP idl_server_connections_broken_total Connections that ended because the peer broke a rule.
# TYPE idl_server_connections_broken_total counter
idl_server_connections_broken_total 1
# HELP idl_server_connections_refused_total Peers that were turned away.
# TYPE idl_server_connections_refused_total counter
idl_server_connections_refused_total 4
# HELP idl_server_calls_refused_total Calls that the runtime refused itself.
# TYPE idl_server_calls_refused_total counter
idl_server_calls_refused_total 6
# HELP idl_server_retries_total Calls that were tried again.
# TYPE idl_server_retries_total counter
idl_server_retries_total 0
# HELP idl_server_received_bytes_total Bytes read from connections.
# TYPE idl_server_received_bytes_total counter
idl_server_received_bytes_total 1234
# HELP idl_server_sent_bytes_total Bytes written to connections.
# TYPE idl_server_sent_bytes_total counter
idl_server_sent_bytes_total 5678
)");
}

TEST_CASE("labels are escaped as the format asks") {
  idl::MetricsSnapshot snapshot;
  snapshot.client.methods.push_back({.method = "a\"b\\c\nd"});
  CHECK(lines_with(prometheus_text(snapshot), "in_flight{") ==
        "idl_client_calls_in_flight{method=\"a\\\"b\\\\c\\nd\"} 0\n");
}

TEST_CASE("neither the locale nor the format of a stream changes the text") {
  struct Grouping : std::numpunct<char> {
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  std::ostringstream out;
  out.imbue(std::locale(out.getloc(), new Grouping));
  out << std::hex;
  out.width(5000);
  const idl::Metrics metrics;
  write_prometheus(out, metrics);
  CHECK(out.str() == idl::prometheus_text({}));
}
