// Who awaits calls in tests as programs do: an executor with a thread of its own, and a coroutine
// type of the user's.
#pragma once

#include <condition_variable>
#include <coroutine>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <idl/executor.h>

namespace probe {

/// Runs what is posted on a thread of its own, one after the other, as a program's loop would.
class Loop final : public idl::Executor {
 public:
  ~Loop() override {
    {
      const std::lock_guard guard(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }

  void post(std::function<void()> work) override {
    const std::lock_guard guard(mutex_);
    queue_.push_back(std::move(work));
    wake_.notify_all();
  }

  [[nodiscard]] std::thread::id thread() const { return thread_.get_id(); }

 private:
  void work() {
    std::unique_lock guard(mutex_);
    while (true) {
      wake_.wait(guard, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      auto work = std::move(queue_.front());
      queue_.erase(queue_.begin());
      guard.unlock();
      work();
      work = nullptr;
      guard.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::function<void()>> queue_;
  bool stopping_ = false;
  std::thread thread_{[this] { work(); }};
};

/// A user's own coroutine type, as plain as can be: begins at once, destroyed by its owner.
struct Own {
  struct promise_type {
    Own get_return_object() { return Own(Handle::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  using Handle = std::coroutine_handle<promise_type>;

  explicit Own(Handle its_handle) : handle(its_handle) {}
  Own(Own&& other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  Own& operator=(Own&&) = delete;
  ~Own() {
    if (handle) handle.destroy();
  }

  Handle handle;
};

}  // namespace probe
