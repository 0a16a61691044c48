// Connecting: what cannot be reached says why, and a lost
// connection is made again.
#include <thread>

#include "fixture.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;

TEST_CASE("a refused connection names the address and says that nothing ran") {
  const probe::TempFolder folder;
  const std::string address = "unix:" + folder.path() + "/nobody";
  const auto channel = idl::Channel::connect(address);
  REQUIRE(!channel);
  CHECK(channel.error().code == Code::Unavailable);
  CHECK(channel.error().executed == Executed::No);
  CHECK(channel.error().message.find(address) != std::string::npos);
}

TEST_CASE("an address that makes no sense is refused with its text") {
  const auto channel = idl::Channel::connect("nonsense");
  REQUIRE(!channel);
  CHECK(channel.error().code == Code::AddressInvalid);
}

TEST_CASE("a peer that accepts and says nothing is given up at the deadline") {
  const probe::TempFolder folder;
  const auto listener = idl::open_listener(idl::UnixAddress{folder.path() + "/mute"});
  REQUIRE(listener);
  const auto channel = idl::Channel::connect((*listener)->address(), {.connect_timeout = 20ms});
  REQUIRE(!channel);
  CHECK(channel.error().code == Code::DeadlineExceeded);
  CHECK(channel.error().executed == Executed::No);
}

TEST_CASE("a channel connects again when its server comes back") {
  const probe::TempFolder folder;
  const std::string address = "unix:" + folder.path() + "/socket";
  probe::Server service;
  auto first = std::make_unique<idl::Server>();
  REQUIRE(first->add(service));
  REQUIRE(first->listen(address));
  const auto channel = idl::Channel::connect(address, {.backoff = probe::kNoPauses});
  REQUIRE(channel);
  const probe::Client client(*channel);
  CHECK(client.echo("1").value() == "1");

  first.reset();
  const auto lost = client.echo("2");
  REQUIRE(!lost);
  CHECK(lost.error().code == Code::Unavailable);
  CHECK(lost.error().executed == Executed::No);

  idl::Server second;
  REQUIRE(second.add(service));
  REQUIRE(second.listen(address));
  CHECK(client.echo("3").value() == "3");
}

TEST_CASE("after a second of silence a channel looks for bad news before it sends") {
  probe::Server service;
  auto first = std::make_unique<idl::Server>();
  REQUIRE(first->add(service));
  const auto address = first->listen("tcp:127.0.0.1:0");
  REQUIRE(address);
  const auto channel = idl::Channel::connect(*address, {.backoff = probe::kNoPauses});
  REQUIRE(channel);
  const probe::Client client(*channel);
  CHECK(client.echo("1"));
  first.reset();
  idl::Server second;
  REQUIRE(second.add(service));
  REQUIRE(second.listen(*address));
  // Without the look, TCP takes the request before it learns that nobody is there.
  std::this_thread::sleep_for(1100ms);
  CHECK(client.echo("2").value() == "2");
}

TEST_CASE("many threads that find the connection lost share one new one") {
  const probe::TempFolder folder;
  const std::string address = "unix:" + folder.path() + "/socket";
  probe::Server service;
  auto first = std::make_unique<idl::Server>();
  REQUIRE(first->add(service));
  REQUIRE(first->listen(address));
  const auto channel = idl::Channel::connect(address, {.backoff = probe::kNoPauses});
  REQUIRE(channel);
  const probe::Client client(*channel);
  first.reset();
  idl::Server second({.max_connections = 1});
  REQUIRE(second.add(service));
  REQUIRE(second.listen(address));
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { right += client.echo("x") ? 1 : 0; });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == 8);
}

TEST_CASE("a server lets in as many connections as it says, from one peer and in all") {
  idl::ServerOptions options;
  SUBCASE("in all") { options.max_connections = 1; }
  SUBCASE("from one peer") { options.max_connections_per_peer = 1; }
  const probe::Served served(probe::Over::Unix, options);
  {
    const probe::Client client = served.client();
    CHECK(client.echo("x"));
    const auto refused = idl::Channel::connect(served.address);
    REQUIRE(!refused);
    CHECK(refused.error().code == Code::ResourceExhausted);
    CHECK(client.echo("x"));
  }
  // Once the first is gone, and the server has noticed, there is room again.
  const auto end = std::chrono::steady_clock::now() + probe::kPatience;
  bool admitted = false;
  while (!admitted && std::chrono::steady_clock::now() < end) {
    admitted = static_cast<bool>(idl::Channel::connect(served.address));
  }
  CHECK(admitted);
}
