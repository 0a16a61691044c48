// Calls that are made again after a failure, and those that are not. Connections are cut by a relay
// in the midst of a call, so that the server has run it and the client cannot know.
#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <sstream>
#include <thread>

#include <idl/metrics.h>

#include "base/random.h"
#include "cut_server.h"
#include "servers.h"
#include "started_forms.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;

using probe::CutServer;
using probe::kAlways;
using probe::kAtOnce;

TEST_CASE("P5 P6 a call that may have run is not repeated unless its method is idempotent") {
  CutServer server(kAlways);
  const probe::Client client(server.connect(kAtOnce));
  const auto failed = client.echo("x");
  REQUIRE(!failed);
  CHECK(failed.error().code == Code::Unavailable);
  CHECK(failed.error().executed == Executed::Maybe);
  CHECK(server.runs == 1);
}

TEST_CASE("P6 an idempotent call is made again until it is answered") {
  CutServer server(2);
  const probe::Client client(server.connect(kAtOnce));
  SUBCASE("because its caller says so") {
    CHECK(client.with({.idempotent = true}).echo("x").value() == "x");
  }
  SUBCASE("because its method is") {
    CHECK(client.with({.timeout = 30s}).hasty("x").value() == "x");
  }
  CHECK(server.runs == 3);
}

TEST_CASE("P6 calls that are made again are counted") {
  CutServer server(2);
  const auto metrics = std::make_shared<idl::Metrics>();
  const auto channel = idl::Channel::connect(
      server.relay.address(), {.backoff = probe::kNoPauses, .retry = kAtOnce, .metrics = metrics});
  CHECK(probe::Client(*channel).with({.idempotent = true}).echo("x"));
  CHECK(metrics->snapshot().client.connections.retries == 2);
  std::ostringstream text;
  write_prometheus(text, *metrics);
  CHECK(text.str().find("idl_client_retries_total 2\n") != std::string::npos);
}

TEST_CASE("P6 a call is made again as often as the channel or its caller says, and no more") {
  CutServer server(kAlways);
  idl::RetryOptions options = kAtOnce;
  options.max_retries = 2;
  idl::CallOptions call{.idempotent = true};
  int runs = 3;
  SUBCASE("the channel") {}
  SUBCASE("the caller") {
    call.max_retries = 4;
    runs = 5;
  }
  SUBCASE("the caller: never") {
    call.max_retries = 0;
    runs = 1;
  }
  const auto failed = probe::Client(server.connect(options)).with(call).echo("x");
  REQUIRE(!failed);
  CHECK(failed.error().code == Code::Unavailable);
  CHECK(failed.error().executed == Executed::Maybe);
  const bool told = failed.error().message.find("the call was made") != std::string::npos;
  CHECK(told == (runs > 1));
  CHECK(server.runs == runs);
}

TEST_CASE("P6 the calls of a channel share a budget") {
  CutServer server(kAlways);
  idl::RetryOptions options = kAtOnce;
  options.budget = 3;
  const probe::Client client =
      probe::Client(server.connect(options)).with({.idempotent = true, .max_retries = 2});
  CHECK(!client.echo("two repetitions"));
  CHECK(server.runs == 3);
  CHECK(!client.echo("one repetition"));
  CHECK(server.runs == 5);
  CHECK(!client.echo("none"));
  CHECK(server.runs == 6);
}

TEST_CASE("P6 a call is not repeated after a pause that its deadline cuts off") {
  CutServer server(kAlways);
  const probe::Client client =
      probe::Client(server.connect({.first_pause = 10000h, .longest_pause = 10000h}));
  const auto failed = client.with({.idempotent = true}).echo("x");
  REQUIRE(!failed);
  CHECK(failed.error().code == Code::Unavailable);
  CHECK(failed.error().executed == Executed::Maybe);
  CHECK(server.runs == 1);
}

TEST_CASE("P9 one deadline covers all attempts: each has less time than the one before") {
  CutServer server(3);
  const probe::Client client(server.connect(kAtOnce));
  CHECK(client.with({.timeout = 30s, .idempotent = true}).echo("x"));
  const auto remaining = server.remaining();
  REQUIRE(remaining.size() == 4);
  CHECK(remaining.front() <= 30s);
  for (std::size_t i = 1; i < 4; ++i) CHECK(remaining[i] < remaining[i - 1]);
}

TEST_CASE("P9 the attempts of a handler's call have no more time than the handler's own call") {
  CutServer server(2);
  const probe::Client inner = probe::Client(server.connect(kAtOnce))
                                  .with({.timeout = idl::no_deadline, .idempotent = true});
  probe::Served outer;
  outer.service.on_echo = [&inner](idl::Context&, const std::string& text) {
    return inner.echo(text);
  };
  CHECK(outer.client().with({.timeout = 15s}).echo("x").value() == "x");
  CHECK(server.remaining().size() == 3);
  for (const auto remaining : server.remaining()) CHECK(remaining <= 15s);
}

TEST_CASE("P6 a call with streams is sent once") {
  CutServer server(kAlways);
  server.served.streams.on_upload = [&server](idl::Context&,
                                              idl::Reader<std::string>) -> probe::CountResult {
    ++server.runs;
    server.relay.cut();
    return probe::Counts{};
  };
  const probe::StreamClient client =
      probe::StreamClient(server.connect(kAtOnce)).with({.idempotent = true});
  const auto failed = client.upload().finish();
  REQUIRE(!failed);
  CHECK(failed.error().executed == Executed::Maybe);
  CHECK(server.runs == 1);
}

TEST_CASE("P6 what the server refuses for lack of means is not repeated") {
  probe::Served served(probe::Over::Unix, {.max_calls = 0});
  const auto refused = served.client().with({.idempotent = true}).echo("x");
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::ResourceExhausted);
  CHECK(refused.error().executed == Executed::No);
  CHECK(refused.error().message.find("the call was made") == std::string::npos);
}

TEST_CASE("P6 closing a channel ends the pause before a repetition") {
  CutServer server(kAlways);
  auto channel = server.connect({.first_pause = 10000h, .longest_pause = 10000h});
  const probe::Client client =
      probe::Client(channel).with({.timeout = idl::no_deadline, .idempotent = true});
  std::thread caller([&client] {
    const auto failed = client.echo("x");
    REQUIRE(!failed);
    CHECK(failed.error().executed == Executed::Maybe);
  });
  while (server.runs == 0) std::this_thread::yield();
  channel.close();
  caller.join();
  CHECK(server.runs == 1);
}

TEST_CASE("P6 a repeated call goes to another server where there is one") {
  probe::Gate gate;
  probe::SeveralServers servers(2);
  servers[0].service.on_echo = [&gate](idl::Context&, const std::string&) {
    gate.pass();
    return probe::EchoResult("a");
  };
  const probe::Client client(servers.connect({}));
  std::thread caller(
      [&client] { CHECK(client.with({.idempotent = true}).echo("x").value() == "b"); });
  gate.await_arrivals(1);
  CHECK(servers[0].server->shutdown(0s).open_calls.size() == 1);
  caller.join();
  gate.open();
}

namespace {

/// What a server has run and what its client was told, call by call.
struct Journal {
  std::map<std::string, int> runs;
  int unanswered = 0;

  void check(const std::string& text, const probe::EchoResult& result, bool idempotent) {
    CAPTURE(text);
    const int times = runs[text];
    if (!idempotent) CHECK(times <= 1);
    if (result) {
      CHECK(times >= 1);
      return;
    }
    ++unanswered;
    if (result.error().executed == Executed::No) CHECK(times == 0);
  }
};

}  // namespace

TEST_CASE("F5 P3 P5 over connections that are cut anywhere, no outcome is told wrongly") {
  const auto blocking = [](const probe::Client& client, const std::string& text) {
    return client.echo(text);
  };
  const auto started = [](const probe::Client& client, const std::string& text) {
    return client.start_echo(text).wait();
  };
  const auto followed = [](const probe::Client& client, const std::string& text) {
    return probe::by_callback(client.start_echo(text));
  };
  using Form = probe::EchoResult (*)(const probe::Client&, const std::string&);
  for (std::size_t round = 0; round < 6; ++round) {
    CAPTURE(round);
    const Form echo = std::array<Form, 3>{blocking, started, followed}[round / 2];
    const bool idempotent = round % 2 == 1;
    probe::Served served;
    std::mutex mutex;
    Journal journal;
    served.service.on_echo = [&](idl::Context&, std::string text) {
      const std::lock_guard guard(mutex);
      ++journal.runs[text];
      return probe::EchoResult(std::move(text));
    };
    idl::detail::Random random(idempotent ? 1 : 2);
    // A handshake and a call take a few hundred bytes: the cut may come anywhere in some calls.
    probe::Relay relay(served.address, [&random] { return std::size_t{1} + random.next() % 1500; });
    const auto channel =
        idl::Channel::connect(relay.address(), {.lazy = true, .backoff = probe::kNoPauses});
    REQUIRE(channel);
    const probe::Client client = probe::Client(*channel).with({.idempotent = idempotent});
    for (int i = 0; i < 500; ++i) {
      const std::string text = std::to_string(i);
      const auto result = echo(client, text);
      const std::lock_guard guard(mutex);
      journal.check(text, result, idempotent);
    }
    CHECK(journal.unanswered > 0);
    CHECK(journal.unanswered < 500);
  }
}
