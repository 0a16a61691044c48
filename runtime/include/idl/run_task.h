// From ordinary code into tasks: waiting for one, starting one that nobody waits for, and letting
// time pass inside of one without holding a thread.
#pragma once

#include <condition_variable>
#include <coroutine>
#include <cstdint>
#include <memory>
#include <mutex>

#include "idl/executor.h"
#include "idl/resumption.h"
#include "idl/task.h"
#include "idl/time.h"

namespace idl {

namespace detail {

class Background;

/// Runs a task and waits until it has ended. In a handler, it inherits what the handler does.
/// Throws CallError if the handler must not block.
void run_to_end(AnyTask& task);

}  // namespace detail

/// Runs a task, beginning on this thread, and waits for its end: gives what it returns, throws what
/// it throws. For main(), tests, and plain handlers. Not inside of a task, whose thread it would
/// hold: there, co_await.
template <class T>
T sync_wait(Task<T> task) {
  detail::AnyTask any(std::move(task));
  detail::run_to_end(any);
  return any.template take<T>();
}

/// Starts a task on `executor`, by default the runtime's threads, and lets go of it: it destroys
/// itself at its end. It inherits nothing from the call that is being served. An exception that
/// leaves it ends the program, as one that leaves a thread does.
void start(Task<void> task);
void start(std::shared_ptr<Executor> executor, Task<void> task);

/// `co_await idl::sleep_for(duration)`: the coroutine goes on that much later, on the runtime's
/// threads. For any coroutine. Destroying the coroutine ends the wait.
class [[nodiscard]] SleepAwaiter {
 public:
  explicit SleepAwaiter(Duration duration) : duration_(duration) {}
  ~SleepAwaiter();
  SleepAwaiter(const SleepAwaiter&) = delete;
  SleepAwaiter& operator=(const SleepAwaiter&) = delete;

  [[nodiscard]] bool await_ready() const noexcept { return duration_ <= Duration::zero(); }
  void await_suspend(std::coroutine_handle<> waiting);
  void await_resume() const noexcept {}

 private:
  const Duration duration_;
  std::shared_ptr<detail::Background> background_;
  std::shared_ptr<detail::Resumption> resumption_;
  std::uint64_t timer_ = 0;
};

[[nodiscard]] inline SleepAwaiter sleep_for(Duration duration) { return SleepAwaiter(duration); }

}  // namespace idl
