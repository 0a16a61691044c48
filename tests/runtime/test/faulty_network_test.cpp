// Each fault as a client and a server of the same test see it. What fails says so truly, what only
// comes late or in pieces comes all the same.
#include <atomic>
#include <thread>

#include "idl/test/faulty_network.h"
#include "tests/runtime/rpc/fixture.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::test::FaultScript;
using idl::test::FaultyNetwork;

namespace {

/// A served probe behind a network.
struct Behind {
  explicit Behind(const FaultScript& script = {}, probe::Over over = probe::Over::Unix)
      : served(over), network(FaultyNetwork::create(served.address, script).value()) {
    served.service.on_echo = [this](idl::Context&, std::string text) {
      ++runs;
      return probe::EchoResult(std::move(text));
    };
  }
  [[nodiscard]] idl::Result<idl::Channel> connect(idl::ChannelOptions options = {}) const {
    return idl::Channel::connect(network.address(), std::move(options));
  }

  probe::Served served;
  std::atomic<int> runs = 0;
  FaultyNetwork network;
};

// The bytes of a hello with its header, behind which the first call or answer begins.
constexpr std::uint64_t kHelloBytes = 16 + 52;

}  // namespace

TEST_CASE("without a script everything passes, over every transport") {
  probe::over_each([](probe::Over over) {
    const Behind behind({}, over);
    const probe::Client client(behind.connect().value());
    const std::string large(1'000'000, 'x');
    CHECK(client.echo("x").value() == "x");
    CHECK(client.echo(large).value() == large);
    CHECK(behind.network.connections() == 1);
  });
}

TEST_CASE("a network that splits everything into single bytes changes nothing") {
  const Behind behind({.to_server = {.piece = 1}, .to_client = {.piece = 1}});
  const probe::Client client(behind.connect().value());
  const std::string text(1'000, 'x');
  CHECK(client.echo(text).value() == text);
}

TEST_CASE("a delay delays") {
  const Behind behind({.to_server = {.delay = 20ms}, .to_client = {.delay = 20ms}});
  const probe::Client client(behind.connect().value());
  const auto begun = std::chrono::steady_clock::now();
  CHECK(client.echo("x").value() == "x");
  CHECK(std::chrono::steady_clock::now() - begun >= 40ms);
}

TEST_CASE("a network that is cut in the middle of a call or an answer leaves the caller in doubt") {
  const FaultScript in_call{.to_server = {.cut_at = kHelloBytes + 10}};
  const FaultScript in_answer{.to_client = {.cut_at = kHelloBytes + 10}};
  for (const bool answered : {false, true}) {
    CAPTURE(answered);
    const Behind behind(answered ? in_answer : in_call);
    const probe::Client client(behind.connect().value());
    const auto result = client.echo("x");
    REQUIRE(!result);
    CHECK(result.error().code == Code::Unavailable);
    CHECK(result.error().executed == Executed::Maybe);
    CHECK(behind.runs == (answered ? 1 : 0));
  }
}

TEST_CASE("a corrupted byte of a header ends the connection, and the next one works") {
  Behind behind({.to_client = {.corrupt_at = kHelloBytes + 4}});
  const probe::Client client(behind.connect().value());
  const auto result = client.echo("x");
  REQUIRE(!result);
  CHECK(result.error().code == Code::ProtocolError);
  CHECK(result.error().executed == Executed::Maybe);
  behind.network.use({});
  CHECK(client.echo("y").value() == "y");
  CHECK(behind.network.connections() == 2);
}

TEST_CASE("what is held back comes when it is let pass") {
  Behind behind({.to_client = {.clog_at = kHelloBytes}});
  const probe::Client client(behind.connect().value());
  const auto late = client.with({.timeout = 20ms}).echo("x");
  REQUIRE(!late);
  CHECK(late.error().code == Code::DeadlineExceeded);
  auto pending = client.start_echo("y");
  behind.network.unclog();
  CHECK(pending.wait().value() == "y");
}

TEST_CASE("a network that is cut by hand ends what is under way") {
  Behind behind;
  probe::Gate gate;
  behind.served.service.on_echo = [&gate](idl::Context&, std::string text) {
    gate.pass();
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client(behind.connect().value());
  auto pending = client.start_echo("x");
  gate.await_arrivals(1);
  behind.network.cut();
  CHECK(pending.wait().error().executed == Executed::Maybe);
  gate.open();
  CHECK(client.echo("y").value() == "y");
}

TEST_CASE("a hello that never arrives is a deadline of connecting") {
  const Behind behind({.to_client = {.clog_at = 5}});
  const auto channel = behind.connect({.connect_timeout = 20ms});
  REQUIRE(!channel);
  CHECK(channel.error().code == Code::DeadlineExceeded);
}

TEST_CASE("a network in front of a server that is gone breaks every connection") {
  Behind behind;
  (void)behind.served.server.shutdown(0s);
  CHECK(!behind.connect({.connect_timeout = 5s}));
}
