// Channels without a connection: those that connect at their first call, pauses before an address
// is tried again, and calls that wait for a server.
#include <thread>

#include "servers.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using probe::answers;
using probe::kNoPauses;
using probe::SeveralServers;

namespace {

// They are drawn by lot; so long that none is as short as a call's time.
constexpr idl::BackoffOptions kLongPauses{.spread = 100'000h, .first = 100'000h, .most = 100'000h};

}  // namespace

TEST_CASE("a lazy channel connects at its first call") {
  SeveralServers servers(1);
  servers[0].stop();
  const auto channel =
      idl::Channel::connect(servers.addresses(), {.lazy = true, .backoff = kNoPauses});
  REQUIRE(channel);
  const probe::Client client(*channel);
  const auto early = client.echo("x");
  REQUIRE(!early);
  CHECK(early.error().code == Code::Unavailable);
  CHECK(early.error().executed == Executed::No);
  servers[0].start();
  CHECK(answers(client, 1) == "a");
}

TEST_CASE("a call that waits for ready is made when the server is there") {
  SeveralServers servers(1);
  servers[0].stop();
  const auto channel = idl::Channel::connect(
      servers.addresses(), {.lazy = true, .backoff = {.first = 20ms, .most = 20ms}});
  REQUIRE(channel);
  const probe::Client client = probe::Client(*channel).with({.wait_for_ready = true});
  std::atomic<bool> answered = false;
  std::thread caller([&] {
    CHECK(answers(client, 1) == "a");
    answered = true;
  });
  std::this_thread::sleep_for(50ms);  // some attempts fail meanwhile, or none: both are right
  CHECK(!answered);
  servers[0].start();
  caller.join();
}

TEST_CASE("a call that waits for ready ends at its deadline, and says why nobody answered") {
  SeveralServers servers(1);
  servers[0].stop();
  for (const auto& backoff : {idl::BackoffOptions{.first = 5ms, .most = 5ms}, kLongPauses}) {
    const auto channel =
        idl::Channel::connect(servers.addresses(), {.lazy = true, .backoff = backoff});
    REQUIRE(channel);
    probe::with_time_enough([&](idl::Duration timeout) {
      const auto late =
          probe::Client(*channel).with({.timeout = timeout, .wait_for_ready = true}).echo("x");
      REQUIRE(!late);
      CHECK(late.error().code == Code::DeadlineExceeded);
      CHECK(late.error().executed == Executed::No);
      return late.error().message.find("start the server") != std::string::npos;
    });
  }
}

TEST_CASE("a call does not wait for an attempt that comes after its deadline") {
  SeveralServers servers(1);
  servers[0].stop();
  const auto channel =
      idl::Channel::connect(servers.addresses(), {.lazy = true, .backoff = kLongPauses});
  REQUIRE(channel);
  const probe::Client client(*channel);
  CHECK(!client.echo("the attempt that fails"));
  servers[0].start();
  const auto refused = client.echo("x");  // its deadline is in 30 s, the next attempt in years
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::Unavailable);
  CHECK(refused.error().executed == Executed::No);
  CHECK(refused.error().message.find("is not tried again for") != std::string::npos);
  CHECK(refused.error().message.find("start the server") != std::string::npos);
  CHECK(servers[0].served == 0);
}

TEST_CASE("a connection that was lost in the midst of use is opened again after a pause") {
  SeveralServers servers(1);
  const probe::Client client(servers.connect({.backoff = kLongPauses}));
  CHECK(answers(client, 1) == "a");
  servers[0].stop();
  servers[0].start();
  const auto refused = client.echo("x");
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::Unavailable);
  CHECK(refused.error().message.find("was lost; it is not tried again for") != std::string::npos);
}

TEST_CASE("a call waits for an attempt that comes within its time") {
  SeveralServers servers(1);
  const probe::Client client(servers.connect({.backoff = {.spread = 100ms}}));
  CHECK(answers(client, 1) == "a");
  servers[0].stop();
  servers[0].start();
  CHECK(answers(client, 1) == "a");
}

TEST_CASE("threads that wait for the same attempt share its outcome") {
  SeveralServers servers(1);
  servers[0].stop();
  const auto channel = idl::Channel::connect(
      servers.addresses(), {.lazy = true, .backoff = {.first = 100ms, .most = 100ms}});
  REQUIRE(channel);
  const probe::Client client(*channel);
  CHECK(!client.echo("the attempt that fails"));
  std::vector<std::thread> threads;
  std::atomic<int> unavailable = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto result = client.echo("x");
      unavailable += !result && result.error().code == Code::Unavailable ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(unavailable == 8);
}

TEST_CASE("closing a channel ends the waits of its calls") {
  SeveralServers servers(1);
  servers[0].stop();
  auto channel = idl::Channel::connect(servers.addresses(), {.lazy = true, .backoff = kLongPauses});
  REQUIRE(channel);
  const probe::Client client = probe::Client(*channel).with({.wait_for_ready = true});
  std::thread caller([&] {
    const auto ended = client.echo("x");
    REQUIRE(!ended);
    CHECK(ended.error().code == Code::Cancelled);
    CHECK(ended.error().executed == Executed::No);
  });
  std::this_thread::sleep_for(20ms);
  channel->close();
  caller.join();
}

TEST_CASE("P9 a handler that waits for another server waits no longer than its own caller") {
  probe::Gate over;
  SeveralServers down(1);
  down[0].stop();
  const auto inner = idl::Channel::connect(down.addresses(),
                                           {.lazy = true, .backoff = {.first = 5ms, .most = 5ms}});
  REQUIRE(inner);
  const probe::Client next =
      probe::Client(*inner).with({.timeout = idl::no_deadline, .wait_for_ready = true});
  std::atomic<bool> begun = false;
  probe::Served outer;
  outer.service.on_echo = [&](idl::Context& context, const std::string& text) {
    begun = true;
    const auto result = next.echo(text);
    CHECK(context.remaining() == 0s);
    over.open();
    return result;
  };
  probe::with_time_enough([&](idl::Duration timeout) {
    CHECK(!outer.client().with({.timeout = timeout}).echo("x"));
    return begun.load();
  });
  over.pass();
}
