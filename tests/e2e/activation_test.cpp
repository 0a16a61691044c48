// Socket activation from outside: a manager holds the listening socket of the orders server, starts
// it, stops it and starts it again. Whoever connects in between waits, and is refused nothing.
#include <doctest/doctest.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <chrono>
#include <future>
#include <string>

#include <idl/socket.h>

#include "orders.rpc.h"
#include "tests/e2e/service_manager.h"
#include "tests/support/temporary_folder.h"

namespace {

using e2e::ServiceManager;
using shop::v1::OrderService;
using std::chrono_literals::operator""s;

/// A socket that listens, and how clients reach it.
struct Listening {
  idl::Fd socket;
  std::string address;
};

Listening listen_on(int family, const sockaddr* address, socklen_t size) {
  idl::Fd socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  REQUIRE(::bind(socket.get(), address, size) == 0);
  REQUIRE(::listen(socket.get(), 16) == 0);
  return {std::move(socket), {}};
}

Listening listen_over_tcp() {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof place;
  auto* const raw = reinterpret_cast<sockaddr*>(&place);
  Listening made = listen_on(AF_INET, raw, size);
  REQUIRE(::getsockname(made.socket.get(), raw, &size) == 0);
  made.address = "tcp:127.0.0.1:" + std::to_string(ntohs(place.sin_port));
  return made;
}

Listening listen_over_unix(const std::string& path) {
  sockaddr_un place{};
  place.sun_family = AF_UNIX;
  REQUIRE(path.size() < sizeof place.sun_path);
  path.copy(place.sun_path, path.size());
  Listening made = listen_on(AF_UNIX, reinterpret_cast<const sockaddr*>(&place), sizeof place);
  made.address = "unix:" + path;
  return made;
}

idl::ChannelOptions without_pauses() {
  return {.connect_timeout = 60s,
          .backoff = {.spread = 0s, .first = 0s, .most = 0s},
          .retry = {.first_pause = 0s, .longest_pause = 0s}};
}

/// The server is started, stopped and started again, while one client stays and others come.
void restart(const Listening& listening, const std::vector<std::string>& arguments,
             ServiceManager::How how) {
  ServiceManager manager(listening.socket);
  manager.start(arguments, how);
  const auto channel = idl::Channel::connect(listening.address, without_pauses());
  REQUIRE(channel);
  const auto client = OrderService::Client(*channel).with({.timeout = 60s, .idempotent = true});
  CHECK(client.stats());
  CHECK(manager.stop());

  CHECK(idl::Socket::connect(listening.address, idl::deadline_in(60s)));  // nobody serves
  auto between = std::async(std::launch::async, [&client] { return client.stats(); });
  auto another = std::async(std::launch::async, [&listening] {
    return idl::Channel::connect(listening.address, without_pauses());
  });
  manager.start(arguments, how);
  CHECK(between.get());
  const auto newcomer = another.get();
  REQUIRE(newcomer);
  CHECK(OrderService::Client(*newcomer).stats());
  CHECK(client.stats());
  CHECK(manager.stop());
}

void restart_over_each(const std::vector<std::string>& arguments, ServiceManager::How how) {
  const idl::test::TemporaryFolder folder;
  restart(listen_over_tcp(), arguments, how);
  restart(listen_over_unix((folder.path() / "socket").string()), arguments, how);
}

}  // namespace

TEST_CASE("a server that a manager starts with its socket is restarted, and refuses nobody") {
  restart_over_each({E2E_ORDERS_SERVER}, ServiceManager::How::Variables);
}

TEST_CASE("a server that is told which descriptor it inherits is restarted, and refuses nobody") {
  restart_over_each({E2E_ORDERS_SERVER, "fd:3"}, ServiceManager::How::Arguments);
}
