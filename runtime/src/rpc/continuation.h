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

/// Stands between what is waited for and whoever waits.
class Detour {
 public:
  /// What is waited for has come. True: go_on() was too early, and is called again. Under the
  /// connection's lock.
  [[nodiscard]] virtual bool take() = 0;

 protected:
  ~Detour() = default;
};

/// Waits for one thing at a time, without a thread. Guarded by the connection's lock.
class Continuation {
 public:
  /// Goes on with `work` at `destination`, unless `detour`, which outlives it, takes that.
  Continuation(Destination destination, std::function<void()> work, Detour* detour = nullptr)
      : destination_(std::move(destination)), work_(std::move(work)), detour_(detour) {}
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
    if (detour_ == nullptr || !detour_->take()) finish();
  }

  /// It goes on whatever the detour says, unless it has already. It does not wait for a connection.
  void finish() {
    if (work_) destination_.post(std::exchange(work_, nullptr));
  }

  /// It does not wait any more.
  void drop() {
    if (keeper_ != nullptr) std::exchange(keeper_, nullptr)->end_wait();
  }

  /// What it holds of its user's, to be let go where no lock is held. It waits for nothing.
  [[nodiscard]] std::pair<Destination, std::function<void()>> take_apart() {
    return {std::move(destination_), std::move(work_)};
  }

 private:
  Destination destination_;
  std::function<void()> work_;
  Detour* detour_;
  WaitKeeper* keeper_ = nullptr;
};

}  // namespace idl::detail
