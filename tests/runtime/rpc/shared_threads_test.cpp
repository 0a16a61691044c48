// The threads that the process shares for what follows calls: how long they last, that work which
// blocks in one of them holds up neither the others nor any connection, and that they go.
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

#include <idl/run_task.h>

#include "async_probe.h"
#include "tests/support/process_threads.h"

namespace {

using namespace std::chrono_literals;
using idl::test::await_threads;
using idl::test::settled_threads;
using probe::AsyncServed;
using probe::CheckResult;
using probe::EchoResult;
using probe::Gate;
using probe::kPatience;
using probe::Served;
using Callback = std::stop_callback<std::function<void()>>;

constexpr int kMostThreads = 16;

/// Where so many have to come before any of them goes on.
class Meeting {
 public:
  explicit Meeting(int size) : missing_(size) {}

  void meet() {
    std::unique_lock guard(mutex_);
    --missing_;
    all_here_.notify_all();
    CHECK(all_here_.wait_for(guard, kPatience, [this] { return missing_ <= 0; }));
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_here_;
  int missing_;
};

/// Holds three of the threads, each in a callback that waits at the gate.
std::shared_ptr<Gate> occupy(const probe::Client& client) {
  auto gate = std::make_shared<Gate>();
  for (int i = 0; i < 3; ++i) {
    client.start_echo("x").then([gate](const EchoResult&) { gate->pass(); });
  }
  gate->await_arrivals(3);
  return gate;
}

/// A server whose handler of `job` leaves something behind that hears of the cancel, and returns
/// once that has begun to hear.
struct WithJob {
  explicit WithJob(std::function<void()> on_cancel) : served(std::make_unique<Served>()) {
    begun.open();
    served->service.on_echo = [this, on_cancel](idl::Context& context, std::string text) {
      if (text != "job") return EchoResult(std::move(text));
      hears.emplace(context.stop_token(), [this, on_cancel] {
        cancelled.open();
        on_cancel();
      });
      begun.pass();
      cancelled.pass();
      return EchoResult(std::move(text));
    };
  }

  /// Calls it and cancels the call.
  void cancel_job(const probe::Client& client) {
    auto pending = client.start_echo("job");
    begun.await_arrivals(1);
    pending.cancel();
  }

  Gate begun;
  Gate cancelled;
  std::optional<Callback> hears;
  std::unique_ptr<Served> served;
};

idl::Task<std::set<pid_t>> threads_of_calls(probe::Client client, int count) {
  std::set<pid_t> threads;
  for (int i = 0; i < count; ++i) {
    auto pending = client.start_echo("x");
    const auto echoed = co_await pending;
    CHECK(echoed);
    threads.insert(::gettid());
  }
  co_return threads;
}

}  // namespace

TEST_CASE("calls awaited one after the other go on on the same few threads") {
  const Served served;
  const auto threads = idl::sync_wait(threads_of_calls(served.client(), 500));
  CHECK(threads.size() <= kMostThreads + 1);  // the first part runs on this one
}

TEST_CASE("a handler that had a stop token ends while a coroutine writes on its connection") {
  AsyncServed served;
  served.service.on_echo = [](idl::Context& context, std::string text) -> idl::Task<EchoResult> {
    const std::stop_token token = context.stop_token();
    co_return token.stop_requested() ? "?" : text;
  };
  served.service.on_watch = [](idl::Context&, std::uint32_t count,
                               idl::AsyncWriter<std::string> texts) -> idl::Task<CheckResult> {
    const std::string text(3000, 'x');
    for (std::uint32_t i = 0; i < count; ++i) {
      auto write = texts.write(text);
      const bool accepted = co_await write;
      if (!accepted) break;
    }
    co_return {};
  };
  const idl::Channel channel = served.connect();
  std::atomic<bool> over = false;
  std::thread reader([&] {
    while (!over) {
      auto watch = probe::StreamClient(channel).watch(500);
      while (watch.next()) continue;
    }
  });
  const probe::Client client = probe::Client(channel).with({.timeout = kPatience});
  int answered = 0;
  while (answered < 1000 && client.echo("x")) ++answered;
  CHECK(answered == 1000);
  over = true;
  reader.join();
  CHECK(served.server->shutdown(kPatience).open_calls.empty());
}

TEST_CASE("P16 a stop callback that blocks, and outlives its handler, holds up no call") {
  Gate gate;
  WithJob job([&gate] { gate.pass(); });
  const auto one = job.served->client().with({.timeout = kPatience});
  const auto other = job.served->client().with({.timeout = kPatience});
  job.cancel_job(one);
  gate.await_arrivals(1);
  for (int i = 0; i < 20; ++i) {
    CHECK(one.echo("x"));
    CHECK(other.echo("x"));
  }
  gate.open();
  job.hears.reset();
}

TEST_CASE("P16 a coroutine that blocks behind a call that it awaited holds up no other") {
  Gate answer;
  Gate gate;
  Served upstream;
  upstream.service.on_echo = [&answer](idl::Context&, std::string text) {
    if (text == "late") answer.pass();
    return EchoResult(std::move(text));
  };
  const auto upstream_client = upstream.client();
  AsyncServed served;
  served.service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
    auto pending = upstream_client.start_echo(text);
    auto echoed = co_await pending;
    if (text == "block") gate.pass();
    co_return echoed;
  };
  const auto other = served.client().with({.timeout = kPatience});
  auto late = other.start_echo("late");  // awaited before the other blocks, and answered meanwhile
  answer.await_arrivals(1);
  auto blocked = served.client().start_echo("block");
  gate.await_arrivals(1);
  answer.open();
  CHECK(late.wait());
  for (int i = 0; i < 20; ++i) CHECK(other.echo("x"));
  gate.open();
  CHECK(blocked.wait());
}

TEST_CASE("P15 callbacks may wait for each other, and for calls of their own channel") {
  const Served served;
  const auto client = served.client();
  for (int i = 0; i < 100; ++i) {
    const auto callbacks = std::make_shared<Meeting>(2);
    const auto end = std::make_shared<Meeting>(3);
    for (int k = 0; k < 2; ++k) {
      client.start_echo("x").then([=](const EchoResult&) {
        callbacks->meet();
        CHECK(client.echo("y").value() == "y");
        end->meet();
      });
    }
    end->meet();
  }
}

TEST_CASE("P15 sixteen callbacks may block at once, and those behind them follow") {
  Gate done;
  const Served served;
  const auto client = served.client();
  const auto all = std::make_shared<Meeting>(kMostThreads + 1);
  for (int i = 0; i < kMostThreads; ++i) {
    client.start_echo("x").then([all](const EchoResult&) { all->meet(); });
  }
  all->meet();
  done.open();
  client.start_echo("x").then([&done](const EchoResult&) { done.pass(); });
  done.await_arrivals(1);
}

TEST_CASE("P18 a stop callback may shut its server down, while others are busy") {
  Gate returned;
  returned.open();
  WithJob* shut_down = nullptr;
  WithJob job([&] {
    CHECK(shut_down->served->server.shutdown(kPatience).open_calls.empty());
    returned.pass();
  });
  shut_down = &job;
  const auto client = job.served->client();
  const auto busy = occupy(client);
  job.cancel_job(client);
  returned.await_arrivals(1);
  CHECK_FALSE(client.echo("x"));
  busy->open();
  job.hears.reset();
}

TEST_CASE("P17 a stop callback may destroy its server, while others are busy") {
  Gate destroyed;
  destroyed.open();
  WithJob* shut_down = nullptr;
  WithJob job([&] {
    shut_down->served.reset();
    destroyed.pass();
  });
  shut_down = &job;
  const auto client = job.served->client();
  const auto busy = occupy(client);
  job.cancel_job(client);
  destroyed.await_arrivals(1);
  CHECK_FALSE(client.echo("x"));
  busy->open();
  job.hears.reset();
}

TEST_CASE("P17 a callback may destroy all that there is, while others are busy") {
  const std::size_t before = settled_threads();
  Gate destroyed;
  destroyed.open();
  auto served = std::make_unique<Served>();
  std::optional<probe::Client> client(served->client());
  const auto busy = occupy(*client);
  client->start_echo("x").then([&](const EchoResult&) {
    client.reset();
    served.reset();
    destroyed.pass();
  });
  destroyed.await_arrivals(1);
  busy->open();
  CHECK(await_threads(before) == before);
}

TEST_CASE("P17 the last channel and server go while callbacks wait, whose threads go behind them") {
  const std::size_t before = settled_threads();
  std::shared_ptr<Gate> busy;
  {
    const Served served;
    busy = occupy(served.client());
  }
  busy->open();
  CHECK(await_threads(before) == before);
}
