// Who looks on at calls in the other direction: those of a server to its peers, and those that a
// channel serves. The rules of interceptors are tested where the usual direction is.
#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <idl/interceptor.h>
#include <idl/log.h>
#include <idl/metrics.h>

#include "fixture.h"
#include "room_probe.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::Origin;

namespace {

/// What was seen and written, in order.
class Record {
 public:
  void add(std::string line) {
    const std::lock_guard guard(mutex_);
    lines_.push_back(std::move(line));
    changed_.notify_all();
  }
  /// The lines, once there are that many; forgets them.
  std::vector<std::string> take(std::size_t count) {
    std::unique_lock guard(mutex_);
    CHECK(changed_.wait_for(guard, probe::kPatience, [&] { return lines_.size() >= count; }));
    return std::exchange(lines_, {});
  }
  [[nodiscard]] bool empty() {
    const std::lock_guard guard(mutex_);
    return lines_.empty();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_;
};

std::string seen(std::string_view method) { return "sees " + std::string(method); }
std::string ended(const idl::CallEnd& end) {
  const std::string_view outcome = end.error == nullptr ? "OK" : to_string(end.error->code);
  return "ends " + std::string(end.method) + ' ' + std::string(outcome);
}

/// Notes the calls that leave, and puts a token to them.
class Outgoing final : public idl::ClientInterceptor {
 public:
  explicit Outgoing(Record& record) : record_(record) {}

 private:
  idl::Result<void> on_call(idl::OutgoingCall& call) override {
    record_.add(seen(call.method));
    call.options.metadata.set("token", "sesame");
    return {};
  }
  void on_end(const idl::CallEnd& end) override { record_.add(ended(end)); }

  Record& record_;
};

/// Notes the calls that come, and lets in who has the token.
class Incoming final : public idl::ServerInterceptor {
 public:
  explicit Incoming(Record& record) : record_(record) {}

 private:
  idl::Result<void> on_call(idl::Context& context) override {
    record_.add(seen(context.method()));
    if (context.metadata().text("token") == "sesame") return {};
    return idl::Error{Code::PermissionDenied, "no token"};
  }
  void on_end(const idl::Context&, const idl::CallEnd& end) override { record_.add(ended(end)); }

  Record& record_;
};

class Sink final : public idl::LogSink {
 public:
  explicit Sink(Record& record) : record_(record) {}
  void write(idl::LogLevel level, std::string_view line) noexcept override {
    record_.add(std::string(to_string(level)) + ' ' + std::string(line));
  }

 private:
  Record& record_;
};

/// A server whose echo() asks the caller's own slow().
struct Peers {
  explicit Peers(idl::ServerOptions options = {}) : served(probe::Over::Unix, std::move(options)) {
    served.service.on_echo = [](idl::Context& context, const std::string& text) {
      return context.peer().client<probe::Probe>().slow(text);
    };
  }

  [[nodiscard]] probe::Client connect(idl::ChannelOptions options = {}) const {
    options.serve = {own};
    return probe::Client(served.connect(std::move(options)));
  }

  std::shared_ptr<probe::Server> own = std::make_shared<probe::Server>();
  probe::Served served;
};

std::uint64_t successes(const idl::SideMetrics& side, std::string_view method) {
  for (const idl::MethodMetrics& one : side.methods) {
    if (one.method == method) return one.ended[0];
  }
  return 0;
}

const std::vector<std::string> kSlowIsFine = {"sees probe.Probe.slow", "ends probe.Probe.slow OK"};

}  // namespace

TEST_CASE("interceptors stand around the calls of a server to its peers") {
  Record record;
  Peers peers({.peer_interceptors = {std::make_shared<Outgoing>(record)}});
  CHECK(peers.connect().echo("x").value() == "x");
  CHECK(record.take(2) == kSlowIsFine);
}

TEST_CASE("interceptors stand around the calls that a channel serves, and may refuse them") {
  Record record;
  std::atomic<int> runs = 0;
  const auto serve = [&](Peers& peers) {
    peers.own->on_echo = [&](idl::Context&, std::string text) {
      ++runs;
      return probe::EchoResult(std::move(text));
    };
    return peers.connect({.serve_interceptors = {std::make_shared<Incoming>(record)}});
  };
  SUBCASE("one that lets them in") {
    Record sent;
    Peers peers({.peer_interceptors = {std::make_shared<Outgoing>(sent)}});
    CHECK(serve(peers).echo("x").value() == "x");
    CHECK(record.take(2) == kSlowIsFine);
    CHECK(runs == 1);
  }
  SUBCASE("one that does not") {
    Peers peers;
    const auto refused = serve(peers).echo("x");
    REQUIRE(!refused);
    CHECK(refused.error().code == Code::PermissionDenied);
    CHECK(refused.error().origin == Origin::Application);
    CHECK(record.take(1) == std::vector<std::string>{"sees probe.Probe.slow"});
    CHECK(runs == 0);
  }
}

TEST_CASE("interceptors of a channel stand around calls of objects that came over it") {
  probe::RoomServer room;
  room.on_open = [](idl::Context&) { return probe::OpenResult(std::make_shared<probe::Server>()); };
  idl::Server server;
  server.add(room).value();
  const auto address = server.listen("memory:watched-room").value();
  Record record;
  const auto channel =
      idl::Channel::connect(address, {.interceptors = {std::make_shared<Outgoing>(record)}});
  const auto object = probe::RoomClient(*channel).open().value();
  (void)record.take(2);
  CHECK(object.slow("x").value() == "x");
  CHECK(record.take(2) == kSlowIsFine);
}

TEST_CASE("metrics count calls in both directions on both sides") {
  const auto at_server = std::make_shared<idl::Metrics>();
  const auto at_client = std::make_shared<idl::Metrics>();
  Peers peers({.metrics = at_server});
  CHECK(peers.connect({.metrics = at_client}).echo("x"));
  const auto server = at_server->snapshot();
  CHECK(successes(server.server, "probe.Probe.echo") == 1);
  CHECK(successes(server.client, "probe.Probe.slow") == 1);
  const auto client = at_client->snapshot();
  CHECK(successes(client.client, "probe.Probe.echo") == 1);
  CHECK(successes(client.server, "probe.Probe.slow") == 1);
}

TEST_CASE("a channel's log tells of its connections, from the first attempt to the end") {
  Record record;
  probe::TempFolder folder;
  const std::string address = "unix:" + folder.path() + "/late";
  const auto channel = idl::Channel::connect(address, {.lazy = true,
                                                       .backoff = probe::kNoPauses,
                                                       .log = std::make_shared<Sink>(record)})
                           .value();
  const probe::Client client(channel);
  CHECK(!client.echo("x"));
  CHECK(record.take(1)[0].starts_with("warning cannot connect to `" + address + "`: Unavailable"));

  probe::Server service;
  {
    idl::Server server;
    server.add(service).value();
    (void)server.listen(address).value();
    CHECK(client.echo("x"));
    CHECK(record.take(1)[0] == "info connected to `" + address + "`");
  }
  for (int i = 0; i < 2; ++i) CHECK(!client.echo("x"));
  const auto lines = record.take(2);
  CHECK(std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    return line.starts_with("info the connection to `" + address + "` is over: ");
  }));
  idl::Channel(channel).close();
}

TEST_CASE("a channel's log tells at once that the connection is over of one that serves") {
  Record record;
  std::optional<Peers> peers;
  peers.emplace();
  const auto client = peers->connect({.log = std::make_shared<Sink>(record)});
  CHECK(record.take(1)[0].starts_with("info connected to"));
  CHECK(client.echo("x"));
  peers->served.server.shutdown(0s);
  CHECK(record.take(1)[0].starts_with("info the connection to"));
  CHECK(!client.echo("x"));
}

TEST_CASE("a channel's log tells what the handlers throw that it serves, and not that it closed") {
  Record record;
  Peers peers;
  peers.own->on_echo = [](idl::Context&, const std::string&) -> probe::EchoResult {
    throw std::string("a secret");
  };
  {
    const auto client = peers.connect({.log = std::make_shared<Sink>(record)});
    CHECK(!client.echo("x"));
    CHECK(record.take(2)[1] == "error the handler of `probe.Probe.slow` threw");
  }
  CHECK(record.empty());
}
