// Services that are served serially: one call at a time, in the order of arrival, and no thread for
// those that wait.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "fixture.h"

using idl::Code;
using idl::Executed;

namespace {

using Pendings = std::vector<idl::Pending<probe::EchoResult>>;

/// A server with one serial service, whose handlers note in which order they ran.
struct Serial {
  explicit Serial(idl::ServiceOptions service_options, idl::ServerOptions options = {})
      : server(std::move(options)) {
    service.on_echo = [this](idl::Context&, std::string text) {
      CHECK(++inside == 1);
      if (text == "block") gate.pass();
      order.push_back(text);  // no lock: TSan would tell if two ran at once
      --inside;
      return probe::EchoResult(std::move(text));
    };
    REQUIRE(server.add(service, service_options));
    const auto bound = server.listen("unix:" + folder.path() + "/socket");
    REQUIRE(bound);
    address = *bound;
  }
  [[nodiscard]] probe::Client client() const {
    return probe::Client(idl::Channel::connect(address).value());
  }

  probe::TempFolder folder;
  probe::Server service;
  probe::Gate gate;
  std::atomic<int> inside = 0;
  std::vector<std::string> order;
  idl::Server server;
  idl::Address address;
};

}  // namespace

TEST_CASE("P7 a serial service runs the calls of a connection one at a time, in their order") {
  Serial serial({.serial = true});
  const probe::Client client = serial.client();
  Pendings calls;
  calls.push_back(client.start_slow("block"));
  serial.gate.await_arrivals(1);
  std::vector<std::string> expected{"block"};
  for (int i = 0; i < 50; ++i) {
    expected.push_back(std::to_string(i));
    // Two methods of one service share its line.
    calls.push_back(i % 2 == 0 ? client.start_echo(expected.back())
                               : client.start_slow(expected.back()));
  }
  serial.gate.open();
  for (auto& call : calls) CHECK(call.wait());
  CHECK(serial.order == expected);
}

TEST_CASE("a serial service never runs two calls at once, whoever makes them") {
  Serial serial({.serial = true});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([client = serial.client()] {
      for (int i = 0; i < 200; ++i) CHECK(client.echo("x"));
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(serial.order.size() == 800);
}

TEST_CASE("calls that wait for a serial service hold no thread") {
  Serial serial({.serial = true}, {.max_threads = 3});
  const probe::Client client = serial.client();
  Pendings calls;
  calls.push_back(client.start_slow("block"));
  serial.gate.await_arrivals(1);
  for (int i = 0; i < 50; ++i) calls.push_back(client.start_echo("x"));
  // The line is full of calls, and the server still reads: a call that nobody serves is refused.
  CHECK(client.unknown().error().code == Code::Unimplemented);
  serial.gate.open();
  for (auto& call : calls) CHECK(call.wait());
}

TEST_CASE("beyond its line a serial service refuses calls, and nothing has run") {
  Serial serial({.serial = true, .max_waiting_calls = 2});
  const probe::Client client = serial.client();
  Pendings calls;
  calls.push_back(client.start_slow("block"));
  serial.gate.await_arrivals(1);
  for (int i = 0; i < 2; ++i) calls.push_back(client.start_echo("x"));
  const auto refused = client.echo("too many");
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::ResourceExhausted);
  CHECK(refused.error().executed == Executed::No);
  serial.gate.open();
  for (auto& call : calls) CHECK(call.wait());
  CHECK(client.echo("again"));
}

TEST_CASE("a server may go while calls wait for a serial service") {
  Pendings calls;
  {
    Serial serial({.serial = true});
    const probe::Client client = serial.client();
    calls.push_back(client.start_slow("block"));
    serial.gate.await_arrivals(1);
    for (int i = 0; i < 20; ++i) calls.push_back(client.start_echo("x"));
    CHECK(client.unknown().error().code == Code::Unimplemented);  // they have arrived
    (void)serial.server.shutdown(std::chrono::seconds(0));
    serial.gate.open();
  }
  for (auto& call : calls) CHECK(!call.wait());
}
