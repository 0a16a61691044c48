// What generated fakes are made of: stand-ins for services in the tests of whoever calls them. A
// fake is a real server behind a real client, in this process' memory; only its answers are given.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "idl/channel.h"
#include "idl/result.h"
#include "idl/server.h"
#include "idl/service.h"
#include "idl/time.h"

namespace idl {
namespace detail {

[[nodiscard]] Error no_fake_answer(std::string_view method);

/// What a method of a fake was called with, in the order of the calls. Any thread may use it.
template <class Call>
class FakeCalls {
 public:
  [[nodiscard]] std::vector<Call> calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
  }
  [[nodiscard]] std::size_t call_count() const {
    const std::lock_guard lock(mutex_);
    return calls_.size();
  }
  /// Waits until there were that many calls, as one does for one-way methods. False if there are
  /// fewer after the timeout.
  [[nodiscard]] bool wait_for_calls(std::size_t count,
                                    Duration timeout = std::chrono::seconds(10)) const {
    std::unique_lock lock(mutex_);
    return arrived_.wait_for(lock, timeout, [&] { return calls_.size() >= count; });
  }
  void forget_calls() {
    const std::lock_guard lock(mutex_);
    calls_.clear();
  }

 protected:
  FakeCalls() = default;

  /// With the mutex held.
  void remember(Call call) {
    calls_.push_back(std::move(call));
    arrived_.notify_all();
  }

  mutable std::mutex mutex_;

 private:
  mutable std::condition_variable arrived_;
  std::vector<Call> calls_;
};

}  // namespace detail

/// One method of a fake. R is what it answers with, Call holds its arguments. Without an answer it
/// says Unimplemented. Any thread may use it.
template <class R, class Call>
class FakeMethod : public detail::FakeCalls<Call> {
 public:
  using Function = std::function<R(const Call&)>;

  explicit FakeMethod(std::string_view method) : method_(method) {}

  /// Every call from now on gets this answer: a result, an idl::Error, or a declared error.
  void returns(R answer) {
    does([answer = std::move(answer)](const Call&) { return answer; });
  }

  /// The next call gets this answer. Several stand in a queue, which goes before all else.
  void returns_once(R answer) {
    const std::lock_guard lock(this->mutex_);
    queue_.push_back(std::move(answer));
  }

  /// Every call from now on runs the function, on whatever thread it comes.
  void does(Function function) {
    const std::lock_guard lock(this->mutex_);
    function_ = std::move(function);
  }

  /// Takes a call and answers it.
  R operator()(Call call) {
    Function function;
    {
      const std::lock_guard lock(this->mutex_);
      this->remember(call);
      if (!queue_.empty()) {
        R answer = std::move(queue_.front());
        queue_.pop_front();
        return answer;
      }
      function = function_;
    }
    if (!function) return detail::no_fake_answer(method_);
    return function(call);
  }

 private:
  std::string method_;
  std::deque<R> queue_;
  Function function_;
};

/// A one-way method: nothing answers, so that it is only remembered, and may run something.
template <class Call>
class FakeMethod<void, Call> : public detail::FakeCalls<Call> {
 public:
  using Function = std::function<void(const Call&)>;

  explicit FakeMethod(std::string_view) {}

  /// Every call from now on runs the function, on whatever thread it comes.
  void does(Function function) {
    const std::lock_guard lock(this->mutex_);
    function_ = std::move(function);
  }

  /// Takes a call.
  void operator()(Call call) {
    Function function;
    {
      const std::lock_guard lock(this->mutex_);
      function = function_;
      this->remember(call);
    }
    if (function) function(call);
  }

 private:
  Function function_;
};

/// Serves one service at an address of its own in this process' memory, from the first time that a
/// channel to it is asked for. The last member of whatever it serves, so that it goes first.
class FakeHost {
 public:
  FakeHost() = default;
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;

  /// Always the same channel. Throws CallError if there is none, which takes the system to fail.
  [[nodiscard]] Channel channel(Service& service);

 private:
  std::mutex mutex_;
  std::optional<Server> server_;
  std::optional<Channel> channel_;
};

}  // namespace idl
