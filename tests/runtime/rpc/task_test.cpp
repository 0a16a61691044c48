// Tasks by themselves: values, exceptions, lifetimes, long chains, and the ways to run one.
// Tasks that serve calls have async_server_test.cpp.
#include <idl/run_task.h>

#include <atomic>
#include <coroutine>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "async_probe.h"

namespace {

using probe::Gate;
using probe::Signal;

idl::Task<int> give(int value) { co_return value; }

idl::Task<int> sum(int a, int b) { co_return co_await give(a) + co_await give(b); }

idl::Task<> fail() {
  throw std::runtime_error("out of paper");
  co_return;
}

/// Notes when it is destroyed.
struct Mark {
  explicit Mark(std::string& its_log) : log(its_log) {}
  Mark(const Mark&) = delete;
  Mark& operator=(const Mark&) = delete;
  ~Mark() { log += '.'; }

  std::string& log;
};

TEST_CASE("a task gives what it returns, also through others") {
  CHECK(idl::sync_wait(sum(2, 3)) == 5);
  auto moves = []() -> idl::Task<std::unique_ptr<int>> { co_return std::make_unique<int>(7); };
  CHECK(*idl::sync_wait(moves()) == 7);
}

TEST_CASE("an exception goes to whoever awaits") {
  const auto caught = []() -> idl::Task<std::string> {
    try {
      co_await fail();
    } catch (const std::runtime_error& error) {
      co_return error.what();
    }
    co_return "nothing";
  };
  CHECK(idl::sync_wait(caught()) == "out of paper");
  CHECK_THROWS_AS(idl::sync_wait(fail()), std::runtime_error);
}

TEST_CASE("a task starts when it is awaited, and one that never is destroys its arguments") {
  std::string log;
  const auto notes = [](std::string& text, std::unique_ptr<Mark>) -> idl::Task<> {
    text += 's';
    co_return;
  };
  { const auto never = notes(log, std::make_unique<Mark>(log)); }
  CHECK(log == ".");
  idl::sync_wait(notes(log, std::make_unique<Mark>(log)));
  CHECK(log == ".s.");
}

TEST_CASE("a million tasks, one after the other and each inside the next, take no stack") {
#if defined(__clang__) || defined(__OPTIMIZE__)
  constexpr int kMany = 1'000'000;
#else
  constexpr int kMany = 1'000;  // g++ without optimisation calls where others jump
#endif
  const auto loop = []() -> idl::Task<std::int64_t> {
    std::int64_t total = 0;
    for (int i = 0; i < kMany; ++i) total += co_await give(1);
    co_return total;
  };
  CHECK(idl::sync_wait(loop()) == kMany);

  struct Nest {
    static idl::Task<int> depth(int n) {
      if (n == 0) co_return 0;
      co_return 1 + co_await depth(n - 1);
    }
  };
  CHECK(idl::sync_wait(Nest::depth(kMany / 10)) == kMany / 10);
}

TEST_CASE("a task goes on where what it waits for has come") {
  Signal signal;
  std::thread::id seen;
  const auto waits = [](Signal& on, std::thread::id& where) -> idl::Task<> {
    co_await on;
    where = std::this_thread::get_id();
  };
  std::thread::id opener;
  std::thread other([&] {
    signal.await_waiting(1);
    opener = std::this_thread::get_id();
    signal.open();
  });
  idl::sync_wait(waits(signal, seen));
  other.join();
  CHECK(seen == opener);
}

TEST_CASE("a started task runs on the runtime's threads and destroys itself") {
  struct Flag {
    explicit Flag(std::atomic<bool>& its_gone) : gone(its_gone) {}
    Flag(const Flag&) = delete;
    Flag& operator=(const Flag&) = delete;
    ~Flag() { gone = true; }
    std::atomic<bool>& gone;
  };
  Gate gate;
  std::atomic<bool> destroyed{false};
  const auto passes = [](Gate& at, std::unique_ptr<Flag>) -> idl::Task<> {
    at.pass();
    co_return;
  };
  idl::start(passes(gate, std::make_unique<Flag>(destroyed)));
  gate.await_arrivals(1);
  CHECK_FALSE(destroyed.load());
  gate.open();
  while (!destroyed.load()) std::this_thread::yield();
}

TEST_CASE("sleeping takes at least as long as was asked for, and holds no thread") {
  const auto begun = std::chrono::steady_clock::now();
  const auto naps = []() -> idl::Task<> {
    for (int i = 0; i < 3; ++i) co_await idl::sleep_for(std::chrono::milliseconds(2));
  };
  idl::sync_wait(naps());
  CHECK(std::chrono::steady_clock::now() - begun >= std::chrono::milliseconds(6));
}

TEST_CASE("a task that sleeps may be destroyed") {
  std::string log;
  const auto sleeps = [](std::unique_ptr<Mark>) -> idl::Task<> {
    co_await idl::sleep_for(std::chrono::hours(1));
  };
  // Begun by a coroutine of another kind, which is destroyed.
  struct Own {
    struct promise_type {
      Own get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
      std::suspend_never initial_suspend() noexcept { return {}; }
      std::suspend_always final_suspend() noexcept { return {}; }
      void return_void() noexcept {}
      void unhandled_exception() noexcept { std::terminate(); }
    };
    std::coroutine_handle<promise_type> handle;
  };
  const auto begins = [](idl::Task<> task) -> Own { co_await std::move(task); };
  const Own own = begins(sleeps(std::make_unique<Mark>(log)));
  CHECK(log.empty());
  own.handle.destroy();
  CHECK(log == ".");
}

/// Runs what is posted when it is told to.
class ByHand final : public idl::Executor {
 public:
  void post(std::function<void()> work) override { posted.push_back(std::move(work)); }

  void run() {
    const auto works = std::exchange(posted, {});
    for (const auto& work : works) work();
  }

  std::vector<std::function<void()>> posted;
};

TEST_CASE("a task goes on on the executor that it names, and starts on the one that is named") {
  const auto executor = std::make_shared<ByHand>();
  std::string log;
  const auto steps = [](std::shared_ptr<ByHand> next, std::string& text) -> idl::Task<> {
    text += 'a';
    co_await idl::resume_on(next);
    text += 'b';
  };
  idl::start(executor, steps(executor, log));
  CHECK(log.empty());
  executor->run();
  CHECK(log == "a");
  executor->run();
  CHECK(log == "ab");
}

TEST_CASE("a started task that its executor drops is destroyed") {
  std::string log;
  const auto holds = [](std::unique_ptr<Mark>) -> idl::Task<> { co_return; };
  const auto executor = std::make_shared<ByHand>();
  idl::start(executor, holds(std::make_unique<Mark>(log)));
  executor->posted.clear();
  CHECK(log == ".");
}

}  // namespace
