// Ends another thread's wait: a descriptor that any thread can make readable. It carries no
// message: what there is to do stands elsewhere, under its own lock.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "idl/result.h"

#include "base/system.h"
#include "base/unique_fd.h"

namespace idl::detail {

/// Wakes whoever polls fd(). Many wakes before one clear() cost one system call.
class Waker {
 public:
  /// `system` must outlive the waker. Fails with ResourceExhausted or SystemError.
  static Result<std::unique_ptr<Waker>> create(System& system);

  Waker(const Waker&) = delete;
  Waker& operator=(const Waker&) = delete;

  /// Register it for Interest::Read.
  int fd() const { return fd_.get(); }

  /// Makes fd() readable until the next clear(). Any thread. Make the work visible first, then
  /// wake.
  void wake();

  /// Whether somebody has woken, or is just about to, since the last clear(). Any thread.
  bool is_awake() const { return awake_.load(std::memory_order_acquire); }

  /// Makes fd() unreadable again. Called by the thread that woke, before it looks for work: then no
  /// wake is lost.
  void clear();

 private:
  Waker(System& system, UniqueFd fd) : system_(system), fd_(std::move(fd)) {}

  System& system_;
  UniqueFd fd_;
  std::atomic<bool> awake_{false};
};

}  // namespace idl::detail
