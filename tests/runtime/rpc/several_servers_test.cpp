// A channel with several addresses: whom it calls, and what it does when one of them is gone. Real
// servers, started and stopped.
#include <filesystem>
#include <iterator>
#include <thread>

#include "servers.h"

using namespace std::chrono_literals;
using idl::Balance;
using idl::Code;
using idl::Executed;
using probe::answers;
using probe::kNoPauses;
using probe::SeveralServers;

TEST_CASE("first healthy: the first of the list, the next while it is gone, and back again") {
  SeveralServers servers(3);
  const probe::Client client(servers.connect({.backoff = kNoPauses}));
  CHECK(answers(client, 3) == "aaa");
  servers[0].stop();
  CHECK(answers(client, 3) == "bbb");
  servers[1].stop();
  CHECK(answers(client, 3) == "ccc");
  servers[0].start();
  CHECK(answers(client, 3) == "aaa");
}

TEST_CASE("round robin: one after the other, and past those that are gone") {
  SeveralServers servers(3);
  const probe::Client client(
      servers.connect({.balance = Balance::RoundRobin, .backoff = kNoPauses}));
  // Connecting was the first one's turn.
  CHECK(answers(client, 5) == "bcabc");
  servers[1].stop();
  CHECK(answers(client, 4) == "acac");
  servers[1].start();
  const std::string with_all = answers(client, 6);
  CHECK(with_all.find('b') != std::string::npos);
  CHECK(with_all.find('-') == std::string::npos);
}

TEST_CASE("least loaded: a server with calls under way gets no more while another has none") {
  probe::Gate gate;
  SeveralServers servers(2);
  servers[0].service.on_echo = [&gate](idl::Context&, const std::string& text) {
    if (text == "block") gate.pass();
    return probe::EchoResult("a");
  };
  const probe::Client client(servers.connect({.balance = Balance::LeastLoaded}));
  CHECK(answers(client, 3) == "bab");  // in turns as long as nothing is under way
  auto blocked = client.start_echo("block");
  gate.await_arrivals(1);
  CHECK(answers(client, 4) == "bbbb");
  gate.open();
  CHECK(blocked.wait().value() == "a");
}

TEST_CASE("least loaded: calls that have ended count no more, also if they are kept") {
  SeveralServers servers(2);
  const probe::Client client(servers.connect({.balance = Balance::LeastLoaded}));
  std::vector<idl::Pending<probe::EchoResult>> kept;
  for (int i = 0; i < 6; ++i) {
    auto pending = client.start_echo("x");
    if (pending.wait().value() == "a") kept.push_back(std::move(pending));
  }
  CHECK(kept.size() == 3);
  CHECK(answers(client, 4) == "baba");
}

TEST_CASE("an address where nobody listens costs nothing but the attempt") {
  SeveralServers servers(2);
  servers[0].stop();
  const probe::Client client(servers.connect({}));
  CHECK(answers(client, 2) == "bb");
  servers[0].start();  // it pauses now, after the attempt that failed
  CHECK(answers(client, 2) == "bb");
}

TEST_CASE("where nobody listens at all, the error counts the addresses and has the last reason") {
  SeveralServers servers(3);
  for (const auto& one : servers.all) one->stop();
  const auto channel = idl::Channel::connect(servers.addresses());
  REQUIRE(!channel);
  CHECK(channel.error().code == Code::Unavailable);
  CHECK(channel.error().executed == Executed::No);
  CHECK(channel.error().message.find("none of 3 addresses") != std::string::npos);
  CHECK(channel.error().message.find("start the server") != std::string::npos);
}

TEST_CASE("one address that answers nothing leaves time for the others") {
  SeveralServers servers(1);
  const auto mute = idl::open_listener(idl::UnixAddress{servers.folder.path() + "/mute"});
  REQUIRE(mute);
  const auto channel =
      idl::Channel::connect({(*mute)->address(), servers[0].address()}, {.connect_timeout = 2s});
  REQUIRE(channel);
  CHECK(probe::Client(*channel).echo("x").value() == "a");
}

TEST_CASE("a server that goes away hands its callers over to the next without an error") {
  probe::Gate gate;
  SeveralServers servers(2);
  servers[0].service.on_echo = [&gate](idl::Context&, const std::string& text) {
    if (text == "block") gate.pass();
    return probe::EchoResult("a");
  };
  const probe::Client client(servers.connect({}));
  auto last_call = client.start_echo("block");
  gate.await_arrivals(1);
  std::thread stopper(
      [&] { CHECK(servers[0].server->shutdown(probe::kPatience).open_calls.empty()); });
  std::string names;
  while (names.find('b') == std::string::npos) names += answers(client, 1);
  CHECK(names.find('-') == std::string::npos);
  gate.open();
  CHECK(last_call.wait().value() == "a");
  stopper.join();
}

TEST_CASE("threads that share a channel use all of its servers") {
  SeveralServers servers(3);
  const probe::Client client(servers.connect({.balance = Balance::RoundRobin}));
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 50; ++j) right += client.echo("x") ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == 300);
  for (const auto& one : servers.all) CHECK(one->served > 0);
}

TEST_CASE("no addresses, or more than a channel uses, are refused") {
  for (const std::size_t count : {std::size_t{0}, idl::kMaxEndpoints + 1}) {
    const auto channel = idl::Channel::connect(std::vector<idl::Address>(count));
    REQUIRE(!channel);
    CHECK(channel.error().code == Code::AddressInvalid);
  }
}

TEST_CASE("a list of texts is a list of addresses, and one that is wrong is told of") {
  SeveralServers servers(2);
  const std::string first = to_string(servers[0].address());
  const std::string second = to_string(servers[1].address());
  const auto channel = idl::Channel::connect({first, second});
  REQUIRE(channel);
  CHECK(channel->addresses() == servers.addresses());
  const auto wrong = idl::Channel::connect({first, "nonsense"});
  REQUIRE(!wrong);
  CHECK(wrong.error().code == Code::AddressInvalid);
}

TEST_CASE("an address that is named twice is one") {
  SeveralServers servers(1);
  const auto channel = idl::Channel::connect({servers[0].address(), servers[0].address()});
  REQUIRE(channel);
  CHECK(channel->addresses().size() == 1);
}

TEST_CASE("a connection that was lost holds no descriptors, also while another one serves") {
  SeveralServers servers(2);
  const probe::Client client(
      servers.connect({.balance = Balance::RoundRobin, .backoff = {.spread = 100'000h}}));
  CHECK(answers(client, 2) == "ba");
  servers[0].stop();
  const auto count = [] {
    const std::filesystem::directory_iterator open("/proc/self/fd");
    return std::distance(begin(open), end(open));
  };
  const auto before = count();
  CHECK(answers(client, 3) == "bbb");
  CHECK(count() < before);
}

TEST_CASE("closing a channel closes all of its connections") {
  SeveralServers servers(2);
  idl::Channel channel = servers.connect({.balance = Balance::RoundRobin});
  const probe::Client client(channel);
  CHECK(answers(client, 2) == "ba");
  channel.close();
  const auto after = client.echo("x");
  REQUIRE(!after);
  CHECK(after.error().code == Code::Cancelled);
  for (const auto& one : servers.all) {
    CHECK(one->server->shutdown(probe::kPatience).open_calls.empty());
  }
}
