// A clock that a test moves on: every kind of sleep of the runtime notices it, and half a minute
// takes no time.
#include <atomic>
#include <chrono>
#include <thread>

#include "idl/run_task.h"
#include "idl/test/clock.h"
#include "idl/test/faulty_network.h"
#include "tests/runtime/rpc/fixture.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::test::TestClock;

namespace {

/// A server whose handlers wait at a gate.
struct Held {
  Held() {
    served.service.on_echo = [this](idl::Context& context, std::string text) {
      if (text == "block") gate.pass();
      remaining = context.remaining();
      return probe::EchoResult(std::move(text));
    };
  }
  ~Held() { gate.open(); }

  TestClock clock;
  probe::Gate gate;
  std::atomic<idl::Duration> remaining{};
  probe::Served served;
};

/// Real time must not matter: none of these waits for the span that it moves on.
class NoTime {
 public:
  ~NoTime() { CHECK(std::chrono::steady_clock::now() - begun_ < 10s); }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace

TEST_CASE("a deadline comes when the test says so, to one who reads and to one who follows") {
  const NoTime no_time;
  Held held;
  const probe::Client client = held.served.client();
  std::thread other([&] { CHECK(client.slow("block").error().code == Code::DeadlineExceeded); });
  auto pending = client.start_slow("block");
  held.gate.await_arrivals(2);
  held.clock.advance(29s);
  CHECK(!pending.ready());
  held.clock.advance(2s);
  CHECK(pending.wait().error().code == Code::DeadlineExceeded);
  other.join();
}

TEST_CASE("a handler sees the time that has gone") {
  Held held;
  const probe::Client client = held.served.client();
  auto pending = client.with({.timeout = 60s}).start_slow("block");
  held.gate.await_arrivals(1);
  held.clock.advance(50s);
  held.gate.open();
  CHECK(pending.wait());
  CHECK(held.remaining.load() <= 10s);
}

TEST_CASE("a connection that is idle for five minutes is closed, and opened again for a call") {
  const NoTime no_time;
  TestClock clock;
  const probe::Served served;
  auto network = idl::test::FaultyNetwork::create(served.address).value();
  const probe::Client client(idl::Channel::connect(network.address()).value());
  CHECK(client.echo("x"));
  clock.advance(301s);
  // The server's leader notices within milliseconds; calls that are faster still find the old one.
  while (network.connections() == 1) {
    std::this_thread::sleep_for(5ms);
    CHECK(client.echo("y"));
    clock.advance(301s);
  }
  CHECK(network.connections() == 2);
}

TEST_CASE("a call may run for longer than a connection may be idle, and stalls no other") {
  const NoTime no_time;
  Held held;
  const probe::Client client = held.served.client().with({.timeout = idl::no_deadline});
  auto pending = client.start_slow("block");
  held.gate.await_arrivals(1);
  for (int i = 0; i < 3; ++i) {
    held.clock.advance(301s);
    CHECK(held.served.client().echo("x"));
  }
  held.gate.open();
  CHECK(pending.wait().value() == "block");
}

TEST_CASE("a drain ends at its deadline") {
  const NoTime no_time;
  Held held;
  const probe::Client client = held.served.client();
  auto pending = client.with({.timeout = idl::no_deadline}).start_slow("block");
  held.gate.await_arrivals(1);
  std::thread stopper([&] { CHECK(held.served.server.shutdown(1h).open_calls.size() == 1); });
  while (idl::Channel::connect(held.served.address)) {
  }
  held.clock.advance(1h);
  CHECK(pending.wait().error().code == Code::GoingAway);
  stopper.join();
}

TEST_CASE("P18 streams go on until the grace of a drain is over") {
  const NoTime no_time;
  Held held;
  auto chat = held.served.stream_client().chat();
  REQUIRE(chat.write("a"));
  CHECK(chat.next() == "a");
  std::thread stopper([&] {
    const auto report = held.served.server.shutdown(1h);
    REQUIRE(report.open_calls.size() == 1);
    CHECK(report.open_calls[0].method == "probe.Streams.chat");
    CHECK(report.open_calls[0].age >= 1h);
  });
  while (idl::Channel::connect(held.served.address)) {
  }
  held.clock.advance(59min);
  CHECK(chat.write("b"));
  CHECK(chat.next() == "b");
  held.clock.advance(1min);
  CHECK(!chat.next());
  CHECK(chat.finish().error().code == Code::GoingAway);
  stopper.join();
}

TEST_CASE("a coroutine that sleeps goes on when the test says so, and a later one as it asks") {
  const NoTime no_time;
  TestClock clock;
  const auto sleeps = [](idl::Duration duration) -> idl::Task<> {
    co_await idl::sleep_for(duration);
  };
  std::atomic<bool> awake = false;
  std::thread sleeper([&] {
    idl::sync_wait(sleeps(60s));
    awake = true;
  });
  while (!awake) {
    clock.advance(1s);
    std::this_thread::sleep_for(1ms);
  }
  sleeper.join();
  idl::sync_wait(sleeps(1ms));
}

TEST_CASE("a stream's handler that waits learns that its time is over") {
  const NoTime no_time;
  TestClock clock;
  const probe::Served served;
  auto chat = served.stream_client().with({.timeout = 30s}).chat();
  CHECK(chat.write("x"));
  CHECK(chat.next());
  clock.advance(31s);
  CHECK(!chat.next());
  CHECK(chat.finish().error().code == Code::DeadlineExceeded);
}
