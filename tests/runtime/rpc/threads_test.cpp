// The server's threads: short handlers run on the reading thread, and a handler that blocks stalls
// nobody else. Decided by what completes while handlers are held at a gate, never by time.
#include <atomic>
#include <limits>
#include <set>
#include <thread>
#include <vector>

#include "fixture.h"

using idl::Code;
using idl::Executed;

namespace {

/// Makes slow() wait at the gate and echo() answer at once. One function serves both; the text
/// tells.
void block_at(probe::Gate& gate, probe::Server& service) {
  service.on_echo = [&gate](idl::Context&, std::string text) {
    if (text.starts_with("block")) gate.pass();
    return probe::EchoResult(std::move(text));
  };
}

}  // namespace

TEST_CASE("short handlers run one after the other on one thread") {
  probe::Served served;
  std::set<std::thread::id> threads;  // no lock: TSan would tell if there were two threads
  served.service.on_echo = [&threads](idl::Context&, std::string text) {
    threads.insert(std::this_thread::get_id());
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = served.client();
  // A busy machine may make a short handler look like a blocking one, so most runs decide.
  for (int i = 0; i < 100; ++i) CHECK(client.echo("x"));
  CHECK(threads.size() <= 3);
  CHECK(!threads.contains(std::this_thread::get_id()));
}

TEST_CASE("P16 a handler that sleeps stalls no other call on its connection") {
  probe::over_each([](probe::Over over) {
    probe::Gate gate;
    probe::Served served(over);
    block_at(gate, served.service);
    const probe::Client client = served.client();
    auto first = client.start_slow("block 1");
    auto second = client.start_slow("block 2");
    gate.await_arrivals(2);
    for (int i = 0; i < 100; ++i) CHECK(client.echo("x").value() == "x");
    CHECK(!first.ready());
    CHECK(!second.ready());
    gate.open();
    CHECK(first.wait().value() == "block 1");
    CHECK(second.wait().value() == "block 2");
  });
}

TEST_CASE("P16 with ten handlers of one connection asleep, its other calls are answered") {
  probe::Gate gate;
  probe::Served served;
  block_at(gate, served.service);
  const probe::Client client = served.client();
  std::vector<idl::Pending<probe::EchoResult>> sleepers;
  for (int i = 0; i < 10; ++i) sleepers.push_back(client.start_slow("block"));
  gate.await_arrivals(10);
  for (int i = 0; i < 1'000; ++i) CHECK(client.echo("x").value() == "x");
  for (auto& sleeper : sleepers) CHECK(!sleeper.ready());
  gate.open();
  for (auto& sleeper : sleepers) CHECK(sleeper.wait());
}

TEST_CASE("calls that were read together with a blocking one are served while it blocks") {
  probe::Gate gate;
  probe::Served served;
  block_at(gate, served.service);
  const probe::Client client = served.client();
  // One write would be better still, but these leave faster than a thread is promoted.
  std::vector<idl::Pending<probe::EchoResult>> calls;
  calls.push_back(client.start_slow("block"));
  for (int i = 0; i < 63; ++i) calls.push_back(client.start_echo("x"));
  for (std::size_t i = 1; i < calls.size(); ++i) CHECK(calls[i].wait());
  CHECK(!calls[0].ready());
  gate.open();
  CHECK(calls[0].wait());
}

TEST_CASE("64 sleepers leave the server answering") {
  probe::Gate gate;
  probe::Served served(probe::Over::Unix, {.max_threads = 66});
  block_at(gate, served.service);
  const probe::Client client = served.client();
  std::vector<idl::Pending<probe::EchoResult>> sleepers;
  for (int i = 0; i < 64; ++i) sleepers.push_back(client.start_slow("block"));
  gate.await_arrivals(64);
  CHECK(client.echo("x").value() == "x");
  gate.open();
  for (auto& sleeper : sleepers) CHECK(sleeper.wait());
}

TEST_CASE("beyond threads and queue a call is refused at once, and nothing has run") {
  probe::Gate gate;
  probe::Served served(probe::Over::Unix, {.max_threads = 2, .max_queued_calls = 1});
  block_at(gate, served.service);
  const probe::Client client = served.client();
  auto running = client.start_slow("block");
  gate.await_arrivals(1);
  auto queued = client.start_slow("block");
  const auto refused = client.echo("x");
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::ResourceExhausted);
  CHECK(refused.error().executed == Executed::No);
  gate.open();
  CHECK(running.wait());
  CHECK(queued.wait());
  CHECK(client.echo("x"));
}

TEST_CASE("more calls than the server allows are refused") {
  probe::Gate gate;
  probe::Served served(probe::Over::Unix, {.max_calls = 1});
  block_at(gate, served.service);
  const probe::Client client = served.client();
  auto running = client.start_slow("block");
  gate.await_arrivals(1);
  const auto refused = client.echo("x");
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::ResourceExhausted);
  CHECK(refused.error().executed == Executed::No);
  gate.open();
  CHECK(running.wait());
}

TEST_CASE("more bytes than the server takes from all its connections are refused") {
  probe::Gate gate;
  probe::Served served(probe::Over::Unix, {.max_buffered_bytes = 1'000'000});
  block_at(gate, served.service);
  const probe::Client one = served.client();
  const probe::Client two = served.client();
  auto running = one.start_slow("block" + std::string(900'000, 'x'));
  gate.await_arrivals(1);
  const auto refused = two.echo(std::string(200'000, 'x'));
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::ResourceExhausted);
  CHECK(refused.error().executed == Executed::No);
  CHECK(two.echo("short").value() == "short");
  gate.open();
  CHECK(running.wait());
  CHECK(two.echo(std::string(200'000, 'x')));
}

TEST_CASE("more calls than a channel allows are refused on this side") {
  probe::Gate gate;
  probe::Served served;
  block_at(gate, served.service);
  const probe::Client client(served.connect({.max_calls = 1}));
  auto running = client.start_slow("block");
  const auto refused = client.echo("x");
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::ResourceExhausted);
  CHECK(refused.error().executed == Executed::No);
  gate.open();
  CHECK(running.wait());
}

TEST_CASE("calls inside handlers, also to the same server, never wait for the thread they are on") {
  probe::Served served;
  const probe::Client client = served.client();
  served.service.on_echo = [&client](idl::Context&, std::string text) {
    if (text.size() >= 8) return probe::EchoResult(std::move(text));
    return client.echo(text + "x");
  };
  CHECK(client.echo("").value() == "xxxxxxxx");
  CHECK(client.echo("").value() == "xxxxxxxx");
}

TEST_CASE("a chain of calls inside calls ends at its limit") {
  probe::Served served;
  const probe::Client client = served.client();
  std::atomic<int> depth = 0;
  served.service.on_echo = [&](idl::Context&, std::string text) {
    ++depth;
    return client.echo(text);
  };
  const auto result = client.echo("x");
  REQUIRE(!result);
  CHECK(result.error().code == Code::ResourceExhausted);
  CHECK(depth == 17);
}

TEST_CASE("a handler that cannot wait, because no thread would be left, is told so at once") {
  probe::Served served(probe::Over::Unix, {.max_threads = 2});
  const probe::Client client = served.client();
  std::optional<idl::Error> told;
  served.service.on_echo = [&](idl::Context&, std::string text) {
    if (text != "nest") return probe::EchoResult(std::move(text));
    const auto inner = client.echo("inner");
    if (!inner) told = inner.error();
    return probe::EchoResult("not nested");
  };
  CHECK(client.echo("nest").value() == "not nested");
  REQUIRE(told);
  CHECK(told->code == Code::ResourceExhausted);
  CHECK(told->executed == Executed::No);
  CHECK(client.echo("x").value() == "x");
}

TEST_CASE("handlers run beside the caller also in one process") {
  probe::Served served(probe::Over::Memory);
  std::thread::id handler;
  served.service.on_echo = [&handler](idl::Context&, std::string text) {
    handler = std::this_thread::get_id();
    return probe::EchoResult(std::move(text));
  };
  CHECK(served.client().echo("x"));
  CHECK(handler != std::this_thread::get_id());
}

TEST_CASE("limits as large as a number can be are no limits") {
  constexpr auto kNone = std::numeric_limits<std::size_t>::max();
  probe::Served inner;
  probe::Served served(probe::Over::Unix, {.max_connections = kNone,
                                           .max_connections_per_peer = kNone,
                                           .max_calls_per_connection = kNone,
                                           .max_calls = kNone,
                                           .max_streams_per_connection = kNone,
                                           .max_streams = kNone,
                                           .max_threads = kNone,
                                           .max_queued_calls = kNone,
                                           .max_message_bytes = kNone,
                                           .max_buffered_bytes = kNone});
  const probe::Client behind = inner.client();
  served.service.on_echo = [&](idl::Context&, const std::string& text) {
    return behind.echo(text);  // it waits, so another thread has to serve meanwhile
  };
  const auto channel = served.connect({.max_message_bytes = kNone,
                                       .max_calls = kNone,
                                       .max_streams = kNone,
                                       .max_threads = kNone,
                                       .max_queued_calls = kNone});
  CHECK(probe::Client(channel).echo("x").value() == "x");
  auto watch = probe::StreamClient(channel).watch(3);
  CHECK(watch.next().value() == "0");
}
