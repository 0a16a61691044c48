// What a server counts and what it writes to its log. The forms of numbers and lines are tested
// beside this file, in metrics_test.cpp and log_test.cpp.
#include <mutex>
#include <string>
#include <vector>

#include <idl/log.h>
#include <idl/metrics.h>
#include <idl/socket.h>

#include "fixture.h"

namespace {

class Lines final : public idl::LogSink {
 public:
  void write(idl::LogLevel level, std::string_view line) noexcept override {
    const std::lock_guard guard(mutex_);
    lines_.push_back(std::string(to_string(level)) + ' ' + std::string(line));
    changed_.notify_all();
  }

  /// The next line, for which it waits.
  std::string next() {
    std::unique_lock guard(mutex_);
    REQUIRE(changed_.wait_for(guard, probe::kPatience, [this] { return taken_ < lines_.size(); }));
    return lines_[taken_++];
  }
  bool empty() {
    const std::lock_guard guard(mutex_);
    return taken_ == lines_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_;
  std::size_t taken_ = 0;
};

struct Logged {
  explicit Logged(idl::ServerOptions options = {}) : served(probe::Over::Unix, with_log(options)) {}

  idl::ServerOptions with_log(idl::ServerOptions options) {
    options.log = lines;
    options.metrics = metrics;
    return options;
  }
  [[nodiscard]] idl::ConnectionMetrics connections() const {
    return metrics->snapshot().server.connections;
  }

  std::shared_ptr<Lines> lines = std::make_shared<Lines>();
  std::shared_ptr<idl::Metrics> metrics = std::make_shared<idl::Metrics>();
  probe::Served served;
};

}  // namespace

TEST_CASE("a server counts calls, connections and bytes, and is silent while all is well") {
  Logged logged;
  {
    const probe::Client client = logged.served.client();
    CHECK(client.echo("x"));
    CHECK(client.echo("y"));
    CHECK(!client.unwritten());
    CHECK(!client.unknown());
    const auto metrics = logged.metrics->snapshot().server;
    REQUIRE(metrics.methods.size() == 2);
    CHECK(metrics.methods[0].method == "probe.Probe.echo");
    CHECK(metrics.methods[0].ended[0] == 2);
    CHECK(metrics.methods[1].ended[static_cast<std::size_t>(idl::Code::Unimplemented)] == 1);
    CHECK(metrics.methods[1].in_flight == 0);
    CHECK(metrics.connections.opened == 1);
    CHECK(metrics.connections.closed == 0);
    CHECK(metrics.connections.calls_refused == 1);
    CHECK(metrics.connections.received_bytes > 200);
    CHECK(metrics.connections.sent_bytes > 100);
  }
  CHECK(logged.lines->empty());
  (void)logged.served.server.shutdown(std::chrono::seconds(0));
  CHECK(logged.lines->next().starts_with("info shutting down, with "));
  CHECK(logged.lines->next() == "info shut down, with 0 calls left unfinished");
  CHECK(logged.connections().closed == 1);
  CHECK(logged.connections().broken == 0);
}

TEST_CASE("a peer that breaks the protocol is logged, and its text is harmless") {
  Logged logged;
  auto transport = idl::open_transport(logged.served.address, idl::deadline_in(probe::kPatience));
  REQUIRE(transport);
  const std::string noise = "GET / HTTP/1.1\r\n\x1b[31m\r\n\r\n";
  const idl::BytesView bytes = std::as_bytes(std::span(noise));
  CHECK((*transport)->write({&bytes, 1}).status == idl::IoStatus::Done);
  const std::string line = logged.lines->next();
  CHECK(line.starts_with("warning closed the connection of `unix:"));
  CHECK(line.find("ProtocolError") != std::string::npos);
  CHECK(line.find('\x1b') == std::string::npos);
  CHECK(logged.connections().broken == 1);
}

TEST_CASE("calls that a connection refuses before they run are counted and logged at once") {
  Logged logged({.max_buffered_bytes = 100'000});
  probe::Gate gate;
  logged.served.service.on_echo = [&gate](idl::Context&, std::string text) {
    if (text.starts_with("block")) gate.pass();
    return probe::EchoResult(std::move(text));
  };
  auto running = logged.served.client().start_slow("block" + std::string(90'000, 'x'));
  gate.await_arrivals(1);
  const auto refused = logged.served.client().echo(std::string(20'000, 'x'));
  CHECK(refused.error().code == idl::Code::ResourceExhausted);
  CHECK(logged.connections().calls_refused == 1);
  CHECK(logged.lines->next() == "warning refused a call of a peer at `" +
                                    to_string(logged.served.address) +
                                    "`: " + refused.error().message);
  gate.open();
  CHECK(running.wait());
}

TEST_CASE("peers beyond the limit of connections are turned away, logged and counted") {
  Logged logged({.max_connections = 1});
  const probe::Client client = logged.served.client();
  CHECK(!idl::Channel::connect(logged.served.address));
  CHECK(logged.lines->next() == "warning turned user " + std::to_string(getuid()) +
                                    " away: the server has too many connections");
  CHECK(logged.connections().refused == 1);
}

TEST_CASE("a handler that throws is logged with its text, which the caller does not get") {
  Logged logged;
  logged.served.service.on_echo = [](idl::Context&, const std::string&) -> probe::EchoResult {
    throw std::runtime_error("cannot open\n/etc/secret");
  };
  const auto failed = logged.served.client().echo("x");
  CHECK(failed.error().message.find("secret") == std::string::npos);
  CHECK(logged.lines->next() ==
        "error the handler of `probe.Probe.echo` threw: cannot open\\n/etc/secret");
}

TEST_CASE("calls beyond the server's limits are logged and counted as refused") {
  probe::Gate gate;
  Logged logged({.max_calls = 1});
  logged.served.service.on_echo = [&gate](idl::Context&, std::string text) {
    gate.pass();
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = logged.served.client();
  auto first = client.start_echo("x");
  gate.await_arrivals(1);
  CHECK(client.echo("y").error().code == idl::Code::ResourceExhausted);
  gate.open();
  CHECK(first.wait());
  CHECK(logged.lines->next() ==
        "warning refused a call of `probe.Probe.echo`: the server has too many calls under way");
  CHECK(logged.connections().calls_refused == 1);
}

TEST_CASE("P22 no line of the log shows what a call carries") {
  const std::string secret = "4111-1111";
  probe::Gate gate;
  Logged logged({.max_calls = 1});
  logged.served.service.on_echo = [&gate](idl::Context&, const std::string&) -> probe::EchoResult {
    gate.pass();
    throw 1;
  };
  const probe::Client client = logged.served.client().with({.metadata = {{"token", secret}}});
  auto first = client.start_echo(secret);
  gate.await_arrivals(1);
  CHECK(!client.echo(secret));
  gate.open();
  CHECK(!first.wait());
  for (const char* about : {"refused", "threw"}) {
    const std::string line = logged.lines->next();
    CHECK(line.find(about) != std::string::npos);
    CHECK(line.find(secret) == std::string::npos);
  }
}
