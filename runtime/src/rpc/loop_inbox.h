// What other threads leave for the leader of a server's loop to pick up. Whoever leaves something
// wakes the leader afterwards.
#pragma once

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "idl/listener.h"
#include "idl/time_point.h"
#include "loop/poller.h"

namespace idl::detail {

/// Any thread.
class LoopInbox {
 public:
  void add_listener(std::unique_ptr<Listener> listener) {
    const std::lock_guard guard(mutex_);
    listeners_.push_back(std::move(listener));
  }

  /// A connection needs a look: it has output left, is drained, or is broken.
  void add_connection(Token connection) {
    const std::lock_guard guard(mutex_);
    connections_.push_back(connection);
  }

  /// A connection has output that is to be written soon.
  void add_left(Token connection) {
    const std::lock_guard guard(mutex_);
    left_.push_back(connection);
  }

  void begin_drain(TimePoint deadline) {
    const std::lock_guard guard(mutex_);
    drain_deadline_ = std::min(deadline, drain_deadline_.value_or(deadline));
  }

  std::vector<std::unique_ptr<Listener>> take_listeners() {
    const std::lock_guard guard(mutex_);
    return std::exchange(listeners_, {});
  }

  /// One at a time: whoever takes it may lose the lead over it, and leaves the rest to the next.
  std::optional<Token> take_connection() {
    const std::lock_guard guard(mutex_);
    if (connections_.empty()) return std::nullopt;
    const Token connection = connections_.back();
    connections_.pop_back();
    return connection;
  }

  std::vector<Token> take_left() {
    const std::lock_guard guard(mutex_);
    return std::exchange(left_, {});
  }

  std::optional<TimePoint> take_drain() {
    const std::lock_guard guard(mutex_);
    return std::exchange(drain_deadline_, std::nullopt);
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::vector<Token> connections_;
  std::vector<Token> left_;
  std::optional<TimePoint> drain_deadline_;
};

}  // namespace idl::detail
