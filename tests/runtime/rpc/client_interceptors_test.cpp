// What stands around the calls of a channel: who sees what in which order, who may change or refuse
// a call, and that each call has one end, however it is made and given up.
#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <idl/interceptor.h>
#include <idl/metrics.h>

#include "fixture.h"

namespace {

using Lines = std::vector<std::string>;

/// Notes what it sees. A call whose metadata name it, it refuses, or throws at.
class Recorder final : public idl::ClientInterceptor {
 public:
  Recorder(std::string name, Lines& lines) : name_(std::move(name)), lines_(lines) {}

  idl::Result<void> on_call(idl::OutgoingCall& call) override {
    lines_.push_back(name_ + " sees " + std::string(call.method));
    call.options.metadata.set("by " + name_, "yes");
    if (call.options.metadata.text("refused by") == name_) {
      return idl::Error{idl::Code::PermissionDenied, "not now", idl::Executed::Maybe};
    }
    if (call.options.metadata.text("thrown by") == name_) throw std::string("a secret");
    return {};
  }

  void on_end(const idl::CallEnd& end) override {
    last = end;
    last.error = nullptr;
    lines_.push_back(name_ + " ends " +
                     (end.error == nullptr ? "OK" : std::string(to_string(end.error->code))));
    throw 7;
  }

  idl::CallEnd last;

 private:
  const std::string name_;
  Lines& lines_;
};

struct Watched {
  explicit Watched(probe::Over over = probe::Over::Unix) : served(over) {}

  [[nodiscard]] idl::Channel connect() const {
    return served.connect({.interceptors = {outer, inner}, .metrics = metrics});
  }
  [[nodiscard]] probe::Client client() const { return probe::Client(connect()); }

  Lines take() { return std::exchange(lines, {}); }

  [[nodiscard]] idl::MethodMetrics metrics_of(const std::string& method) const {
    for (const auto& found : metrics->snapshot().client.methods) {
      if (found.method == method) return found;
    }
    return {};
  }

  Lines lines;
  std::shared_ptr<Recorder> outer = std::make_shared<Recorder>("outer", lines);
  std::shared_ptr<Recorder> inner = std::make_shared<Recorder>("inner", lines);
  std::shared_ptr<idl::Metrics> metrics = std::make_shared<idl::Metrics>();
  probe::Served served;
};

Lines echo_that_ends(const std::string& end) {
  return {"outer sees probe.Probe.echo", "inner sees probe.Probe.echo", "inner ends " + end,
          "outer ends " + end};
}

}  // namespace

TEST_CASE(
    "interceptors of a channel see calls in order and their ends in reverse, despite throwing") {
  probe::over_each([](probe::Over over) {
    Watched watched(over);
    idl::Metadata arrived;
    watched.served.service.on_echo = [&arrived](idl::Context& context, std::string text) {
      arrived = context.metadata();
      return probe::EchoResult(std::move(text));
    };
    const idl::TraceContext trace = idl::TraceContext::start();
    const probe::Client client =
        watched.client().with({.metadata = {{"own", "x"}}, .trace = trace});
    for (int i = 0; i < 2; ++i) {
      CHECK(client.echo("four"));
      CHECK(watched.take() == echo_that_ends("OK"));
      CHECK(arrived == idl::Metadata{{"own", "x"}, {"by outer", "yes"}, {"by inner", "yes"}});
    }
    const idl::CallEnd& end = watched.outer->last;
    CHECK(end.method == "probe.Probe.echo");
    CHECK(end.request_bytes == 4 + 4 + 4);  // A block size, a length, and the text.
    CHECK(end.reply_bytes == 4 + 4 + 4);
    CHECK(end.duration > idl::Duration::zero());
    CHECK(end.trace == trace);
  });
}

TEST_CASE("an interceptor of a channel refuses a call, which is not sent then") {
  Watched watched;
  watched.served.service.on_echo = [](idl::Context&, const std::string&) -> probe::EchoResult {
    FAIL_CHECK("it was sent");
    return idl::fail("unreachable");
  };
  const probe::Client client = watched.client();
  const auto refused = client.with({.metadata = {{"refused by", "inner"}}}).echo("x");
  CHECK(refused.error() ==
        idl::Error{idl::Code::PermissionDenied, "not now", idl::Executed::No, idl::Origin::Local});
  CHECK(watched.take() == Lines{"outer sees probe.Probe.echo", "inner sees probe.Probe.echo",
                                "outer ends PermissionDenied"});
  const auto thrown = client.with({.metadata = {{"thrown by", "outer"}}}).echo("x");
  CHECK(thrown.error() == idl::Error{idl::Code::Internal, "an interceptor threw", idl::Executed::No,
                                     idl::Origin::Local});
  CHECK(watched.take() == Lines{"outer sees probe.Probe.echo"});
  const idl::MethodMetrics metrics = watched.metrics_of("probe.Probe.echo");
  CHECK(metrics.ended[static_cast<std::size_t>(idl::Code::PermissionDenied)] == 1);
  CHECK(metrics.ended[static_cast<std::size_t>(idl::Code::Internal)] == 1);
  CHECK(metrics.in_flight == 0);
}

TEST_CASE("a call has one end, whether it is awaited, cancelled, dropped, or never sent") {
  probe::Gate gate;
  Watched watched;
  watched.served.service.on_echo = [&gate](idl::Context&, std::string text) {
    gate.pass();
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = watched.client();
  {
    auto dropped = client.start_echo("x");
    CHECK(watched.lines.size() == 2);
  }
  CHECK(watched.take() == echo_that_ends("Cancelled"));
  auto cancelled = client.start_echo("x");
  cancelled.cancel();
  CHECK(!cancelled.wait());
  CHECK(watched.take() == echo_that_ends("Cancelled"));
  gate.open();
  {
    auto awaited = client.start_echo("x");
    auto moved = std::move(awaited);
    CHECK(moved.wait());
    CHECK(!moved.wait());
  }
  CHECK(watched.take() == echo_that_ends("OK"));
  CHECK(!client.with({.timeout = idl::Duration::zero()}).echo("x"));
  CHECK(watched.take() == echo_that_ends("DeadlineExceeded"));
  CHECK(watched.metrics_of("probe.Probe.echo").in_flight == 0);
}

TEST_CASE("a reply that came before its call was dropped is the call's end") {
  Watched watched;
  const probe::Client client = watched.client();
  {
    auto dropped = client.start_echo("x");
    while (!dropped.ready()) std::this_thread::yield();
  }
  CHECK(watched.take() == echo_that_ends("OK"));
}

TEST_CASE("one-way calls end when they are queued, calls with streams when they are over") {
  Watched watched;
  watched.served.service.on_note = [](idl::Context&, const std::string&) {};
  const probe::Client client = watched.client();
  CHECK(client.note("x"));
  CHECK(watched.take().back() == "outer ends OK");
  CHECK(watched.outer->last.kind == idl::MethodKind::OneWay);
  CHECK(!client.with({.metadata = {{"refused by", "outer"}}}).note("x"));
  CHECK(watched.take() == Lines{"outer sees probe.Probe.note"});
  CHECK(!client.with({.metadata = {{"\xFF", ""}}}).note("x"));
  CHECK(watched.take().back() == "outer ends InvalidArgument");

  auto call = probe::StreamClient(watched.connect()).watch(2);
  while (call.next()) {
  }
  CHECK(call.finish());
  CHECK(watched.take() == Lines{"outer sees probe.Streams.watch", "inner sees probe.Streams.watch",
                                "inner ends OK", "outer ends OK"});
}

TEST_CASE("interceptors of a channel see the trace that a handler's call continues") {
  Watched watched;
  const probe::Client onward = watched.client();
  probe::Served outer_server;
  outer_server.service.on_echo = [&onward](idl::Context&, const std::string& text) {
    return onward.echo(text);
  };
  const idl::TraceContext trace = idl::TraceContext::start();
  CHECK(outer_server.client().with({.trace = trace}).echo("x"));
  REQUIRE(watched.inner->last.trace);
  CHECK(watched.inner->last.trace->trace == trace.trace);
  CHECK(outer_server.client().echo("x"));
  CHECK(!watched.inner->last.trace);
}

TEST_CASE("a channel counts its calls, its connections and their bytes") {
  Watched watched;
  {
    const probe::Client client = watched.client();
    CHECK(client.echo("x"));
    CHECK(!client.unwritten());
    CHECK(client.echo("x"));
  }
  const idl::MethodMetrics echo = watched.metrics_of("probe.Probe.echo");
  CHECK(echo.ended[0] == 2);
  CHECK(echo.request_bytes == 18);
  const auto connections = watched.metrics->snapshot().client.connections;
  CHECK(connections.opened == 1);
  CHECK(connections.closed == 1);
  CHECK(connections.broken == 0);
  CHECK(connections.sent_bytes > 100);
  CHECK(connections.received_bytes > 100);
  CHECK(connections.retries == 0);
}

TEST_CASE("the time of a call runs while interceptors are asked") {
  struct Slow final : idl::ClientInterceptor {
    idl::Result<void> on_call(idl::OutgoingCall&) override {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      return {};
    }
  };
  probe::Served served;
  std::atomic<int> ran = 0;
  served.service.on_echo = [&](idl::Context&, std::string text) {
    ++ran;
    return probe::EchoResult(std::move(text));
  };
  const auto channel = served.connect({.interceptors = {std::make_shared<Slow>()}});
  const auto late =
      probe::Client(channel).with({.timeout = std::chrono::milliseconds(1)}).echo("x");
  CHECK(late.error().code == idl::Code::DeadlineExceeded);
  CHECK(late.error().executed == idl::Executed::No);
  CHECK(ran == 0);
  CHECK(probe::Client(channel).echo("x"));
}
