// The end of a server, in every state that it can be in. It always returns, and it says what it had
// to leave open.
#include <atomic>
#include <thread>

#include "fixture.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;

TEST_CASE("a server that never listened shuts down at once") {
  idl::Server server;
  CHECK(server.shutdown().open_calls.empty());
  CHECK(server.shutdown().open_calls.empty());
  const auto late = server.listen("memory:too-late");
  REQUIRE(!late);
  CHECK(late.error().code == Code::GoingAway);
}

TEST_CASE("idle connections do not hold a shutdown up") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    const probe::Client client = served.client();
    CHECK(client.echo("x"));
    CHECK(served.server.shutdown(probe::kPatience).open_calls.empty());
    const auto after = client.echo("y");
    REQUIRE(!after);
    CHECK(after.error().executed == Executed::No);
    CHECK(!idl::Channel::connect(served.address));
  });
}

TEST_CASE("a shutdown waits for the calls under way, and takes no new ones") {
  probe::over_each([](probe::Over over) {
    probe::Gate gate;
    probe::Served served(over);
    served.service.on_echo = [&gate](idl::Context&, std::string text) {
      if (text == "block") gate.pass();
      return probe::EchoResult(std::move(text));
    };
    const probe::Client client = served.client();
    auto pending = client.start_slow("block");
    gate.await_arrivals(1);
    std::atomic<bool> over_yet = false;
    std::thread stopper([&] {
      CHECK(served.server.shutdown(probe::kPatience).open_calls.empty());
      over_yet = true;
    });
    // Calls that cross the news in flight are still served; then the channel knows.
    auto refused = client.echo("x");
    while (refused) refused = client.echo("x");
    CHECK(refused.error().executed == Executed::No);
    CHECK(!over_yet);
    gate.open();
    CHECK(pending.wait().value() == "block");
    stopper.join();
  });
}

TEST_CASE("P18 a shutdown returns at its deadline and tells what was open, each time it is asked") {
  probe::Gate gate;
  probe::Served served;
  std::atomic<bool> cancelled = false;
  served.service.on_echo = [&](idl::Context& context, std::string text) {
    gate.pass();
    cancelled = context.cancelled();
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = served.client();
  auto pending = client.start_slow("block");
  gate.await_arrivals(1);
  const auto report = served.server.shutdown(10ms);
  REQUIRE(report.open_calls.size() == 1);
  CHECK(report.open_calls[0].method == "probe.Probe.slow");
  CHECK(report.open_calls[0].peer.index() == served.address.index());
  CHECK(report.open_calls[0].age >= 10ms);
  CHECK(served.server.shutdown().open_calls.size() == 1);

  const auto result = pending.wait();
  REQUIRE(!result);
  CHECK(result.error().executed == Executed::Maybe);
  gate.open();
  const auto end = std::chrono::steady_clock::now() + probe::kPatience;
  while (!cancelled && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  CHECK(cancelled);
}

TEST_CASE("a long drain can still be cut off, while a handler goes on") {
  probe::Gate gate;
  probe::Served served;
  served.service.on_echo = [&gate](idl::Context&, std::string text) {
    gate.pass();
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = served.client();
  auto pending = client.start_slow("block");
  gate.await_arrivals(1);
  std::thread patient([&] { CHECK(served.server.shutdown(1h).open_calls.size() == 1); });
  // Longer than a drain waits for peers without calls.
  std::this_thread::sleep_for(300ms);
  CHECK(served.server.shutdown(0s).open_calls.size() == 1);
  const auto result = pending.wait();
  REQUIRE(!result);
  CHECK(result.error().code == Code::GoingAway);
  gate.open();
  patient.join();
}

TEST_CASE("P18 a handler may shut its server down, and still gets its answer through") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    served.service.on_echo = [&served](idl::Context&, std::string text) {
      (void)served.server.shutdown(probe::kPatience);
      return probe::EchoResult(std::move(text));
    };
    CHECK(served.client().echo("bye").value() == "bye");
    served.server.run();
    CHECK(served.server.shutdown().open_calls.empty());
  });
}

TEST_CASE("P18 two threads may shut down at once, and run() ends with it") {
  probe::Served served;
  std::thread runner([&] { served.server.run(); });
  std::thread other([&] { CHECK(served.server.shutdown().open_calls.empty()); });
  CHECK(served.server.shutdown().open_calls.empty());
  other.join();
  runner.join();
}
