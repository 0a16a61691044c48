// Calls over sockets that exist already: a server on the only connection that it will ever have, in
// either direction.
#include "fixture.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <thread>

#include <idl/inherited.h>

#include "base/system.h"

using idl::Code;
using idl::Executed;

namespace {

/// Addresses of both ends of a connection.
std::pair<idl::Address, idl::Address> make_ends() {
  const auto made = idl::detail::real_system().make_socket_pair();
  REQUIRE(made.ok());
  return {idl::offer_socket(idl::Fd(made.value.first)),
          idl::offer_socket(idl::Fd(made.value.second))};
}

}  // namespace

TEST_CASE("a server that has one inherited connection ends with it") {
  const auto [mine, theirs] = make_ends();
  probe::Server service;
  idl::Server server;
  REQUIRE(server.add(service));
  REQUIRE(server.listen(theirs));
  {
    const auto channel = idl::Channel::connect(mine);
    REQUIRE(channel);
    const probe::Client client(*channel);
    for (int i = 0; i < 3; ++i) CHECK(client.echo("x").value() == "x");
  }
  server.run();
  CHECK(server.listen("memory:late").error().code == Code::GoingAway);
}

TEST_CASE("a server that listens elsewhere, too, goes on when an inherited connection is over") {
  const auto [mine, theirs] = make_ends();
  const probe::TempFolder folder;
  probe::Server service;
  idl::Server server;
  REQUIRE(server.add(service));
  const auto address = server.listen("unix:" + folder.path() + "/socket");
  REQUIRE(address);
  REQUIRE(server.listen(theirs));
  { CHECK(probe::Client(*idl::Channel::connect(mine)).echo("x")); }
  for (int i = 0; i < 3; ++i) {
    const auto other = idl::Channel::connect(*address);
    REQUIRE(other);
    CHECK(probe::Client(*other).echo("y"));
  }
}

TEST_CASE("an inherited connection that is lost cannot be made again, and says so") {
  const auto [mine, theirs] = make_ends();
  probe::Server service;
  auto server = std::make_unique<idl::Server>();
  REQUIRE(server->add(service));
  REQUIRE(server->listen(theirs));
  const auto channel = idl::Channel::connect(mine);
  REQUIRE(channel);
  const probe::Client client(*channel);
  CHECK(client.echo("x"));
  server.reset();
  const auto lost = client.echo("y");
  REQUIRE(!lost);
  CHECK(lost.error().code == Code::Unavailable);
  CHECK(lost.error().executed == Executed::No);
  CHECK(lost.error().message.find("cannot be made again") != std::string::npos);
}

namespace {

idl::Fd make_listening() {
  idl::Fd listening(::socket(AF_INET, SOCK_STREAM, 0));
  sockaddr_in loopback{};
  loopback.sin_family = AF_INET;
  loopback.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::bind(listening.get(), reinterpret_cast<const sockaddr*>(&loopback), sizeof loopback) ==
          0);
  REQUIRE(::listen(listening.get(), 8) == 0);
  return listening;
}

}  // namespace

TEST_CASE("a service that is started again with its manager's socket serves who came in between") {
  const idl::Fd managers = make_listening();
  const auto start = [&](idl::Server& server, probe::Server& service) {
    REQUIRE(server.add(service));
    return server.listen(idl::offer_socket(idl::Fd(::dup(managers.get())))).value();
  };
  probe::Server service;
  auto first = std::make_unique<idl::Server>();
  const idl::Address address = start(*first, service);
  CHECK(probe::Client(idl::Channel::connect(address).value()).echo("x"));
  first.reset();
  std::thread between([&] {
    const auto channel = idl::Channel::connect(address);
    REQUIRE(channel);
    CHECK(probe::Client(*channel).echo("y").value() == "y");
  });
  idl::Server second;
  CHECK(start(second, service) == address);
  between.join();
}

TEST_CASE("a listening socket that was inherited is served like any other") {
  probe::Server service;
  idl::Server server;
  REQUIRE(server.add(service));
  const auto address = server.listen(idl::offer_socket(make_listening()));
  REQUIRE(address);
  CHECK(to_string(*address).starts_with("tcp:127.0.0.1:"));
  const auto channel = idl::Channel::connect(*address);
  REQUIRE(channel);
  CHECK(probe::Client(*channel).echo("x").value() == "x");
}
