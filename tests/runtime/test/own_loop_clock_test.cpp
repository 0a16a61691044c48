// Channels in an own loop by a clock that is moved on: whatever such a channel waits for between
// two turns of the loop, next_timeout() knows of, and it needs no thread meanwhile.
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "idl/test/clock.h"
#include "idl/test/faulty_network.h"
#include "tests/runtime/rpc/fixture.h"
#include "tests/runtime/rpc/silent_place.h"
#include "tests/runtime/rpc/turn.h"
#include "tests/support/process_threads.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::test::FaultyNetwork;
using idl::test::TestClock;
using idl::test::threads_of_this_process;
using probe::drive_until;
using probe::EchoResult;

namespace {

idl::ChannelOptions by_the_hour() {
  return {.connect_timeout = 1h, .lazy = true, .backoff = probe::kNoPauses, .own_loop = true};
}

idl::Channel reach(const std::vector<idl::Address>& addresses,
                   idl::ChannelOptions options = by_the_hour()) {
  return idl::Channel::connect(addresses, std::move(options)).value();
}

struct Call {
  Call(const idl::Channel& channel, const idl::CallOptions& options) {
    probe::Client(channel).with(options).start_echo("x").then(
        [this](EchoResult end) { result = std::move(end); });
  }
  [[nodiscard]] bool is_over() const { return result.has_value(); }

  std::optional<EchoResult> result;
};

/// Drives the channel until it has connected there.
idl::Fd await_connection(idl::Channel& channel, const probe::SilentPlace& place) {
  for (;;) {
    channel.run_once();
    if (idl::Fd taken = place.accept()) return taken;
  }
}

}  // namespace

TEST_CASE("an own loop leaves a silent address when its share of the time is over") {
  TestClock clock;
  const probe::SilentPlace silent;
  const probe::Served served;
  auto channel = reach({silent.address(), served.address});
  const Call call(channel, {.timeout = 1h});
  const idl::Fd taken = await_connection(channel, silent);
  CHECK(channel.next_timeout() <= 30min);
  CHECK(channel.next_timeout() > 20min);
  CHECK_FALSE(call.is_over());
  clock.advance(31min);
  drive_until(channel, [&] { return call.is_over(); });
  CHECK(call.result->value() == "x");
}

TEST_CASE("an own loop goes on connecting when its call's time is over, for the next call") {
  TestClock clock;
  const probe::SilentPlace silent;
  auto channel = reach({silent.address()});
  const Call hasty(channel, {.timeout = 1min});
  const idl::Fd taken = await_connection(channel, silent);
  clock.advance(2min);
  drive_until(channel, [&] { return hasty.is_over(); });
  CHECK(hasty.result->error().code == Code::DeadlineExceeded);
  CHECK(hasty.result->error().executed == Executed::No);
  const Call next(channel, {.timeout = 2h});
  for (int turns = 0; turns < 100; ++turns) channel.run_once();
  CHECK_FALSE(next.is_over());
  CHECK_FALSE(static_cast<bool>(silent.accept()));  // there is no second attempt
  channel.close();
  drive_until(channel, [&] { return next.is_over(); });
}

TEST_CASE("an own loop gives a silent address up after its time, and says for how long it tried") {
  TestClock clock;
  const probe::SilentPlace silent;
  auto channel = reach({silent.address()});
  const Call call(channel, {.timeout = 2h});
  const idl::Fd taken = await_connection(channel, silent);
  clock.advance(61min);
  drive_until(channel, [&] { return call.is_over(); });
  CHECK(call.result->error().code == Code::Unavailable);
  CHECK(call.result->error().message.find("took the connection but did not answer in time (the "
                                          "attempt had 3600000 ms)") != std::string::npos);
}

TEST_CASE("an own loop tries an address again when its pause is over") {
  TestClock clock;
  const probe::TempFolder folder;
  const idl::Address address = idl::UnixAddress{folder.path() + "/socket"};
  auto options = by_the_hour();
  options.backoff = {.first = 1h, .most = 1h};
  auto channel = reach({address}, options);
  const Call impatient(channel, {.timeout = 3h});
  drive_until(channel, [&] { return impatient.is_over(); });
  CHECK(impatient.result->error().code == Code::Unavailable);
  const Call patient(channel, {.timeout = 3h});  // until the next attempt, whose outcome it shares
  probe::Server service;
  idl::Server server;
  REQUIRE(server.add(service));
  REQUIRE(server.listen(address));
  for (int turns = 0; turns < 10; ++turns) channel.run_once();
  CHECK_FALSE(patient.is_over());
  CHECK(channel.next_timeout() > 20min);
  clock.advance(1h);
  drive_until(channel, [&] { return patient.is_over(); });
  CHECK(patient.result->value() == "x");
}

TEST_CASE("P6 a call is made again in an own loop when its pause is over, and needs no thread") {
  TestClock clock;
  probe::Served served(probe::Over::Unix, {.own_loop = true});
  auto network = FaultyNetwork::create(served.address).value();
  int runs = 0;
  served.service.on_echo = [&](idl::Context&, std::string text) {
    if (++runs == 1) network.cut();
    return EchoResult(std::move(text));
  };
  auto options = by_the_hour();
  options.retry = {.first_pause = 1h, .longest_pause = 1h};
  auto channel = reach({network.address()}, options);
  const auto threads = threads_of_this_process();
  const auto turn_both = [&] {
    served.server.run_once();
    channel.run_once();
  };
  const Call call(channel, {.timeout = 3h, .idempotent = true});
  const Call other(channel, {.timeout = 3h});  // is over when the connection is
  while (!other.is_over()) turn_both();
  for (int turns = 0; turns < 100; ++turns) turn_both();
  CHECK_FALSE(call.is_over());
  CHECK(channel.next_timeout() <= 1h);
  clock.advance(1h);
  while (!call.is_over()) turn_both();
  CHECK(call.result->value() == "x");
  CHECK(threads_of_this_process() == threads);
}
