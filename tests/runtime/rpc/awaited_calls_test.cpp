// Calls that are awaited without a thread: by co_await and by then(), where they go on, how they
// are given up, and what is left of them.
#include <atomic>
#include <coroutine>
#include <string>
#include <thread>
#include <vector>

#include <idl/run_task.h>

#include "async_probe.h"
#include "awaiters.h"
#include "tests/support/process_threads.h"

namespace {

using namespace std::chrono_literals;
using idl::test::await_threads;
using idl::test::settled_threads;
using idl::test::threads_of_this_process;
using probe::EchoResult;
using probe::Gate;
using probe::Loop;
using probe::Own;
using probe::Served;

TEST_CASE("a task awaits calls one after the other, over every transport") {
  probe::over_each([](probe::Over over) {
    const Served served(over);
    const auto calls = [](probe::Client client) -> idl::Task<std::string> {
      std::string text;
      for (int i = 0; i < 20; ++i) {
        auto pending = client.start_echo(text + std::to_string(i % 10));
        const auto echoed = co_await pending;
        text = echoed.value();
      }
      co_return text;
    };
    CHECK(idl::sync_wait(calls(served.client())) == "01234567890123456789");
  });
}

TEST_CASE("a coroutine of the user's own type awaits a call, and goes on on the executor named") {
  Gate done;
  const Served served;
  const auto of_channel = std::make_shared<Loop>();
  const auto of_call = std::make_shared<Loop>();
  const probe::Client client(served.connect({.executor = of_channel}));
  done.open();
  std::vector<std::thread::id> seen;
  const auto calls = [&](const probe::Client& first, const probe::Client& second) -> Own {
    auto pending_a = first.start_echo("a");
    const auto a = co_await pending_a;
    CHECK(a.value() == "a");
    seen.push_back(std::this_thread::get_id());
    auto pending_b = second.start_echo("b");
    const auto b = co_await pending_b;
    CHECK(b.value() == "b");
    seen.push_back(std::this_thread::get_id());
    done.pass();
  };
  {
    const auto second = client.with({.executor = of_call});
    const Own own = calls(client, second);
    done.await_arrivals(1);
    // Until the last step of the coroutine is over, it must not be destroyed.
    for (const auto& loop : {of_channel, of_call}) {
      Gate empty;
      empty.open();
      loop->post([&] { empty.pass(); });
      empty.await_arrivals(1);
    }
  }
  // A call may have ended before it was awaited; then its coroutine has not moved.
  REQUIRE(seen.size() == 2);
  CHECK((seen[0] == of_channel->thread() || seen[0] == std::this_thread::get_id()));
  CHECK((seen[1] == of_call->thread() || seen[1] == seen[0]));
}

TEST_CASE("P15 then() calls on the executor named, never inside itself, also if the call is over") {
  const Served served;
  const auto client = served.client();
  const auto loop = std::make_shared<Loop>();
  for (const bool is_over : {false, true}) {
    CAPTURE(is_over);
    Gate done;
    done.open();
    std::thread::id seen;
    std::string text;
    auto pending = client.start_echo("x");
    while (is_over && !pending.ready()) std::this_thread::yield();
    std::move(pending).then(loop, [&](EchoResult result) {
      seen = std::this_thread::get_id();
      text = result.value();
      done.pass();
    });
    done.await_arrivals(1);
    CHECK(seen == loop->thread());
    CHECK(text == "x");
  }
}

TEST_CASE("then() tells of failures, also of calls that were never sent") {
  Gate done;
  const Served served;
  const auto client = served.client();
  done.open();
  std::vector<idl::Code> codes;
  const auto note = [&](const EchoResult& result) {
    codes.push_back(result.error().code);
    done.pass();
  };
  client.start_brief("too long").then(note);
  done.await_arrivals(1);
  client.with({.timeout = 0ms}).start_echo("x").then(note);
  done.await_arrivals(2);
  CHECK(codes == std::vector{idl::Code::InvalidArgument, idl::Code::DeadlineExceeded});
}

TEST_CASE("P1 a callback is called once, whatever ends its call") {
  Gate gate;
  Gate done;
  Served served;
  served.service.on_echo = [&](idl::Context&, std::string text) -> EchoResult {
    gate.pass();
    return text;
  };
  done.open();
  std::atomic<int> calls{0};
  idl::Code code{};
  const auto note = [&](const EchoResult& result) {
    ++calls;
    code = result.error().code;
    done.pass();
  };
  SUBCASE("its deadline") {
    served.client().with({.timeout = 20ms}).start_echo("x").then(note);
    done.await_arrivals(1);
    CHECK(code == idl::Code::DeadlineExceeded);
  }
  SUBCASE("its channel") {
    auto channel = served.connect();
    probe::Client(channel).start_echo("x").then(note);
    channel.close();
    done.await_arrivals(1);
    CHECK(code == idl::Code::Cancelled);
  }
  SUBCASE("its server") {
    served.client().start_echo("x").then(note);
    gate.await_arrivals(1);
    std::thread stopper([&] { served.server.shutdown(0s); });
    done.await_arrivals(1);
    CHECK(code == idl::Code::GoingAway);
    stopper.join();
  }
  gate.open();
  CHECK(calls.load() == 1);
}

TEST_CASE("P11 a call whose result goes to a function is cancelled by what then() gave") {
  Gate gate;
  Gate done;
  Served served;
  served.service.on_echo = [&](idl::Context&, std::string text) -> EchoResult {
    if (text == "block") gate.pass();
    return text;
  };
  const auto client = served.client();
  done.open();
  std::atomic<int> calls{0};
  idl::Code code{};
  const idl::CancelHandle handle = client.start_slow("block").then([&](const EchoResult& result) {
    ++calls;
    code = result.error().code;
    done.pass();
  });
  gate.await_arrivals(1);
  idl::CancelHandle().cancel();
  const idl::CancelHandle copy = handle;
  copy.cancel();
  done.await_arrivals(1);
  CHECK(code == idl::Code::Cancelled);
  handle.cancel();
  gate.open();
  CHECK(client.echo("x").value() == "x");
  CHECK(calls.load() == 1);
}

TEST_CASE("what then() gave does not keep its call, and cancels nothing that has ended") {
  Gate done;
  const Served served;
  const auto kept = std::make_shared<int>(7);
  done.open();
  const auto handle = served.client().start_echo("x").then([kept, &done](const EchoResult& result) {
    CHECK(result.value() == "x");
    done.pass();
  });
  done.await_arrivals(1);
  handle.cancel();
  while (kept.use_count() > 1) std::this_thread::yield();
}

TEST_CASE("an awaited call ends at its deadline, also behind one that has none") {
  Gate gate;
  Gate done;
  Served served;
  served.service.on_echo = [&](idl::Context&, std::string text) -> EchoResult {
    gate.pass();
    return text;
  };
  const auto client = served.client();
  done.open();
  client.with({.timeout = idl::no_deadline}).start_echo("long").then([&](EchoResult) {
    done.pass();
  });
  gate.await_arrivals(1);
  const auto awaits = [](probe::Client of) -> idl::Task<EchoResult> {
    auto pending = of.with({.timeout = 20ms}).start_echo("short");
    co_return co_await pending;
  };
  CHECK(idl::sync_wait(awaits(client)).error().code == idl::Code::DeadlineExceeded);
  gate.open();
  done.await_arrivals(1);
}

TEST_CASE("P11 an awaited call is cancelled from another thread and ends at once") {
  Gate gate;
  Served served;
  served.service.on_echo = [&](idl::Context&, std::string text) -> EchoResult {
    gate.pass();
    return text;
  };
  const auto client = served.client();
  auto pending = client.start_echo("x");
  std::thread canceller([&] {
    gate.await_arrivals(1);
    pending.cancel();
  });
  const auto awaits = [](idl::Pending<EchoResult>& call) -> idl::Task<EchoResult> {
    co_return co_await call;
  };
  CHECK(idl::sync_wait(awaits(pending)).error().code == idl::Code::Cancelled);
  canceller.join();
  CHECK(pending.wait().error().code == idl::Code::InvalidArgument);
  gate.open();
}

TEST_CASE("P17 a coroutine is destroyed while it awaits a call, which cancels that") {
  Gate entered;
  Gate cancelled;
  Served served;
  served.service.on_echo = [&](idl::Context& context, std::string text) -> EchoResult {
    entered.pass();
    while (!context.cancelled()) std::this_thread::yield();
    cancelled.pass();
    return text;
  };
  {
    const auto awaits = [](probe::Client client) -> Own {
      auto pending = client.start_echo("x");
      (void)co_await pending;
      CHECK(false);
    };
    const Own own = awaits(served.client());
    entered.await_arrivals(1);
  }
  entered.open();
  cancelled.open();
  cancelled.await_arrivals(1);
}

TEST_CASE("P17 a coroutine is destroyed while the result is on its way through its executor") {
  class Held final : public idl::Executor {
   public:
    void post(std::function<void()> work) override {
      const std::lock_guard guard(mutex);
      posted.push_back(std::move(work));
      gate.open();
      gate.pass();
    }
    std::mutex mutex;
    Gate gate;
    std::vector<std::function<void()>> posted;
  };
  const Served served;
  const auto executor = std::make_shared<Held>();
  {
    const probe::Client client(served.connect({.executor = executor}));
    Gate gate;
    std::thread::id waited;
    const auto awaits = [](const probe::Client& of) -> Own {
      auto pending = of.start_echo("x");
      (void)co_await pending;
    };
    const Own own = awaits(client);
    if (!own.handle.done()) executor->gate.await_arrivals(1);
  }
  const std::lock_guard guard(executor->mutex);
  for (const auto& work : executor->posted) work();
}

TEST_CASE("P17 a callback may let the last of its channel go") {
  Gate done;
  done.open();
  const Served served;
  {
    auto client = std::make_shared<probe::Client>(served.connect());
    auto pending = client->start_echo("x");
    std::move(pending).then([client = std::move(client), &done](EchoResult result) mutable {
      client.reset();
      CHECK(result.value() == "x");
      done.pass();
    });
  }
  done.await_arrivals(1);
}

TEST_CASE("no thread is left of calls that were awaited, and blocking ones have none") {
  // Of the server's own threads there may be more or fewer by then: it goes first.
  const std::size_t before = settled_threads();
  {
    const Served served;
    const auto client = served.client();
    const std::size_t served_threads = threads_of_this_process();
    for (int i = 0; i < 10; ++i) REQUIRE(client.echo("x"));
    CHECK(threads_of_this_process() <= served_threads + 1);  // the server's second one
    const auto awaits = [](probe::Client of) -> idl::Task<EchoResult> {
      auto pending = of.start_echo("x");
      co_return co_await pending;
    };
    CHECK(idl::sync_wait(awaits(client)));
  }
  CHECK(await_threads(before) == before);
}

TEST_CASE("blocking and awaited calls share a connection") {
  const Served served;
  const auto client = served.client();
  constexpr int kRounds = 200;
  const auto awaits = [](probe::Client of, std::string text) -> idl::Task<int> {
    int right = 0;
    for (int i = 0; i < kRounds; ++i) {
      auto pending = of.start_echo(text);
      const auto echoed = co_await pending;
      if (echoed.value() == text) ++right;
    }
    co_return right;
  };
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&, i] { right += idl::sync_wait(awaits(client, std::to_string(i))); });
    threads.emplace_back([&] {
      for (int round = 0; round < kRounds; ++round) right += client.echo("b").value() == "b";
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(right.load() == 6 * kRounds);
}

}  // namespace
