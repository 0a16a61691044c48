// Promises of the runtime about single calls, each under its number: what a failure says of the
// procedure, and what becomes of requests that come too late. (P5, P6: retry_test.cpp.)
#include <atomic>
#include <thread>

#include "relay.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::Origin;

namespace {

/// A server that counts what it runs.
struct Counted {
  explicit Counted(const idl::ServerOptions& options = {}) : served(probe::Over::Unix, options) {
    served.service.on_echo = [this](idl::Context&, std::string text) {
      ++runs;
      return probe::EchoResult(std::move(text));
    };
  }

  std::atomic<int> runs = 0;
  probe::Served served;
};

void check_not_executed(const idl::Error& error) {
  CAPTURE(to_text(error));
  CHECK(error.executed == Executed::No);
}

}  // namespace

TEST_CASE("P3 No is said where nobody could be reached") {
  const probe::TempFolder folder;
  const auto channel = idl::Channel::connect("unix:" + folder.path() + "/nobody", {.lazy = true});
  REQUIRE(channel);
  const auto failed = probe::Client(*channel).echo("x");
  REQUIRE(!failed);
  CHECK(failed.error().code == Code::Unavailable);
  check_not_executed(failed.error());
}

TEST_CASE("P3 No is said where the server refuses before it dispatches") {
  Counted counted({.max_calls = 0});
  const probe::Client client = counted.served.client();
  for (const auto& failed : {client.echo("x"), client.unknown()}) {
    REQUIRE(!failed);
    CHECK(failed.error().origin == Origin::Peer);
    check_not_executed(failed.error());
  }
  CHECK(counted.runs == 0);
}

TEST_CASE("P3 No is said where the request never left this side") {
  Counted counted;
  const probe::Client client(counted.served.connect({.max_message_bytes = 1024, .max_calls = 0}));
  const auto full = client.echo("x");
  REQUIRE(!full);
  CHECK(full.error().code == Code::ResourceExhausted);
  check_not_executed(full.error());
  const auto large = client.echo(std::string(2000, 'x'));
  REQUIRE(!large);
  check_not_executed(large.error());
  CHECK(counted.runs == 0);
}

TEST_CASE("P3 No is said where the request came behind the server's go-away") {
  probe::Gate gate;
  std::atomic<int> runs = 0;
  probe::Served served;
  served.service.on_echo = [&](idl::Context&, std::string text) {
    ++runs;
    if (text == "block") gate.pass();
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = served.client();
  auto blocked = client.start_slow("block");
  gate.await_arrivals(1);
  std::thread stopper([&] { (void)served.server.shutdown(probe::kPatience); });
  int answered = 1;
  auto refused = client.echo("x");
  for (; refused; refused = client.echo("x")) ++answered;
  check_not_executed(refused.error());
  CHECK(runs == answered);
  gate.open();
  CHECK(blocked.wait());
  stopper.join();
}

TEST_CASE("P10 a request whose time is over never enters the handler") {
  probe::Gate gate;
  std::atomic<int> late = 0;
  // One thread for handlers, and one to read.
  probe::Served served(probe::Over::Unix, {.max_threads = 2});
  served.service.on_echo = [&](idl::Context&, std::string text) {
    if (text == "block") gate.pass();
    if (text == "late") ++late;
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = served.client();
  auto blocked = client.start_echo("block");
  gate.await_arrivals(1);

  // Through a relay that passes nothing on any more, so that the server learns of no cancellation:
  // its own look at the deadline has to do.
  probe::Relay relay(served.address);
  const auto channel = idl::Channel::connect(relay.address());
  REQUIRE(channel);
  const probe::Client behind_relay(*channel);
  auto waiting = behind_relay.with({.timeout = 200ms}).start_echo("late");
  CHECK(!behind_relay.unknown());  // it is refused where the one before it has been read
  const auto over_at_server = std::chrono::steady_clock::now() + 200ms;
  relay.hold();
  const auto failed = waiting.wait();
  REQUIRE(!failed);
  CHECK(failed.error().code == Code::DeadlineExceeded);
  std::this_thread::sleep_until(over_at_server);
  gate.open();
  CHECK(blocked.wait().value() == "block");
  CHECK(client.echo("next in the queue").value() == "next in the queue");
  CHECK(late == 0);
}
