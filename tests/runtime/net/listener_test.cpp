// Listening on TCP: safe by default, clear when it cannot be done,
// unharmed by single connections.
#include "idl/listener.h"

#include <doctest/doctest.h>

#include <thread>

#include "tests/runtime/net/connected.h"

namespace {

using namespace idl::detail;
using namespace idl::test;
using idl::AcceptOutcome;
using idl::AcceptStatus;
using idl::Code;
using idl::Listener;
using idl::TcpAddress;

std::unique_ptr<Listener> listen_on(System& system) {
  auto listener = listen_tcp({system, steady_clock()}, {"127.0.0.1", 0}, {});
  REQUIRE(listener);
  return *std::move(listener);
}

std::unique_ptr<idl::Transport> connect_to(const Listener& listener) {
  auto transport = idl::open_transport(listener.address(), soon());
  REQUIRE(transport);
  return *std::move(transport);
}

TEST_CASE("port 0 picks a port and tells which") {
  FaultySystem system;
  const auto listener = listen_on(system);
  const auto& address = std::get<TcpAddress>(listener->address());
  CHECK(address.host == "127.0.0.1");
  CHECK(address.port != 0);
  const auto client = connect_to(*listener);
  CHECK(accept_one(*listener) != nullptr);
}

TEST_CASE("nobody waiting is WouldBlock") {
  FaultySystem system;
  const auto listener = listen_on(system);
  CHECK(listener->accept().status == AcceptStatus::WouldBlock);
  CHECK(system.calls(Site::Accept) == 1);
}

TEST_CASE("an address that other machines reach needs a word of consent") {
  FaultySystem system;
  const World world{system, steady_clock()};
  for (const char* host : {"0.0.0.0", "::", "192.0.2.1", "::ffff:0.0.0.0"}) {
    CAPTURE(host);
    const auto refused = listen_tcp(world, {host, 7000}, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::PermissionDenied);
    CHECK(refused.error().message ==
          "refused to listen at " + to_string(idl::Address(TcpAddress{host, 7000})) +
              ": other machines reach it and nothing is encrypted; listen at "
              "tcp:127.0.0.1:7000, or set insecure_network if the network is trusted");
  }
  CHECK(system.calls(Site::Socket) == 0);
  CHECK(listen_tcp(world, {"0.0.0.0", 0}, {.insecure_network = true}));
}

TEST_CASE("a name that leads to other machines is refused like its number") {
  FaultySystem system;
  system.resolver = [] { return real_system().resolve("192.0.2.1", 0, ResolveMode::NumbersOnly); };
  const auto refused = listen_tcp({system, steady_clock()}, {"shop", 0}, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::PermissionDenied);
}

TEST_CASE("a taken port is an error with its reason and a remedy, and is not shared") {
  FaultySystem system;
  const auto listener = listen_on(system);
  const auto again = idl::open_listener(listener->address());
  REQUIRE_FALSE(again);
  CHECK(again.error().code == Code::SystemError);
  CHECK(again.error().message ==
        "cannot listen at " + to_string(listener->address()) +
            ": Address already in use; another process listens there: stop it, or choose another "
            "port (0 for any)");
}

TEST_CASE("failures of the system have their remedy") {
  struct Row {
    Site site;
    std::errc reason;
    Code code;
    const char* remedy;
  };
  const Row rows[] = {
      {Site::Socket, std::errc::too_many_files_open, Code::ResourceExhausted, "ulimit -n"},
      {Site::Bind, std::errc::permission_denied, Code::SystemError, "a port from 1024 up"},
      {Site::Bind, std::errc::address_not_available, Code::SystemError, "no such address"},
      {Site::Listen, std::errc::address_in_use, Code::SystemError, "choose another port"},
      {Site::LocalAddress, std::errc::no_buffer_space, Code::ResourceExhausted, "No buffer"},
  };
  for (const Row& row : rows) {
    CAPTURE(describe(row.reason));
    FaultySystem system;
    system.fail(row.site, row.reason);
    const auto listener = listen_tcp({system, steady_clock()}, {"127.0.0.1", 0}, {});
    REQUIRE_FALSE(listener);
    CHECK(listener.error().code == row.code);
    CHECK(listener.error().message.starts_with("cannot listen at tcp:127.0.0.1:0: "));
    CHECK(listener.error().message.find(row.remedy) != std::string::npos);
  }
}

TEST_CASE("exhausted descriptors are an error to pause after; then the connection is still there") {
  for (const auto reason :
       {std::errc::too_many_files_open, std::errc::too_many_files_open_in_system,
        std::errc::not_enough_memory, std::errc::no_buffer_space}) {
    CAPTURE(describe(reason));
    FaultySystem system;
    const auto listener = listen_on(system);
    const auto client = connect_to(*listener);
    system.fail(Site::Accept, reason);
    AcceptOutcome outcome = listener->accept();
    REQUIRE(outcome.status == AcceptStatus::Failed);
    CHECK(outcome.error->code == Code::ResourceExhausted);
    CHECK(outcome.error->message.starts_with("cannot accept a connection at tcp:127.0.0.1:"));
    CHECK(system.calls(Site::Accept) == 1);
    CHECK(accept_one(*listener) != nullptr);
  }
}

TEST_CASE("connections that broke while they waited are passed over") {
  FaultySystem system;
  const auto listener = listen_on(system);
  const auto client = connect_to(*listener);
  for (const auto reason :
       {std::errc::connection_aborted, std::errc::protocol_error, std::errc::host_unreachable,
        std::errc::network_unreachable, std::errc::operation_not_permitted}) {
    CAPTURE(describe(reason));
    system.fail(Site::Accept, reason, 2);
    const auto other = connect_to(*listener);
    CHECK(accept_one(*listener) != nullptr);
  }
}

TEST_CASE("a flood of broken connections, or of signals, does not hold accept() for ever") {
  FaultySystem system;
  const auto listener = listen_on(system);
  system.fail(Site::Accept, std::errc::connection_aborted, kAlways);
  CHECK(listener->accept().status == AcceptStatus::WouldBlock);
  system.fail(Site::Accept, std::errc::interrupted, kAlways);
  CHECK(listener->accept().status == AcceptStatus::Failed);
  system.heal(Site::Accept);
  CHECK(listener->accept().status == AcceptStatus::WouldBlock);
}

TEST_CASE("after close nobody gets in, and the port is free") {
  FaultySystem system;
  auto listener = listen_on(system);
  const idl::Address address = listener->address();
  const auto earlier_client = connect_to(*listener);
  const auto earlier = accept_one(*listener);
  listener->close();
  listener->close();
  const AcceptOutcome outcome = listener->accept();
  REQUIRE(outcome.status == AcceptStatus::Failed);
  CHECK(outcome.error->code == Code::Cancelled);
  const auto refused = idl::open_transport(address, soon());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::Unavailable);
  CHECK(idl::open_listener(address));
  CHECK(write_once(*earlier, "still there").status == idl::IoStatus::Done);
}

TEST_CASE("a close from another thread wakes whoever waits for a connection") {
  // The names of such sockets are the machine's: another run of this test needs one of its own.
  const std::string abstract = "unix:@idl-listener-test-" + std::to_string(::getpid());
  for (const std::string& text :
       {std::string("tcp:127.0.0.1:0"), abstract, std::string("memory:listener-test")}) {
    CAPTURE(text);
    auto opened = idl::open_listener(address(text));
    REQUIRE(opened);
    Listener& listener = **opened;
    std::thread closing([&] { listener.close(); });
    AcceptOutcome outcome;
    do {
      REQUIRE(wait_for(real_world(), listener.poll_fd(), idl::Interest::Read, soon()));
      outcome = listener.accept();
    } while (outcome.status == AcceptStatus::WouldBlock);
    CHECK(outcome.status == AcceptStatus::Failed);
    CHECK(outcome.error->code == Code::Cancelled);
    closing.join();
  }
}

TEST_CASE("an address that no text stands for is refused before the system hears of it") {
  const idl::Address wrong[] = {TcpAddress{"", 7000}, idl::UnixAddress{"relative", false},
                                idl::UnixAddress{"/" + std::string(200, 'p'), false},
                                idl::UnixAddress{"@shop", false}, idl::MemoryAddress{""}};
  for (const idl::Address& address : wrong) {
    CAPTURE(to_string(address));
    const auto listener = idl::open_listener(address);
    REQUIRE_FALSE(listener);
    CHECK(listener.error().code == Code::AddressInvalid);
    const auto transport = idl::open_transport(address, soon());
    REQUIRE_FALSE(transport);
    CHECK(transport.error().code == Code::AddressInvalid);
  }
}

}  // namespace
