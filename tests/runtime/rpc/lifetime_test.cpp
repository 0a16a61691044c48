// Things destroyed in every order, and services registered. Most of what they check is that nothing
// hangs and no sanitizer complains.
#include <memory>
#include <thread>

#include "fixture.h"

using idl::Code;

TEST_CASE("a channel may go before its clients and its calls") {
  probe::Served served;
  auto channel = std::make_unique<idl::Channel>(served.connect());
  auto client = std::make_unique<probe::Client>(*channel);
  channel.reset();
  CHECK(client->echo("x").value() == "x");
  auto pending = client->start_echo("y");
  client.reset();
  CHECK(pending.wait().value() == "y");
}

TEST_CASE("a server may go while calls are under way; its handlers end first") {
  auto served = std::make_unique<probe::Served>();
  probe::Gate gate;
  std::atomic<bool> ended = false;
  served->service.on_echo = [&](idl::Context&, std::string text) {
    gate.pass();
    ended = true;
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = served->client();
  auto pending = client.start_slow("x");
  gate.await_arrivals(1);
  std::thread opener([&] {
    const auto result = pending.wait();
    CHECK(!result);
    gate.open();
  });
  served.reset();
  CHECK(ended);
  opener.join();
}

TEST_CASE("a handler may destroy its own server") {
  probe::over_each([](probe::Over over) {
    const probe::TempFolder folder;
    probe::Server service;
    auto server = std::make_unique<idl::Server>();
    probe::Gate destroyed;
    service.on_echo = [&](idl::Context&, std::string text) {
      server.reset();
      destroyed.open();
      return probe::EchoResult(std::move(text));
    };
    REQUIRE(server->add(service));
    std::string address = "tcp:127.0.0.1:0";
    if (over == probe::Over::Unix) address = "unix:" + folder.path() + "/socket";
    if (over == probe::Over::Memory) address = "memory:" + folder.path();
    const auto bound = server->listen(address);
    REQUIRE(bound);
    const auto channel = idl::Channel::connect(*bound);
    REQUIRE(channel);
    const auto result = probe::Client(*channel).echo("x");
    REQUIRE(!result);
    CHECK(result.error().executed == idl::Executed::Maybe);
    destroyed.pass();
  });
}

TEST_CASE("a server keeps a service that it was given for good") {
  auto service = std::make_shared<probe::Server>();
  const std::weak_ptr<probe::Server> watched = service;
  {
    idl::Server server;
    REQUIRE(server.add(std::move(service)));
    CHECK(!watched.expired());
  }
  CHECK(watched.expired());
}

TEST_CASE("a service that is served already, comes too late, or is none, is refused") {
  probe::Server service;
  probe::Server twin;
  idl::Server server;
  REQUIRE(server.add(service));
  const auto again = server.add(twin);
  REQUIRE(!again);
  CHECK(again.error().code == Code::InvalidArgument);
  CHECK(again.error().message.find("probe.Probe.echo") != std::string::npos);
  CHECK(!server.add(std::shared_ptr<probe::Server>()));
  REQUIRE(server.listen("memory:registered"));
  const auto late = server.add(twin);
  REQUIRE(!late);
  CHECK(late.error().code == Code::InvalidArgument);
}

TEST_CASE("calls end when their channel is closed by another thread") {
  probe::over_each([](probe::Over over) {
    probe::Gate gate;
    probe::Served served(over);
    served.service.on_echo = [&](idl::Context&, std::string text) {
      gate.pass();
      return probe::EchoResult(std::move(text));
    };
    idl::Channel channel = served.connect();
    std::thread closer([&] {
      gate.await_arrivals(1);
      channel.close();
    });
    const auto result = probe::Client(channel).slow("x");
    REQUIRE(!result);
    CHECK(result.error().code == Code::Cancelled);
    closer.join();
    gate.open();
  });
}
