// Channels that the application's own thread drives: where results come and what follows them runs,
// that there is no thread, and every way in which such a channel ends.
#include <algorithm>
#include <atomic>
#include <coroutine>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <poll.h>

#include <idl/run_task.h>

#include "fixture.h"
#include "tests/support/process_threads.h"
#include "turn.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::test::settled_threads;
using idl::test::threads_of_this_process;
using probe::drive_until;
using probe::EchoResult;
using probe::turn;

namespace {

/// A server that one thread drives, so that it is known how many there are.
class OneThreadServed {
 public:
  explicit OneThreadServed(probe::Over over) : served(over, {.own_loop = true}) {}
  ~OneThreadServed() {
    over_ = true;
    thread_.join();
  }

  probe::Served served;

 private:
  std::atomic<bool> over_ = false;
  std::thread thread_{[this] {
    while (!over_) {
      for (const idl::PollFd& wanted : served.server.poll_fds()) {
        pollfd asked{wanted.fd, POLLIN, 0};
        ::poll(&asked, 1, 1);
      }
      served.server.run_once();
    }
  }};
};

idl::ChannelOptions in_own_loop() { return {.backoff = probe::kNoPauses, .own_loop = true}; }

/// A coroutine of the user's own, which begins at once and ends by itself.
struct Detached {
  struct promise_type {
    Detached get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

Detached echo_twice(probe::Client client, std::string& text, std::thread::id& thread) {
  auto first = client.start_echo("a");
  const auto a = co_await first;
  auto second = client.start_echo(a.value() + "b");
  const auto b = co_await second;
  thread = std::this_thread::get_id();
  text = b.value();
}

Detached count_elements(probe::StreamClient client, std::uint32_t wanted, std::uint32_t& counted) {
  auto watch = client.watch(wanted).async();
  std::uint32_t count = 0;
  for (bool more = true; more;) {
    const auto element = co_await watch.next();
    more = element.has_value();
    if (more) ++count;
  }
  const auto end = co_await watch.finish();
  CHECK(end);
  counted = count;
}

}  // namespace

TEST_CASE("P15 results of a channel in an own loop come on its thread, and the channel has none") {
  probe::over_each([](probe::Over over) {
    (void)settled_threads();
    const OneThreadServed one(over);
    const auto before = threads_of_this_process();
    auto channel = one.served.connect(in_own_loop());
    const probe::Client client(channel);
    const auto own = std::this_thread::get_id();
    int calls = 0;  // no lock: TSan would tell
    for (int i = 0; i < 100; ++i) {
      client.start_echo("x").then([&](const EchoResult& result) {
        CHECK(result.value() == "x");
        CHECK(std::this_thread::get_id() == own);
        ++calls;
      });
    }
    CHECK(calls == 0);
    drive_until(channel, [&] { return calls == 100; });
    CHECK(threads_of_this_process() == before);
  });
}

TEST_CASE("coroutines go on in the own loop of their channel") {
  (void)settled_threads();
  const OneThreadServed one(probe::Over::Unix);
  const auto before = threads_of_this_process();
  auto channel = one.served.connect(in_own_loop());
  std::string text;
  std::thread::id thread;
  echo_twice(probe::Client(channel), text, thread);
  drive_until(channel, [&] { return !text.empty(); });
  CHECK(text == "ab");
  CHECK(thread == std::this_thread::get_id());
  CHECK(threads_of_this_process() == before);
}

TEST_CASE("a stream is read by a coroutine in an own loop") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    auto channel = served.connect(in_own_loop());
    std::uint32_t counted = 0;
    count_elements(probe::StreamClient(channel), 20'000, counted);
    drive_until(channel, [&] { return counted != 0; });
    CHECK(counted == 20'000);
  });
}

TEST_CASE("an own loop knows of the deadlines of its channel's calls") {
  probe::Gate gate;
  probe::Served served;
  served.service.on_echo = [&](idl::Context&, std::string text) {
    gate.pass();
    return EchoResult(std::move(text));
  };
  auto channel = served.connect(in_own_loop());
  std::optional<Code> code;
  probe::Client(channel).with({.timeout = 30ms}).start_slow("x").then([&](const EchoResult& end) {
    code = end.error().code;
  });
  drive_until(channel, [&] { return code.has_value(); });
  CHECK(*code == Code::DeadlineExceeded);
  gate.open();
}

TEST_CASE("blocking calls over a channel in an own loop wait by themselves, also in a callback") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    auto channel = served.connect(in_own_loop());
    const probe::Client client(channel);
    CHECK(client.echo("x").value() == "x");
    std::string inner;
    client.start_echo("y").then([&](const EchoResult& result) {
      channel.run_once();  // does nothing
      inner = client.echo(result.value() + "z").value();
    });
    CHECK(client.echo("x").value() == "x");
    drive_until(channel, [&] { return !inner.empty(); });
    CHECK(inner == "yz");
    auto pending = client.start_echo("later");
    CHECK(pending.wait().value() == "later");
  });
}

TEST_CASE("an own loop writes what the socket did not take at once") {
  const probe::Served served(probe::Over::Unix, {.max_threads = 2});
  auto channel = served.connect(in_own_loop());
  const probe::Client client(channel);
  const std::string text(100'000, 'x');
  int answers = 0;
  for (int i = 0; i < 50; ++i) {
    client.start_echo(text).then([&](const EchoResult& result) {
      CHECK((result && *result == text));
      ++answers;
    });
  }
  drive_until(channel, [&] { return answers == 50; });
}

TEST_CASE("P14 other threads start calls while an own loop sleeps") {
  const probe::Served served;
  auto channel = served.connect(in_own_loop());
  std::atomic<int> calls = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, client = probe::Client(channel)] {
      for (int i = 0; i < 50; ++i) {
        client.start_echo("x").then([&](const EchoResult& result) {
          CHECK(result);
          ++calls;
        });
        CHECK(client.echo("y"));
      }
    });
  }
  drive_until(channel, [&] { return calls == 200; });
  for (std::thread& thread : threads) thread.join();
}

TEST_CASE("P1 a callback is called once if the channel of an own loop is closed, or goes") {
  probe::Gate gate;
  probe::Gate done;
  probe::Served served;
  served.service.on_echo = [&](idl::Context&, std::string text) {
    gate.pass();
    return EchoResult(std::move(text));
  };
  std::optional channel = served.connect(in_own_loop());
  std::atomic<int> calls = 0;
  done.open();
  probe::Client(*channel).start_slow("x").then([&](const EchoResult& result) {
    CHECK(result.error().code == Code::Cancelled);
    ++calls;
    done.pass();
  });
  gate.await_arrivals(1);
  SUBCASE("closed") {
    channel->close();
    drive_until(*channel, [&] { return calls != 0; });
  }
  SUBCASE("gone") {
    channel.reset();
    done.await_arrivals(1);
  }
  SUBCASE("closed and gone") {
    channel->close();
    channel.reset();
    done.await_arrivals(1);
  }
  gate.open();
  CHECK(calls == 1);
}

TEST_CASE("P17 S5 a callback may let a channel go in its own loop") {
  const probe::Served served;
  std::optional channel = served.connect(in_own_loop());
  bool gone = false;
  probe::Client(*channel).start_echo("x").then([&](const EchoResult& result) {
    CHECK(result);
    channel.reset();
    gone = true;
  });
  while (!gone) turn(*channel);
  CHECK_FALSE(channel.has_value());
}

TEST_CASE("a channel in an own loop notices that its server is gone, and finds the next one") {
  probe::TempFolder folder;
  const std::string address = "unix:" + folder.path() + "/socket";
  probe::Server service;
  auto server = std::make_unique<idl::Server>();
  REQUIRE(server->add(service));
  REQUIRE(server->listen(address));
  auto channel = idl::Channel::connect(address, in_own_loop()).value();
  const probe::Client client(channel);
  std::optional<EchoResult> result;
  const auto echo = [&] {
    result.reset();
    client.start_echo("x").then([&](EchoResult end) { result = std::move(end); });
    drive_until(channel, [&] { return result.has_value(); });
    return static_cast<bool>(*result);
  };
  CHECK(echo());
  server.reset();
  CHECK_FALSE(echo());
  server = std::make_unique<idl::Server>();
  REQUIRE(server->add(service));
  REQUIRE(server->listen(address));
  CHECK(echo());
}

TEST_CASE("a channel in an own loop serves nothing, and other channels have no loop to drive") {
  const probe::Served served;
  auto options = in_own_loop();
  options.serve = {std::make_shared<probe::Server>()};
  const auto refused = idl::Channel::connect(served.address, options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::InvalidArgument);

  auto plain = served.connect();
  CHECK(plain.poll_fds().empty());
  CHECK(plain.next_timeout() == idl::Duration::max());
  plain.run_once();
  CHECK(probe::Client(plain).echo("x"));
}
