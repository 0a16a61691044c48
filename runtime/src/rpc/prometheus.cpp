// The text format of Prometheus, version 0.0.4: a family of samples after the other, each with its
// help and its type. It knows the format and the names of the families, and counts nothing.
#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include "idl/error.h"
#include "idl/metrics.h"

namespace idl {
namespace {

/// A label's value: backslashes, quotes and ends of lines are escaped, nothing else.
std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    text += c == '\n' ? std::string_view("\\n") : std::string_view(&c, 1);
  }
  return text;
}

/// Nanoseconds as seconds, exactly.
std::string seconds(Duration span) {
  std::string digits = std::to_string(span.count() % 1'000'000'000);
  digits.insert(0, 9 - digits.size(), '0');
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  const std::string whole = std::to_string(span.count() / 1'000'000'000);
  return digits.empty() ? whole : whole + '.' + digits;
}

std::string_view outcome_name(std::size_t outcome) {
  return outcome == 0 ? "OK" : to_string(static_cast<Code>(outcome));
}

/// Writes the families of one side.
class SideWriter {
 public:
  SideWriter(std::string& out, std::string_view side, const SideMetrics& metrics)
      : out_(out), prefix_("idl_" + std::string(side) + '_'), metrics_(metrics) {}

  void write() {
    write_ended();
    write_in_flight();
    write_latency();
    write_bytes();
    write_connections();
  }

 private:
  void begin(std::string_view name, std::string_view type, std::string_view help) {
    family_ = prefix_ + std::string(name);
    out_ += "# HELP " + family_ + ' ' + std::string(help) + '\n';
    out_ += "# TYPE " + family_ + ' ' + std::string(type) + '\n';
  }

  void sample(std::string_view suffix, const std::string& labels, const std::string& value) {
    out_ += family_ + std::string(suffix) + labels + ' ' + value + '\n';
  }

  /// The labels of a method's sample; `more` has the labels beside its name.
  static std::string labels_of(const MethodMetrics& method, const std::string& more = {}) {
    return "{method=\"" + escaped(method.method) + '"' + (more.empty() ? "" : ',' + more) + '}';
  }

  void write_ended() {
    begin("calls_total", "counter", "Calls that have ended, by outcome.");
    for (const MethodMetrics& method : metrics_.methods) {
      for (std::size_t outcome = 0; outcome < kOutcomes; ++outcome) {
        // Success is always there, so that a rate of failures has something to compare with.
        if (outcome != 0 && method.ended[outcome] == 0) continue;
        const std::string code = "code=\"" + std::string(outcome_name(outcome)) + '"';
        sample("", labels_of(method, code), std::to_string(method.ended[outcome]));
      }
    }
  }

  void write_in_flight() {
    begin("calls_in_flight", "gauge", "Calls that have begun and not ended.");
    for (const MethodMetrics& method : metrics_.methods) {
      sample("", labels_of(method), std::to_string(method.in_flight));
    }
  }

  void write_latency() {
    begin("call_duration_seconds", "histogram", "How long calls took.");
    for (const MethodMetrics& method : metrics_.methods) {
      std::uint64_t below = 0;
      for (std::size_t i = 0; i < kLatencyBounds.size(); ++i) {
        below += method.latency[i];
        const std::string bound = "le=\"" + seconds(kLatencyBounds[i]) + '"';
        sample("_bucket", labels_of(method, bound), std::to_string(below));
      }
      const std::string all = std::to_string(below + method.latency.back());
      sample("_bucket", labels_of(method, "le=\"+Inf\""), all);
      sample("_sum", labels_of(method), seconds(method.total_latency));
      sample("_count", labels_of(method), all);
    }
  }

  void write_bytes() {
    begin("request_bytes_total", "counter", "Bytes of encoded parameters.");
    for (const MethodMetrics& method : metrics_.methods) {
      sample("", labels_of(method), std::to_string(method.request_bytes));
    }
    begin("reply_bytes_total", "counter", "Bytes of encoded results.");
    for (const MethodMetrics& method : metrics_.methods) {
      sample("", labels_of(method), std::to_string(method.reply_bytes));
    }
  }

  void write_number(std::string_view name, std::string_view type, std::string_view help,
                    std::uint64_t value) {
    begin(name, type, help);
    sample("", "", std::to_string(value));
  }

  void write_connections() {
    const ConnectionMetrics& all = metrics_.connections;
    // The two are not read at one moment.
    const std::uint64_t open = all.opened - std::min(all.opened, all.closed);
    write_number("connections", "gauge", "Connections that are open.", open);
    write_number("connections_total", "counter", "Connections that were opened.", all.opened);
    write_number("connections_broken_total", "counter",
                 "Connections that ended because the peer broke a rule.", all.broken);
    write_number("connections_refused_total", "counter", "Peers that were turned away.",
                 all.refused);
    write_number("calls_refused_total", "counter", "Calls that the runtime refused itself.",
                 all.calls_refused);
    write_number("retries_total", "counter", "Calls that were tried again.", all.retries);
    write_number("received_bytes_total", "counter", "Bytes read from connections.",
                 all.received_bytes);
    write_number("sent_bytes_total", "counter", "Bytes written to connections.", all.sent_bytes);
  }

  std::string& out_;
  const std::string prefix_;
  const SideMetrics& metrics_;
  std::string family_;
};

}  // namespace

std::string prometheus_text(const MetricsSnapshot& snapshot) {
  std::string text;
  SideWriter(text, "client", snapshot.client).write();
  SideWriter(text, "server", snapshot.server).write();
  return text;
}

void write_prometheus(std::ostream& out, const Metrics& metrics) {
  const std::string text = prometheus_text(metrics.snapshot());
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace idl
