// Connecting: under one deadline, through every way in which a
// connect can take its time or fail.
#include <doctest/doctest.h>

#include "net/raw_address.h"
#include "tests/runtime/net/connected.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/ticking_clock.h"

namespace {

using namespace std::chrono_literals;
using namespace idl::detail;
using namespace idl::test;
using idl::Code;
using idl::TcpAddress;
using idl::TimePoint;
using idl::UnixAddress;

// A listener on this machine, and the world that reaches it.
struct Server {
  FaultySystem system;
  World world{system, steady_clock()};
  std::unique_ptr<idl::Listener> listener;

  Server() {
    auto listening = listen_tcp(world, {"127.0.0.1", 0}, {});
    REQUIRE(listening);
    listener = *std::move(listening);
  }

  TcpAddress address() const { return std::get<TcpAddress>(listener->address()); }
};

RawAddress numeric(const char* host, std::uint16_t port) {
  return real_system().resolve(host, port, ResolveMode::NumbersOnly).addresses.front();
}

TEST_CASE("a connect that a signal interrupts goes on by itself") {
  Server server;
  server.system.fail(Site::Connect, std::errc::interrupted);
  // The fault stands for the call, so nothing is under way: what counts is that it is waited for
  // and not called again.
  server.system.fail(Site::PendingError, std::errc::connection_refused);
  CHECK_FALSE(connect_tcp(server.world, server.address(), soon()));
  CHECK(server.system.calls(Site::Connect) == 1);
  CHECK(server.system.calls(Site::PendingError) == 1);
}

TEST_CASE("signals during the wait do no harm") {
  Server server;
  server.system.fail(Site::Poll, std::errc::interrupted, 5);
  CHECK(connect_tcp(server.world, server.address(), soon()));
}

TEST_CASE("waiting ends at the deadline, even if signals never let it sleep") {
  FaultySystem system;
  system.fail(Site::Poll, std::errc::interrupted, kAlways);
  const TickingClock clock(1s);
  const auto waited = wait_for({system, clock}, -1, idl::Interest::Read, clock.started() + 100s);
  REQUIRE(waited);
  CHECK(*waited == WaitOutcome::DeadlinePassed);
  CHECK(system.calls(Site::Poll) <= 100);
}

TEST_CASE("where nobody listens a connect fails at once and says what to do") {
  Server server;
  const TcpAddress address = server.address();
  server.listener.reset();
  const auto connected = connect_tcp(server.world, address, soon());
  REQUIRE_FALSE(connected);
  CHECK(connected.error().code == Code::Unavailable);
  CHECK(connected.error().executed == idl::Executed::No);
  CHECK(connected.error().message ==
        "cannot connect to " + to_string(idl::Address(address)) +
            ": Connection refused; nobody listens there: start the server, or check the address");
}

TEST_CASE("a deadline that has passed is DeadlineExceeded") {
  Server server;
  server.system.fail(Site::Connect, std::errc::operation_in_progress);
  server.system.fail(Site::Poll, std::errc::interrupted);
  const auto connected = connect_tcp(server.world, server.address(), TimePoint::min());
  REQUIRE_FALSE(connected);
  CHECK(connected.error().code == Code::DeadlineExceeded);
  CHECK(connected.error().message.ends_with(": the deadline has passed"));
}

TEST_CASE("every address of a name is tried, and the message tells which one failed") {
  Server server;
  const std::uint16_t port = server.address().port;
  server.system.resolver = [port] {
    return Resolved{{numeric("127.0.0.2", port), numeric("127.0.0.1", port)}, ""};
  };
  CHECK(connect_tcp(server.world, {"shop", port}, soon()));
  CHECK(server.system.calls(Site::Socket) == 3);  // the listener's and two attempts

  server.listener.reset();
  const auto connected = connect_tcp(server.world, {"shop", port}, soon());
  REQUIRE_FALSE(connected);
  const std::string text = std::to_string(port);
  CHECK(connected.error().message.starts_with("cannot connect to tcp:shop:" + text +
                                              " (tcp:127.0.0.1:" + text + "): Connection"));
}

TEST_CASE("an address that swallows everything leaves time for the next one") {
  Server server;
  const std::uint16_t port = server.address().port;
  server.system.resolver = [port] {
    return Resolved{{numeric("127.0.0.1", port), numeric("127.0.0.1", port)}, ""};
  };
  // The first attempt gets no answer until its share of the time has passed: half of forty seconds,
  // two of which pass at each wait.
  const TickingClock clock(1s);
  server.system.fail(Site::Connect, std::errc::operation_in_progress);
  server.system.fail(Site::Poll, std::errc::interrupted, 10);
  CHECK(connect_tcp({server.system, clock}, {"shop", port}, clock.started() + 40s));
  CHECK(server.system.calls(Site::Connect) == 2);
}

TEST_CASE("an unknown name fails with the whole story") {
  Server server;
  server.system.resolver = [] { return Resolved{{}, "Name or service not known"}; };
  const auto connected = connect_tcp(server.world, {"shop", 7000}, soon());
  REQUIRE_FALSE(connected);
  CHECK(connected.error().message ==
        "cannot connect to tcp:shop:7000: cannot resolve 'shop': Name or service not known");
}

TEST_CASE("failures of the system have their code") {
  struct Row {
    Site site;
    std::errc reason;
    Code code;
  };
  const Row rows[] = {
      {Site::Socket, std::errc::too_many_files_open, Code::ResourceExhausted},
      {Site::Connect, std::errc::network_unreachable, Code::Unavailable},
      {Site::Connect, std::errc::permission_denied, Code::PermissionDenied},
      {Site::Connect, std::errc::address_not_available, Code::SystemError},
  };
  for (const Row& row : rows) {
    CAPTURE(describe(row.reason));
    Server server;
    server.system.fail(row.site, row.reason);
    const auto connected = connect_tcp(server.world, server.address(), soon());
    REQUIRE_FALSE(connected);
    CHECK(connected.error().code == row.code);
    CHECK(connected.error().message.find(describe(row.reason)) != std::string::npos);
  }
}

TEST_CASE("a socket that reached itself counts as refused") {
  Server server;
  const TcpAddress address = server.address();
  server.system.own_address = numeric("127.0.0.1", address.port);
  const auto connected = connect_tcp(server.world, address, soon());
  REQUIRE_FALSE(connected);
  CHECK(connected.error().code == Code::Unavailable);
  CHECK(connected.error().message.find("nobody listens there") != std::string::npos);
}

TEST_CASE("a Unix socket that is not there says so") {
  const TemporaryFolder folder;
  FaultySystem system;
  const std::string path = (folder.path() / "missing").string();
  const auto connected = connect_unix({system, steady_clock()}, {path, false}, soon());
  REQUIRE_FALSE(connected);
  CHECK(connected.error().code == Code::Unavailable);
  CHECK(connected.error().message == "cannot connect to unix:" + path +
                                         ": No such file or directory; start the server, or check "
                                         "the path");
}

TEST_CASE("a Unix server's full queue is waited out, until the deadline") {
  FaultySystem system;
  const World world{system, steady_clock()};
  const UnixAddress meeting{"idl-full-queue-" + std::to_string(::getpid()), true};
  auto listener = listen_unix(world, meeting, {});
  REQUIRE(listener);
  system.fail(Site::Connect, std::errc::resource_unavailable_try_again, 3);
  CHECK(connect_unix(world, meeting, soon()));
  CHECK(system.calls(Site::Connect) == 4);

  system.fail(Site::Connect, std::errc::resource_unavailable_try_again, kAlways);
  const TickingClock clock(1s);
  const auto late = connect_unix({system, clock}, meeting, clock.started() + 10s);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Code::DeadlineExceeded);
}

}  // namespace
