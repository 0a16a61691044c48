// A coroutine, or a callback, that goes on when a connection has read what it waits for. The
// connection tells it under its lock; it goes on elsewhere.
#pragma once

#include <coroutine>
#include <functional>
#include <mutex>
#include <utility>

#include "rpc/destination.h"

namespace idl::detail {

/// Knows how many wait without a thread, so that somebody reads for them. Under the connection's
/// lock.
class WaitKeeper {
 public:
  virtual void begin_wait(std::unique_lock<std::mutex>&) {}
  virtual void end_wait() {}

 protected:
  ~WaitKeeper() = default;
};

/// Waits for one thing at a time, without a thread. Guarded by the connection's lock.
class Continuation {
 public:
  /// Goes on with `work` at `destination`.
  Continuation(Destination destination, std::function<void()> work)
      : destination_(std::move(destination)), work_(std::move(work)) {}
  Continuation(const Continuation&) = delete;
  Continuation& operator=(const Continuation&) = delete;

  /// From now on `keeper`, which outlives the wait, counts it. Throws std::system_error if the
  /// system has no thread to read with.
  void begin(WaitKeeper& keeper, std::unique_lock<std::mutex>& guard) {
    keeper.begin_wait(guard);
    keeper_ = &keeper;
  }

  /// What it waits for has come: it goes on, elsewhere.
  void go_on() {
    drop();
    destination_.post(std::move(work_));
  }

  /// It does not wait any more.
  void drop() {
    if (keeper_ != nullptr) std::exchange(keeper_, nullptr)->end_wait();
  }

 private:
  Destination destination_;
  std::function<void()> work_;
  WaitKeeper* keeper_ = nullptr;
};

}  // namespace idl::detail
