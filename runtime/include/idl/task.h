// What a coroutine returns that gives a T later: the handlers of coroutine servers, and whatever
// they are made of. To run one from ordinary code, see run_task.h.
#pragma once

#include <coroutine>
#include <type_traits>
#include <utility>

#include "idl/task_promise.h"

namespace idl {

namespace detail {

class AnyTask;

[[noreturn]] void abort_for_empty_task();

/// Starts a task and waits for it.
template <class T>
class TaskAwaiter {
 public:
  explicit TaskAwaiter(std::coroutine_handle<TaskPromise<T>> task) : task_(task) {
    if (!task) abort_for_empty_task();
  }

  [[nodiscard]] bool await_ready() const noexcept { return false; }

  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> waiting) noexcept {
    TaskPromise<T>& promise = task_.promise();
    promise.set_waiting(waiting);
    if constexpr (std::is_base_of_v<TaskPromiseBase, Promise>) {
      promise.join(waiting.promise().scope());
    } else {
      promise.begin();
    }
    return task_;
  }

  T await_resume() { return task_.promise().take(); }

 private:
  std::coroutine_handle<TaskPromise<T>> task_;
};

}  // namespace detail

/// A coroutine that has not started: it does so when it is awaited, and whoever awaits it goes on
/// with its result when it has ended, on the thread where it has. It may be awaited once, as
/// `co_await std::move(task)` or straight from the call that gave it, from a Task or any other
/// coroutine; an exception that leaves it is thrown there. Chains of tasks, however long, take no
/// stack (with g++: where it optimises).
///
/// Arguments that the coroutine takes by value live as long as it; those by reference are the
/// caller's to keep. Destroying a task that has not ended destroys what it waits for, and ends the
/// calls that it awaits; not while a thread runs it.
///
/// Inside a handler of a coroutine server, calls made by a task inherit the handler's deadline, on
/// whatever thread it goes on. A task that is awaited by another kind of coroutine inherits
/// nothing.
template <class T = void>
class [[nodiscard]] Task {
  static_assert(!std::is_reference_v<T>, "a task gives a value of its own: return a pointer");

 public:
  using promise_type = detail::TaskPromise<T>;

  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    Task(std::move(other)).swap(*this);
    return *this;
  }
  ~Task() {
    if (handle_) handle_.destroy();
  }

  [[nodiscard]] detail::TaskAwaiter<T> operator co_await() && noexcept {
    return detail::TaskAwaiter<T>(handle_);
  }

 private:
  friend promise_type;
  friend class detail::AnyTask;
  using Handle = std::coroutine_handle<promise_type>;

  explicit Task(Handle handle) : handle_(handle) {}
  void swap(Task& other) noexcept { std::swap(handle_, other.handle_); }

  Handle handle_;
};

namespace detail {

template <class T>
Task<T> TaskPromise<T>::get_return_object() noexcept {
  return Task<T>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

inline Task<void> TaskPromise<void>::get_return_object() noexcept {
  return Task<void>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

/// Hears of the end of a task that no coroutine of the user's waits for.
class TaskEnd {
 public:
  TaskEnd(const TaskEnd&) = delete;
  TaskEnd& operator=(const TaskEnd&) = delete;

  /// On whichever thread the task has ended. It may destroy the task, and itself.
  virtual void on_task_end() noexcept = 0;

 protected:
  TaskEnd() = default;
  ~TaskEnd() = default;
};

/// A task without its type, for those who run it and are not coroutines themselves.
class AnyTask {
 public:
  AnyTask() = default;
  template <class T>
  explicit AnyTask(Task<T> task)
      : promise_(task.handle_ ? &task.handle_.promise() : nullptr),
        frame_(std::exchange(task.handle_, nullptr)) {}
  AnyTask(AnyTask&& other) noexcept
      : promise_(other.promise_), frame_(std::exchange(other.frame_, nullptr)) {}
  AnyTask& operator=(AnyTask&& other) noexcept {
    std::swap(promise_, other.promise_);
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~AnyTask() { destroy(); }

  /// Runs it on this thread until it waits for the first time. `end` is told when it has ended,
  /// which may be before start() returns. Without a scope it inherits from no call.
  void start(TaskEnd& end, CallScope* scope = nullptr);

  /// What a task of this T has returned, or throws.
  template <class T>
  T take() {
    return static_cast<TaskPromise<T>&>(*promise_).take();
  }

  void destroy() {
    if (frame_) std::exchange(frame_, nullptr).destroy();
  }

 private:
  class Awaiter;

  TaskPromiseBase* promise_ = nullptr;
  std::coroutine_handle<> frame_;
};

}  // namespace detail
}  // namespace idl
