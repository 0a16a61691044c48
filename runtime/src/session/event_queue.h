// Events on their way to the session's owner, first in, first out. Its memory is used again and
// again.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "session/session_events.h"

namespace idl::detail {

/// No thread safety of its own.
class EventQueue {
 public:
  void push(Event event) { events_.push_back(std::move(event)); }

  /// Takes the oldest event out.
  [[nodiscard]] std::optional<Event> pop() {
    if (next_ == events_.size()) return std::nullopt;
    std::optional<Event> event(std::move(events_[next_++]));
    if (next_ == events_.size()) {
      events_.clear();
      next_ = 0;
    }
    return event;
  }

 private:
  std::vector<Event> events_;
  std::size_t next_ = 0;
};

}  // namespace idl::detail
