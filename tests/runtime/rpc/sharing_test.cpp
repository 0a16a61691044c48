// One client for many threads, and handlers that do what handlers should not have to avoid: throw,
// block, call back, call themselves. ThreadSanitizer watches.
#include <atomic>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "fixture.h"

namespace {

constexpr int kThreads = 16;
constexpr int kCallsEach = 60;

/// Calls `body` at once from every thread, with its number.
template <class Body>
void on_each_thread(const Body& body) {
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) threads.emplace_back([&body, t] { body(t); });
  for (auto& thread : threads) thread.join();
}

/// The same many times; each has its turn at every kind of text.
template <class Check>
void from_all_threads(const Check& check) {
  on_each_thread([&check](int t) {
    for (int i = 0; i < kCallsEach; ++i) check(t + i);
  });
}

}  // namespace

TEST_CASE("P14 S6 one client is shared by sixteen threads, whatever its handlers do") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    std::atomic<int> runs = 0;
    std::optional<probe::Client> inner;
    served.service.on_echo = [&](idl::Context&, std::string text) -> probe::EchoResult {
      ++runs;
      if (text == "throw") throw std::runtime_error("thrown");
      if (text == "block") std::this_thread::sleep_for(std::chrono::milliseconds(1));
      if (text == "again") return inner->slow("inner");
      return text;
    };
    inner.emplace(served.connect());
    const probe::Client client = served.client();  // last: handlers see all that is above
    const char* const texts[] = {"plain", "throw", "block", "again"};
    std::atomic<int> calls = 0;
    from_all_threads([&](int turn) {
      const std::string text = texts[turn % 4];
      const auto result = turn % 5 == 0 ? client.start_echo(text).wait() : client.echo(text);
      ++calls;
      if (text == "throw") {
        CHECK(result.error().code == idl::Code::Internal);
      } else {
        CHECK(result.value() == (text == "again" ? "inner" : text));
      }
    });
    CHECK(calls == kThreads * kCallsEach);
    CHECK(runs == calls + calls / 4);
  });
}

TEST_CASE("P14 a channel may be used by many threads at its first use") {
  for (int round = 0; round < 10; ++round) {
    probe::Served served;
    const probe::Client client = served.client();
    from_all_threads([&](int turn) {
      if (turn % kCallsEach < 3) CHECK(client.echo("x"));
    });
  }
}

TEST_CASE("P14 a server may be told to listen, and to end, by many threads at its first use") {
  const probe::TempFolder folder;
  probe::Server service;
  idl::Server server;
  REQUIRE(server.add(service));
  const auto listen = [&](int number) {
    return server.listen("unix:" + folder.path() + "/" + std::to_string(number));
  };
  on_each_thread([&](int number) {
    const auto address = listen(number);
    REQUIRE(address);
    CHECK(probe::Client(idl::Channel::connect(*address).value()).echo("x").value() == "x");
  });
  on_each_thread([&](int number) {
    if (number % 2 == 0) {
      CHECK(server.shutdown().open_calls.empty());
    } else if (const auto address = listen(kThreads + number); !address) {
      CHECK(address.error().code == idl::Code::GoingAway);
    }
  });
}

TEST_CASE("P14 a stream has one reader and one writer, beside calls on the same connection") {
  probe::Served served;
  const idl::Channel channel = served.connect();
  auto chat = probe::StreamClient(channel).chat();
  std::thread writer([&] {
    for (int i = 0; i < 500; ++i) CHECK(chat.write(std::to_string(i)));
    chat.done_writing();
  });
  std::thread caller([&, client = probe::Client(channel)] {
    for (int i = 0; i < 200; ++i) CHECK(client.echo("x"));
  });
  for (int i = 0; i < 500; ++i) CHECK(chat.next() == std::to_string(i));
  CHECK(!chat.next());
  writer.join();
  caller.join();
  CHECK(chat.finish().value() == "bye");
}
