// Channels that get their addresses from a resolver, and follow its changes. The resolvers are the
// tests' own, but for a file at the end.
#include <fstream>
#include <functional>
#include <optional>
#include <stdexcept>
#include <thread>

#include "servers.h"

using namespace std::chrono_literals;
using idl::Address;
using idl::Code;
using idl::Duration;
using idl::Executed;
using probe::answers;
using probe::SeveralServers;

namespace {

/// Gives what a test says, and may be asked anew after `refresh`.
class Told final : public idl::Resolver {
 public:
  using Answer = std::function<idl::Result<std::vector<Address>>(idl::TimePoint deadline)>;

  explicit Told(std::vector<Address> addresses, std::optional<Duration> refresh = 0ms)
      : refresh_(refresh) {
    tell(std::move(addresses));
  }

  void tell(std::vector<Address> addresses) {
    tell([addresses = std::move(addresses)](idl::TimePoint) { return addresses; });
  }
  void tell(Answer answer) {
    const std::lock_guard guard(mutex_);
    answer_ = std::move(answer);
  }
  [[nodiscard]] int asked() const { return asked_; }

  idl::Result<std::vector<Address>> resolve(idl::TimePoint deadline) override {
    ++asked_;
    Answer answer;
    {
      const std::lock_guard guard(mutex_);
      answer = answer_;
    }
    return answer(deadline);
  }
  std::optional<Duration> refresh_after() const override { return refresh_; }

 private:
  const std::optional<Duration> refresh_;
  std::mutex mutex_;
  Answer answer_;
  std::atomic<int> asked_ = 0;
};

/// Calls until `name` answers; how often somebody else did, or nobody.
int calls_until(const probe::Client& client, const std::string& name) {
  const auto end = std::chrono::steady_clock::now() + probe::kPatience;
  int others = 0;
  for (; answers(client, 1) != name && std::chrono::steady_clock::now() < end; ++others) {
  }
  return others;
}

}  // namespace

TEST_CASE("a channel calls whom its resolver names, and follows when it names others") {
  SeveralServers servers(2);
  const auto resolver = std::make_shared<Told>(std::vector{servers[0].address()});
  const auto channel = idl::Channel::connect(resolver);
  REQUIRE(channel);
  const probe::Client client(*channel);
  CHECK(channel->addresses() == std::vector{servers[0].address()});
  CHECK(answers(client, 2) == "aa");
  resolver->tell({servers[1].address()});
  calls_until(client, "b");
  CHECK(answers(client, 2) == "bb");
  CHECK(channel->addresses() == std::vector{servers[1].address()});
}

TEST_CASE("calls under way at a server that is named no more are answered") {
  probe::Gate gate;
  SeveralServers servers(2);
  servers[0].service.on_echo = [&gate](idl::Context&, const std::string& text) {
    if (text == "block") gate.pass();
    return probe::EchoResult("a");
  };
  const auto resolver = std::make_shared<Told>(std::vector{servers[0].address()});
  const auto channel = idl::Channel::connect(resolver);
  REQUIRE(channel);
  const probe::Client client(*channel);
  auto blocked = client.start_echo("block");
  gate.await_arrivals(1);
  resolver->tell({servers[1].address()});
  calls_until(client, "b");
  gate.open();
  CHECK(blocked.wait().value() == "a");
}

TEST_CASE("the connection to a server that is named no more ends") {
  const probe::Served former(probe::Over::Unix, {.max_connections = 1});
  const probe::Served next;
  const auto resolver = std::make_shared<Told>(std::vector{former.address});
  const auto channel = idl::Channel::connect(resolver);
  REQUIRE(channel);
  const probe::Client client(*channel);
  CHECK(client.echo("x"));
  CHECK(!idl::Channel::connect(former.address));  // this channel's is all that it takes
  resolver->tell({next.address});
  const auto end = std::chrono::steady_clock::now() + probe::kPatience;
  bool admitted = false;
  while (!admitted && std::chrono::steady_clock::now() < end) {
    CHECK(client.echo("x"));
    admitted = static_cast<bool>(idl::Channel::connect(former.address));
  }
  CHECK(admitted);
}

TEST_CASE("an address that stays named keeps its connection") {
  SeveralServers servers(2);
  const auto resolver = std::make_shared<Told>(std::vector{servers[0].address()});
  // A connection made anew would have to wait.
  const auto channel = idl::Channel::connect(resolver, {.backoff = {.spread = 100'000h}});
  REQUIRE(channel);
  const probe::Client client(*channel);
  CHECK(answers(client, 1) == "a");
  resolver->tell({servers[1].address(), servers[0].address()});
  calls_until(client, "b");
  resolver->tell({servers[0].address()});
  CHECK(calls_until(client, "a") < 1'000'000);
}

TEST_CASE("a resolver whose answers hold for ever is asked once") {
  SeveralServers servers(1);
  const auto resolver = std::make_shared<Told>(std::vector{servers[0].address()}, std::nullopt);
  const auto channel = idl::Channel::connect(resolver);
  REQUIRE(channel);
  CHECK(answers(probe::Client(*channel), 3) == "aaa");
  CHECK(resolver->asked() == 1);
}

TEST_CASE("when no address takes a connection the resolver is asked again at once") {
  SeveralServers servers(2);
  servers[0].stop();
  const auto resolver = std::make_shared<Told>(std::vector{servers[0].address()}, 1h);
  resolver->tell([&](idl::TimePoint) -> idl::Result<std::vector<Address>> {
    return std::vector{servers[resolver->asked() == 1 ? 0 : 1].address()};
  });
  const auto channel = idl::Channel::connect(resolver);
  REQUIRE(channel);
  CHECK(answers(probe::Client(*channel), 1) == "b");
  CHECK(resolver->asked() == 2);
}

TEST_CASE("a resolver that fails, gives nothing or throws changes nothing later on") {
  SeveralServers servers(1);
  const auto resolver = std::make_shared<Told>(std::vector{servers[0].address()});
  const auto channel = idl::Channel::connect(resolver);
  REQUIRE(channel);
  const probe::Client client(*channel);
  SUBCASE("fails") {
    resolver->tell([](idl::TimePoint) { return idl::Error{Code::Unavailable, "no idea"}; });
  }
  SUBCASE("gives nothing") { resolver->tell(std::vector<Address>()); }
  SUBCASE("throws") {
    resolver->tell([](idl::TimePoint) -> idl::Result<std::vector<Address>> {
      throw std::runtime_error("broken");
    });
  }
  const int before = resolver->asked();
  const auto end = std::chrono::steady_clock::now() + probe::kPatience;
  while (resolver->asked() < before + 3 && std::chrono::steady_clock::now() < end) {
    REQUIRE(answers(client, 1) == "a");
  }
}

TEST_CASE("a resolver that throws when it is asked how long its answer holds has failed") {
  struct Thrower final : idl::Resolver {
    explicit Thrower(Address only) : address(std::move(only)) {}
    idl::Result<std::vector<Address>> resolve(idl::TimePoint) override {
      return std::vector{address};
    }
    std::optional<Duration> refresh_after() const override {
      if (throws) throw std::runtime_error("no idea");
      return 1ms;
    }
    const Address address;
    std::atomic<bool> throws = true;
  };
  SeveralServers servers(1);
  const auto resolver = std::make_shared<Thrower>(servers[0].address());
  const auto failed = idl::Channel::connect(resolver);
  CHECK(failed.error().message.find("no idea") != std::string::npos);
  const auto channel = idl::Channel::connect(resolver, {.lazy = true});
  REQUIRE(channel);
  CHECK_FALSE(probe::Client(*channel).echo("x"));
  resolver->throws = false;
  CHECK(calls_until(probe::Client(*channel), "a") < 1'000'000);
}

TEST_CASE("without any address yet, the resolver's failure is the call's") {
  const auto resolver = std::make_shared<Told>(std::vector<Address>());
  Code code = Code::Unavailable;
  std::string text;
  SUBCASE("fails") {
    code = Code::AddressInvalid;
    text = "no idea";
    resolver->tell([](idl::TimePoint) { return idl::Error{Code::AddressInvalid, "no idea"}; });
  }
  SUBCASE("gives nothing") { text = "the resolver knows no address"; }
  SUBCASE("throws") {
    code = Code::Internal;
    text = "the resolver threw: broken";
    resolver->tell([](idl::TimePoint) -> idl::Result<std::vector<Address>> {
      throw std::runtime_error("broken");
    });
  }
  SUBCASE("throws nonsense") {
    code = Code::Internal;
    text = "the resolver threw";
    resolver->tell([](idl::TimePoint) -> idl::Result<std::vector<Address>> { throw 7; });
  }
  const auto channel = idl::Channel::connect(resolver);
  REQUIRE(!channel);
  CHECK(channel.error().code == code);
  CHECK(channel.error().executed == Executed::No);
  CHECK(channel.error().message.find(text) != std::string::npos);
}

TEST_CASE("a call that waits for ready waits for addresses, too, and within its deadline") {
  SeveralServers servers(1);
  const auto resolver = std::make_shared<Told>(std::vector<Address>());
  const auto channel = idl::Channel::connect(resolver, {.lazy = true});
  REQUIRE(channel);
  const probe::Client client(*channel);
  const auto late = client.with({.timeout = 30ms, .wait_for_ready = true}).echo("x");
  REQUIRE(!late);
  CHECK(late.error().code == Code::DeadlineExceeded);
  std::thread caller([&] { CHECK(answers(client.with({.wait_for_ready = true}), 1) == "a"); });
  resolver->tell({servers[0].address()});
  caller.join();
}

TEST_CASE("a resolver is given the call's deadline, and no more than a part once it has answered") {
  SeveralServers servers(1);
  std::atomic<Duration> given{0ms};
  const auto resolver = std::make_shared<Told>(std::vector<Address>());
  resolver->tell([&](idl::TimePoint deadline) -> idl::Result<std::vector<Address>> {
    given = deadline - std::chrono::steady_clock::now();
    return std::vector{servers[0].address()};
  });
  const auto channel = idl::Channel::connect(resolver, {.lazy = true});
  REQUIRE(channel);
  const probe::Client client = probe::Client(*channel).with({.timeout = 1h});
  CHECK(answers(client, 1) == "a");
  CHECK(given.load() > 59min);
  const auto end = std::chrono::steady_clock::now() + probe::kPatience;
  while (given.load() > 59min && std::chrono::steady_clock::now() < end) answers(client, 1);
  CHECK(given.load() <= 1s);
}

TEST_CASE("threads that call while one resolves go on with what is there") {
  probe::Gate gate;
  SeveralServers servers(1);
  const auto resolver = std::make_shared<Told>(std::vector{servers[0].address()});
  const auto channel = idl::Channel::connect(resolver);
  REQUIRE(channel);
  const probe::Client client(*channel);
  CHECK(answers(client, 1) == "a");
  resolver->tell([&](idl::TimePoint) -> idl::Result<std::vector<Address>> {
    gate.pass();
    return std::vector{servers[0].address()};
  });
  std::atomic<bool> stop = false;
  std::thread resolving([&] {
    while (!stop) CHECK(answers(client, 1) == "a");
  });
  gate.await_arrivals(1);
  CHECK(answers(client, 5) == "aaaaa");
  stop = true;
  gate.open();
  resolving.join();
}

TEST_CASE("a channel follows a file of addresses") {
  SeveralServers servers(2);
  const std::string path = servers.folder.path() + "/servers";
  const auto write = [&path](const Address& address) {
    std::ofstream(path + ".new") << "# the server of the day\n" << to_string(address) << '\n';
    std::filesystem::rename(path + ".new", path);
  };
  write(servers[0].address());
  const auto channel = idl::Channel::connect(idl::file_resolver(path, {.refresh_after = 1ms}));
  REQUIRE(channel);
  const probe::Client client(*channel);
  CHECK(answers(client, 1) == "a");
  write(servers[1].address());
  calls_until(client, "b");
  CHECK(answers(client, 1) == "b");
}

TEST_CASE("a channel connects to a name's addresses") {
  const probe::Served served(probe::Over::Tcp);
  const auto port = std::get<idl::TcpAddress>(served.address).port;
  const auto resolver = idl::name_resolver("tcp:localhost:" + std::to_string(port));
  REQUIRE(resolver);
  const auto channel = idl::Channel::connect(*resolver);
  REQUIRE(channel);
  CHECK(probe::Client(*channel).echo("x").value() == "x");
  for (const Address& address : channel->addresses()) {
    CHECK(std::get<idl::TcpAddress>(address).host != "localhost");
  }
}
