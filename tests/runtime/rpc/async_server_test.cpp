// Handlers that are coroutines: when their calls are answered, what they hold meanwhile, and what
// they hear of their callers.
#include <atomic>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <idl/run_task.h>

#include "async_probe.h"

namespace {

using namespace std::chrono_literals;
using probe::AsyncServed;
using probe::CountResult;
using probe::EchoResult;
using probe::Gate;
using probe::kPatience;
using probe::Signal;

TEST_CASE("a coroutine answers at its end: at once, or later and elsewhere") {
  Signal signal;
  AsyncServed served;
  served.service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
    if (text == "later") co_await signal;
    co_return text + "!";
  };
  served.service.on_count = [](idl::Context&, std::string text) -> idl::Task<CountResult> {
    co_return probe::Counts{.calls = 1, .bytes = text.size()};
  };
  const auto client = served.client();
  CHECK(client.echo("now").value() == "now!");
  CHECK(client.count("four").value().bytes == 4);
  auto later = client.start_echo("later");
  signal.await_waiting(1);
  CHECK(client.echo("between").value() == "between!");
  CHECK_FALSE(later.ready());
  signal.open();
  CHECK(later.wait().value() == "later!");
}

TEST_CASE(
    "a failure of a coroutine is that of a handler: declared, thrown, and of no concern to "
    "others") {
  Signal signal;
  AsyncServed served({.send_exception_text = true});
  served.service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
    if (text == "late") co_await signal;
    if (text == "fail") co_return idl::fail("out of paper");
    throw std::runtime_error("bug");
  };
  const auto client = served.client();
  CHECK(client.echo("fail").error().message == "out of paper");
  const auto thrown = client.echo("throw");
  CHECK(thrown.error().code == idl::Code::Internal);
  CHECK(thrown.error().message.ends_with("threw: bug"));
  CHECK(thrown.error().executed == idl::Executed::Maybe);
  auto late = client.start_echo("late");
  signal.await_waiting(1);
  signal.open();
  CHECK(late.wait().error().code == idl::Code::Internal);
}

TEST_CASE("a one-way call is served by a coroutine, too") {
  Gate gate;
  Signal signal;
  AsyncServed served;
  served.service.on_note = [&](idl::Context&, std::string) -> idl::Task<void> {
    co_await signal;
    gate.pass();
  };
  const auto client = served.client();
  gate.open();
  CHECK(client.note("hello"));
  signal.await_waiting(1);
  signal.open();
  gate.await_arrivals(1);
}

TEST_CASE("ten thousand handlers that wait hold no thread") {
  constexpr std::size_t kMany = 10'000;
  constexpr std::size_t kChannels = 10;
  Signal signal;
  AsyncServed served({.max_calls_per_connection = kMany,
                      .max_calls = 2 * kMany,
                      .max_threads = 2,
                      .max_queued_calls = kMany});
  served.service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
    co_await signal;
    co_return text;
  };
  std::vector<probe::Client> clients;
  for (std::size_t i = 0; i < kChannels; ++i) {
    clients.emplace_back(served.connect({.max_calls = kMany}));
  }
  std::vector<idl::Pending<EchoResult>> pending;
  for (std::size_t i = 0; i < kMany; ++i) {
    pending.push_back(clients[i % kChannels].start_echo(std::to_string(i)));
  }
  signal.await_waiting(kMany);
  signal.open();
  std::size_t right = 0;
  for (std::size_t i = 0; i < kMany; ++i) {
    if (pending[i].wait().value() == std::to_string(i)) ++right;
  }
  CHECK(right == kMany);
}

TEST_CASE("P9 a coroutine's calls inherit its deadline and depth on whatever thread it goes on") {
  probe::Served inner;
  inner.service.on_echo = [](idl::Context& context, std::string) -> EchoResult {
    return std::string(context.remaining() <= 10s ? "inherited" : "its own");
  };
  Signal signal;
  AsyncServed served;
  const auto to_inner = inner.client();
  served.service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
    if (text == "later") co_await signal;
    const auto nested = [](const probe::Client& client) -> idl::Task<EchoResult> {
      co_return client.echo("how long?");
    };
    co_return co_await nested(to_inner);
  };
  const auto client = served.client().with({.timeout = 10s});
  CHECK(client.echo("now").value() == "inherited");
  auto later = client.start_echo("later");
  signal.await_waiting(1);
  signal.open();
  CHECK(later.wait().value() == "inherited");
  // The thread that went on with the coroutine works for nobody again.
  CHECK(to_inner.echo("how long?").value() == "its own");
}

TEST_CASE("work that outlives its handler inherits nothing") {
  Gate gate;
  probe::Served inner;
  inner.service.on_echo = [](idl::Context& context, std::string) -> EchoResult {
    return std::string(context.remaining() <= 10s ? "inherited" : "its own");
  };
  gate.open();
  std::string seen;
  AsyncServed served;
  const auto to_inner = inner.client();
  served.service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
    const auto behind = [](const probe::Client& client, std::string& into,
                           Gate& at) -> idl::Task<> {
      into = client.echo("how long?").value();
      at.pass();
      co_return;
    };
    idl::start(behind(to_inner, seen, gate));
    co_return text;
  };
  CHECK(served.client().with({.timeout = 10s}).echo("x"));
  gate.await_arrivals(1);
  CHECK(seen == "its own");
}

TEST_CASE("P11 a cancelled call stops its coroutine's token, on the executor that was named") {
  class Inline final : public idl::Executor {
   public:
    void post(std::function<void()> work) override {
      ++posted;
      work();
    }
    std::atomic<int> posted{0};
  };
  const auto executor = std::make_shared<Inline>();
  Signal signal;
  std::atomic<bool> was_cancelled{false};
  AsyncServed served({.executor = executor});
  served.service.on_echo = [&](idl::Context& context, std::string text) -> idl::Task<EchoResult> {
    const std::stop_token token = context.stop_token();
    CHECK_FALSE(token.stop_requested());
    const std::stop_callback opens(token, [&] { signal.open(); });
    co_await signal;
    was_cancelled = context.cancelled();
    co_return text;
  };
  const auto client = served.client();
  auto pending = client.start_echo("x");
  signal.await_waiting(1);
  pending.cancel();
  CHECK(pending.wait().error().code == idl::Code::Cancelled);
  CHECK(served.server->shutdown(kPatience).open_calls.empty());
  CHECK(was_cancelled.load());
  CHECK(executor->posted.load() == 1);
}

TEST_CASE("a token stops at the deadline, and when the connection is lost") {
  Signal signal;
  Gate stopped;
  stopped.open();
  Gate given_up;
  std::atomic<bool> begun{false};
  AsyncServed served;
  served.service.on_echo = [&](idl::Context& context, std::string text) -> idl::Task<EchoResult> {
    begun = true;
    const std::stop_callback opens(context.stop_token(), [&] { signal.open(); });
    co_await signal;
    stopped.pass();
    given_up.pass();  // a result that came at the deadline might come before it
    co_return text;
  };
  SUBCASE("at the deadline") {
    probe::with_time_enough([&](idl::Duration timeout) {
      const auto late = served.client().with({.timeout = timeout}).echo("x");
      CHECK(late.error().code == idl::Code::DeadlineExceeded);
      return begun.load();
    });
  }
  SUBCASE("when the connection is lost") {
    auto channel = served.connect();
    auto lost = probe::Client(channel).with({.timeout = idl::no_deadline}).start_echo("x");
    signal.await_waiting(1);
    channel.close();
  }
  stopped.await_arrivals(1);
  given_up.open();
}

TEST_CASE("a plain handler has a token as well") {
  Gate stopped;
  stopped.open();
  Gate given_up;
  std::atomic<bool> begun{false};
  probe::Served served;
  served.service.on_echo = [&](idl::Context& context, std::string text) -> EchoResult {
    begun = true;
    const std::stop_callback callback(context.stop_token(), [&] { stopped.pass(); });
    stopped.await_arrivals(1);
    given_up.pass();  // a result that came at the deadline might come before it
    return text;
  };
  probe::with_time_enough([&](idl::Duration timeout) {
    CHECK_FALSE(served.client().with({.timeout = timeout}).echo("x"));
    return begun.load();
  });
  stopped.await_arrivals(1);
  given_up.open();
}

TEST_CASE("P18 a drain waits for coroutines, and reports those that are too slow") {
  Signal signal;
  AsyncServed served;
  served.service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
    co_await signal;
    co_return text;
  };
  const auto client = served.client();
  auto pending = client.start_echo("x");
  signal.await_waiting(1);
  SUBCASE("in time") {
    std::thread opener([&] { signal.open(); });
    CHECK(served.server->shutdown(kPatience).open_calls.empty());
    opener.join();
    CHECK(pending.wait().value() == "x");
  }
  SUBCASE("too late") {
    const auto report = served.server->shutdown(0s);
    REQUIRE(report.open_calls.size() == 1);
    CHECK(report.open_calls.front().method == "probe.Probe.echo");
    CHECK(pending.wait().error().code == idl::Code::GoingAway);
    signal.open();
  }
}

TEST_CASE("P17 a server that is destroyed waits for the coroutines that serve") {
  Signal signal;
  std::atomic<bool> ended{false};
  AsyncServed served;
  served.service.on_echo = [&](idl::Context& context, std::string text) -> idl::Task<EchoResult> {
    co_await signal;
    while (!context.cancelled()) std::this_thread::yield();
    ended = true;
    co_return text;
  };
  const auto client = served.client();
  auto pending = client.start_echo("x");
  signal.await_waiting(1);
  std::thread opener([&] { signal.open(); });
  served.server.reset();
  CHECK(ended.load());
  opener.join();
  CHECK_FALSE(pending.wait());
}

TEST_CASE("P17 a coroutine may destroy its own server, before it waits and after") {
  for (const bool first_waits : {false, true}) {
    CAPTURE(first_waits);
    Signal signal;
    Signal ending;
    std::atomic<bool> ended{false};
    AsyncServed served;
    served.service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
      if (first_waits) co_await signal;
      served.server.reset();
      co_await ending;
      ended = true;
      co_return text;
    };
    const auto client = served.client();
    auto pending = client.start_echo("x");
    if (first_waits) {
      signal.await_waiting(1);
      signal.open();
    }
    CHECK_FALSE(pending.wait());
    ending.await_waiting(1);
    ending.open();
    CHECK(ended.load());
  }
}

TEST_CASE("coroutines read and write streams without holding threads") {
  AsyncServed served({.max_streams_per_connection = 1'000, .max_streams = 1'000, .max_threads = 3});
  served.service.on_chat = [](idl::Context&, idl::AsyncReader<std::string> in,
                              idl::AsyncWriter<std::string> out) -> idl::Task<EchoResult> {
    std::size_t count = 0;
    for (;;) {
      const auto text = co_await in.next();
      if (!text) break;
      ++count;
      const bool accepted = co_await out.write(*text);
      if (!accepted) co_return idl::fail("nobody listens");
    }
    co_return std::to_string(count) + (in.complete() ? " and the end" : "");
  };
  const auto client = probe::StreamClient(served.connect({.max_streams = 1'000}));
  std::vector<probe::ChatCall> calls;
  for (int i = 0; i < 200; ++i) calls.push_back(client.chat());
  for (auto& call : calls) {
    REQUIRE(call.write("one"));
    REQUIRE(call.next().value() == "one");
  }
  for (auto& call : calls) {
    REQUIRE(call.write(std::string(100'000, 'x')));
    REQUIRE(call.next().value().size() == 100'000);
    REQUIRE(call.finish().value() == "2 and the end");
  }
}

TEST_CASE("P12 a coroutine's writer waits for a reader that is slow") {
  std::atomic<int> written{0};
  AsyncServed served;
  served.service.on_watch =
      [&](idl::Context&, std::uint32_t count,
          idl::AsyncWriter<std::string> out) -> idl::Task<probe::CheckResult> {
    const std::string element(10'000, 'x');
    for (std::uint32_t i = 0; i < count; ++i) {
      const bool accepted = co_await out.write(element);
      if (!accepted) break;
      ++written;
    }
    co_return {};
  };
  const auto client = served.stream_client();
  auto call = client.watch(10'000);
  REQUIRE(call.next());
  // 100 MB would not fit: the writer is stopped by credit, not by time.
  int before = -1;
  while (before != written.load()) {
    before = written.load();
    std::this_thread::sleep_for(20ms);
  }
  CHECK(before < 2'000);
  int count = 1;
  while (call.next()) ++count;
  CHECK(count == 10'000);
  CHECK(call.finish());
}

TEST_CASE(
    "a coroutine's stream ends when its caller goes, its deadline passes, or its server stops") {
  std::atomic<bool> begun{false};
  Gate ended;
  ended.open();
  std::atomic<bool> complete{true};
  AsyncServed served;
  served.service.on_upload = [&](idl::Context&,
                                 idl::AsyncReader<std::string> in) -> idl::Task<CountResult> {
    const auto first = co_await in.next();
    begun = true;
    begun.notify_all();
    for (bool more = first.has_value(); more;) {
      const auto text = co_await in.next();
      more = text.has_value();
    }
    complete = in.complete();
    ended.pass();
    co_return probe::Counts{};
  };
  SUBCASE("the caller cancels") {
    auto call = served.stream_client().upload();
    REQUIRE(call.write("x"));
    begun.wait(false);
    call.cancel();
  }
  SUBCASE("the deadline passes") {
    // On a busy machine it may pass before the handler begins.
    while (!begun) {
      auto call = served.stream_client().with({.timeout = 30ms}).upload();
      (void)call.write("x");
      std::this_thread::sleep_for(40ms);
      CHECK(call.finish().error().code == idl::Code::DeadlineExceeded);
    }
  }
  SUBCASE("the server stops") {
    auto call = served.stream_client().upload();
    REQUIRE(call.write("x"));
    begun.wait(false);
    CHECK(served.server->shutdown(0s).open_calls.size() == 1);
    CHECK(call.finish().error().code == idl::Code::GoingAway);
  }
  ended.await_arrivals(1);
  CHECK_FALSE(complete.load());
}

TEST_CASE("sync_wait in a handler inherits its deadline, and fails where it must not block") {
  probe::Served served;
  served.service.on_echo = [](idl::Context& context, std::string) -> EchoResult {
    const auto naps = [](idl::Context& of) -> idl::Task<std::string> {
      co_await idl::sleep_for(1ms);
      co_return of.remaining() > 0s ? "in time" : "late";
    };
    return idl::sync_wait(naps(context));
  };
  CHECK(served.client().echo("x").value() == "in time");
}

}  // namespace
