// Started calls that are made again over a network that fails, by a clock that is moved on: the
// rest of what they keep to is tested without either, in tests/runtime/rpc/started_retry_test.cpp.
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "idl/test/clock.h"
#include "idl/test/faulty_network.h"
#include "tests/runtime/rpc/fixture.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::test::TestClock;
using probe::EchoResult;

namespace {

constexpr idl::RetryOptions kAtOnce{.first_pause = 0ms, .longest_pause = 0ms};

}  // namespace

TEST_CASE("P1 a call ends at its deadline while the connection for another one is being made") {
  TestClock clock;
  probe::Gate gate;
  probe::Gate ended;
  probe::Served served;
  served.service.on_echo = [&gate](idl::Context&, std::string text) {
    gate.pass();
    return EchoResult(std::move(text));
  };
  auto network = idl::test::FaultyNetwork::create(served.address).value();
  const auto channel = idl::Channel::connect(
      network.address(), {.connect_timeout = 1h, .backoff = probe::kNoPauses, .retry = kAtOnce});
  const probe::Client client(channel.value());
  auto patient =
      client.with({.timeout = idl::no_deadline, .idempotent = true}).start_echo("patient");
  constexpr auto kSoon = 5s;  // less than a handshake may take
  auto hasty = client.with({.timeout = kSoon, .idempotent = true}).start_echo("hasty");
  gate.await_arrivals(2);
  network.use({.to_client = {.clog_at = 0}});  // connections from now on: no handshake
  network.cut();
  ended.open();
  std::move(patient).then([&ended](const EchoResult& result) {
    CHECK(result.value() == "patient");
    ended.pass();
  });
  std::move(hasty).then([&ended](const EchoResult& result) {
    CHECK(result.error().code == Code::DeadlineExceeded);
    CHECK(result.error().executed == Executed::Maybe);
    ended.pass();
  });
  while (network.connections() < 2) std::this_thread::yield();
  clock.advance(kSoon);
  ended.await_arrivals(1);
  gate.open();
  network.use({});
  network.unclog();
  ended.await_arrivals(2);
}

TEST_CASE("P6 a call that was started is made again when the clock says that its pause is over") {
  TestClock clock;
  probe::Gate is_cut;
  probe::Served served;
  auto network = idl::test::FaultyNetwork::create(served.address).value();
  std::atomic<int> runs = 0;
  served.service.on_echo = [&](idl::Context&, std::string text) {
    if (++runs == 1) {
      network.cut();
      is_cut.open();
    }
    return EchoResult(std::move(text));
  };
  const auto channel = idl::Channel::connect(
      network.address(),
      {.backoff = probe::kNoPauses, .retry = {.first_pause = 100h, .longest_pause = 100h}});
  auto call = probe::Client(channel.value())
                  .with({.timeout = idl::no_deadline, .idempotent = true})
                  .start_echo("x");
  is_cut.pass();
  CHECK(!call.ready());  // it pauses from now on
  clock.advance(100h);
  CHECK(call.wait().value() == "x");
  CHECK(runs == 2);
}
