// Connecting step by step, in a world whose system and time the test has in its hand: no step
// waits, and between two of them it is said what to wait for.
#include "net/dial.h"

#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "net/raw_address.h"
#include "net/socket_listener.h"
#include "tests/support/faulty_system.h"
#include "tests/support/ticking_clock.h"

namespace {

using namespace std::chrono_literals;
using namespace idl::detail;
using namespace idl::test;
using idl::Code;
using idl::Interest;
using idl::TcpAddress;
using idl::TimePoint;
using idl::UnixAddress;

TimePoint in_time() { return idl::deadline_in(60s); }

struct DialledServer {
  FaultySystem system;
  World world{system, steady_clock()};
  std::unique_ptr<idl::Listener> listener = listen_tcp(world, {"127.0.0.1", 0}, {}).value();

  std::uint16_t port() const { return std::get<TcpAddress>(listener->address()).port; }
};

RawAddress at_home(std::uint16_t port) {
  return real_system().resolve("127.0.0.1", port, ResolveMode::NumbersOnly).addresses.front();
}

TEST_CASE("a connect that is under way waits for its socket to be writable") {
  DialledServer server;
  const auto dial = dial_tcp(server.world, {"127.0.0.1", server.port()}, in_time(), nullptr);
  // Neither the connect nor what would be seen of it has happened yet.
  server.system.fail(Site::Connect, std::errc::operation_in_progress);
  const auto first = dial->step();
  REQUIRE(first);
  CHECK(*first == nullptr);
  CHECK(dial->waits_for().fd >= 0);
  CHECK(dial->waits_for().interest == Interest::Write);
}

TEST_CASE("a full queue of a Unix server is tried again after a pause, until the deadline") {
  FaultySystem system;
  const UnixAddress meeting{"idl-dialled-queue-" + std::to_string(::getpid()), true};
  const auto listener = listen_unix({system, steady_clock()}, meeting, {});
  REQUIRE(listener);
  const TickingClock clock(1s);
  const TimePoint deadline = clock.started() + 10s;
  const auto dial = dial_unix({system, clock}, meeting, deadline);
  system.fail(Site::Connect, std::errc::resource_unavailable_try_again, 1);
  const auto first = dial->step();
  REQUIRE(first);
  CHECK(*first == nullptr);
  CHECK(dial->waits_for().fd < 0);
  CHECK(dial->waits_for().until < deadline);
  const auto second = dial->step();
  REQUIRE(second);
  CHECK(*second != nullptr);
}

TEST_CASE("a name is resolved aside, and whoever dials is told of the answer") {
  DialledServer server;
  std::mutex mutex;
  std::condition_variable changed;
  bool let_go = false;
  bool told = false;
  server.system.resolver = [&, port = server.port()] {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return let_go; });
    return Resolved{{at_home(port)}, ""};
  };
  const auto dial = dial_tcp(server.world, {"shop", server.port()}, in_time(), [&] {
    const std::lock_guard lock(mutex);
    told = true;
    changed.notify_all();
  });
  for (int i = 0; i < 3; ++i) {
    const auto none = dial->step();
    REQUIRE(none);
    CHECK(*none == nullptr);
    CHECK(dial->waits_for().fd < 0);
  }
  {
    std::unique_lock lock(mutex);
    let_go = true;
    changed.notify_all();
    changed.wait(lock, [&] { return told; });
  }
  const auto connected = complete(server.world, *dial);
  REQUIRE(connected);
  CHECK(*connected != nullptr);
}

TEST_CASE("a name that is unknown ends a dial with the whole story") {
  DialledServer server;
  server.system.resolver = [] { return Resolved{{}, "Name or service not known"}; };
  std::atomic<bool> told = false;
  const auto dial = dial_tcp(server.world, {"shop", 7000}, in_time(), [&] { told = true; });
  auto outcome = dial->step();
  while (outcome && !told) outcome = dial->step();
  if (outcome) outcome = dial->step();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().message ==
        "cannot connect to tcp:shop:7000: cannot resolve 'shop': Name or service not known");
}

TEST_CASE("an address put together by hand is checked before anybody dials") {
  const auto begun = begin_transport(UnixAddress{"", false}, in_time(), nullptr);
  REQUIRE_FALSE(begun);
  CHECK(begun.error().code == Code::AddressInvalid);
}

}  // namespace
