// What drives an idl::Task: where it goes on when it has ended, and which call it works for. Users
// never see it; task.h has the type that they return from their coroutines.
#pragma once

#include <concepts>
#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "idl/call_scope.h"

namespace idl {

template <class T>
class Task;

namespace detail {

/// The awaiter that `co_await` finds for a value, as the language does it: what the value's own
/// operator gives, or else the value itself.
template <class Awaitable>
[[nodiscard]] decltype(auto) awaiter_of(Awaitable&& awaitable) {
  if constexpr (requires { std::forward<Awaitable>(awaitable).operator co_await(); }) {
    return std::forward<Awaitable>(awaitable).operator co_await();
  } else if constexpr (requires { operator co_await(std::forward<Awaitable>(awaitable)); }) {
    return operator co_await(std::forward<Awaitable>(awaitable));
  } else {
    return std::forward<Awaitable>(awaitable);
  }
}

/// Waits for something that is no task: the thread leaves the call's scope meanwhile, and the one
/// that goes on enters it.
template <class Awaitable>
class ScopedAwaiter {
  using Awaiter = decltype(awaiter_of(std::declval<Awaitable>()));

 public:
  ScopedAwaiter(Awaitable&& awaitable, CallScope& scope)
      : awaiter_(awaiter_of(std::forward<Awaitable>(awaitable))), scope_(scope) {}
  ScopedAwaiter(const ScopedAwaiter&) = delete;
  ScopedAwaiter& operator=(const ScopedAwaiter&) = delete;

  [[nodiscard]] bool await_ready() { return static_cast<bool>(awaiter_.await_ready()); }

  template <class Promise>
  auto await_suspend(std::coroutine_handle<Promise> waiting) {
    has_left_ = true;
    scope_.leave();
    // Once this has begun, another thread may go on with the coroutine, and end it.
    return awaiter_.await_suspend(waiting);
  }

  decltype(auto) await_resume() {
    if (has_left_) scope_.enter();
    return awaiter_.await_resume();
  }

 private:
  Awaiter awaiter_;
  CallScope& scope_;
  bool has_left_ = false;
};

/// The part of a task's promise that does not depend on its value.
class TaskPromiseBase {
 public:
  TaskPromiseBase(const TaskPromiseBase&) = delete;
  TaskPromiseBase& operator=(const TaskPromiseBase&) = delete;

  /// Who goes on when the task has ended.
  void set_waiting(std::coroutine_handle<> waiting) { waiting_ = waiting; }

  /// Makes the task a part of the line of execution that `scope` is, whose thread this is.
  void join(CallScope& scope) { scope_ = &scope; }

  /// Begins a line of execution; without a scope, one that inherits from no call.
  void begin(CallScope* scope = nullptr) {
    scope_ = scope != nullptr ? scope : &own_scope_;
    begins_line_ = true;
    scope_->enter();
  }

  [[nodiscard]] CallScope& scope() const { return *scope_; }

  std::suspend_always initial_suspend() noexcept { return {}; }

  struct FinalAwaiter {
    bool await_ready() noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> task) noexcept {
      return task.promise().go_on();
    }
    void await_resume() noexcept {}
  };
  FinalAwaiter final_suspend() noexcept { return {}; }

  void unhandled_exception() noexcept { exception_ = std::current_exception(); }

  template <class U>
  [[nodiscard]] Task<U>&& await_transform(Task<U>&& task) {
    return std::move(task);
  }
  template <class Awaitable>
  [[nodiscard]] ScopedAwaiter<Awaitable> await_transform(Awaitable&& awaitable) {
    return ScopedAwaiter<Awaitable>(std::forward<Awaitable>(awaitable), *scope_);
  }

 protected:
  TaskPromiseBase() = default;
  ~TaskPromiseBase() = default;

  void rethrow() const {
    if (exception_) std::rethrow_exception(exception_);
  }

 private:
  std::coroutine_handle<> go_on() noexcept {
    if (begins_line_) scope_->leave();
    return waiting_;
  }

  std::coroutine_handle<> waiting_;
  CallScope own_scope_;
  CallScope* scope_ = nullptr;
  bool begins_line_ = false;
  std::exception_ptr exception_;
};

template <class T>
class TaskPromise final : public TaskPromiseBase {
 public:
  [[nodiscard]] Task<T> get_return_object() noexcept;

  template <class U = T>
    requires std::convertible_to<U, T>
  void return_value(U&& value) {
    value_.emplace(std::forward<U>(value));
  }

  /// What the task has returned, once; throws what it has thrown.
  [[nodiscard]] T take() {
    rethrow();
    return std::move(*value_);
  }

 private:
  std::optional<T> value_;
};

template <>
class TaskPromise<void> final : public TaskPromiseBase {
 public:
  [[nodiscard]] Task<void> get_return_object() noexcept;

  void return_void() noexcept {}

  void take() const { rethrow(); }
};

}  // namespace detail
}  // namespace idl
