// Running tasks from ordinary code: waiting for one, and starting one that nobody waits for.
// What a task does when it is awaited is in the headers.
#include "idl/task.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "base/clock.h"
#include "idl/result.h"
#include "idl/run_task.h"
#include "rpc/background.h"
#include "rpc/current_call.h"

namespace idl {
namespace detail {
namespace {

/// A coroutine that runs by itself and is gone at its end. It, not the task's own last step, tells
/// of the end, so that whoever is told may destroy the task.
struct Runner {
  struct promise_type {
    Runner get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

template <class Awaiter>
Runner run(Awaiter ended, TaskEnd& end) {
  co_await ended;
  end.on_task_end();
}

/// Waits for the end of a task on another thread.
class AwaitedEnd final : public TaskEnd {
 public:
  void on_task_end() noexcept override {
    const std::lock_guard guard(mutex_);
    ended_ = true;
    wake_.notify_one();
  }

  void await() {
    std::unique_lock guard(mutex_);
    wake_.wait(guard, [this] { return ended_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ended_ = false;
};

/// A task that nobody waits for. It belongs to itself, and deletes itself at its end.
class DetachedTask final : private TaskEnd {
 public:
  DetachedTask(std::shared_ptr<Executor> executor, Task<void> task)
      : executor_(std::move(executor)), task_(std::move(task)) {}

  void start() { task_.start(*this); }

 private:
  void on_task_end() noexcept override {
    task_.take<void>();  // An exception ends the program: this function lets none through.
    delete this;
  }

  const std::shared_ptr<Executor> executor_;  // while the task lives
  AnyTask task_;
};

}  // namespace

class AnyTask::Awaiter {
 public:
  Awaiter(AnyTask& task, CallScope* scope) : task_(task), scope_(scope) {}

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> runner) noexcept {
    task_.promise_->set_waiting(runner);
    task_.promise_->begin(scope_);
    return task_.frame_;
  }
  void await_resume() const noexcept {}

 private:
  AnyTask& task_;
  CallScope* scope_;
};

void AnyTask::start(TaskEnd& end, CallScope* scope) {
  if (!frame_) abort_for_empty_task();
  (void)run(Awaiter(*this, scope), end);
}

void abort_for_empty_task() {
  std::fputs("idl: a task was awaited that is empty, or was awaited before\n", stderr);
  std::abort();
}

void run_to_end(AnyTask& task) {
  // The task works for the same call, wherever it goes on; this thread stays until it has ended.
  const CurrentCall* outer = current_call();
  const CurrentCall inherited = outer != nullptr ? *outer : CurrentCall{};
  CallScope scope(outer != nullptr ? &inherited : nullptr);
  if (const auto permit = prepare_to_block(); !permit) throw_call_error(permit.error());
  AwaitedEnd end;
  task.start(end, &scope);
  end.await();
}

}  // namespace detail

void start(Task<void> task) { start(default_executor(), std::move(task)); }

void start(std::shared_ptr<Executor> executor, Task<void> task) {
  Executor& there = *executor;
  auto detached = std::make_shared<std::unique_ptr<detail::DetachedTask>>(
      std::make_unique<detail::DetachedTask>(std::move(executor), std::move(task)));
  there.post([detached] { detached->release()->start(); });
}

void SleepAwaiter::await_suspend(std::coroutine_handle<> waiting) {
  const auto background = detail::Background::shared();
  background_ = background;
  resumption_ = std::make_shared<detail::Resumption>(waiting);
  const TimePoint when = detail::deadline_after(detail::steady_clock().now(), duration_);
  background->post_at(
      when, [resumption = resumption_] { resumption->resume(); }, timer_);
}

SleepAwaiter::~SleepAwaiter() {
  if (resumption_ == nullptr) return;
  resumption_->abandon();
  background_->take_back(timer_);
}

}  // namespace idl
