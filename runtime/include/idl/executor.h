// Where continuations run: what follows a call that was started, callbacks of stop tokens, and
// coroutines that go on. A program with a loop of its own names an executor that posts to that
// loop.
#pragma once

#include <coroutine>
#include <functional>
#include <memory>
#include <utility>

namespace idl {

/// Runs pieces of work. The runtime posts from any thread and holds no lock meanwhile.
class Executor {
 public:
  Executor() = default;
  virtual ~Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  /// Has `work` run once, soon, and never inside this function. Must not throw. Work that is
  /// dropped instead never goes on, but leaks nothing.
  virtual void post(std::function<void()> work) = 0;
};

/// Threads of the runtime, the same ones for the whole process: what is used where nobody names an
/// executor. They start when they are needed, up to 16, so that work which blocks delays other work
/// only when so many do. They end when the last channel and server of the process, and the last
/// holder of what this gives, are gone; one that is in a piece of work ends behind it. An exception
/// that leaves a piece of work ends the program. Throws std::system_error if the system has no
/// thread to give.
[[nodiscard]] std::shared_ptr<Executor> default_executor();

/// `co_await idl::resume_on(executor)`: the coroutine goes on there.
[[nodiscard]] inline auto resume_on(std::shared_ptr<Executor> executor) {
  struct Awaiter {
    std::shared_ptr<Executor> executor;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) const {
      // Another thread may destroy this object before post() returns.
      const std::shared_ptr<Executor> there = executor;
      there->post([waiting] { waiting.resume(); });
    }
    void await_resume() const noexcept {}
  };
  return Awaiter{std::move(executor)};
}

}  // namespace idl
