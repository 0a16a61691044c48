// Events on their way to the session's owner, first in, first out. They are made where they are
// handed out, and its memory is used again and again.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "session/session_events.h"

namespace idl::detail {

/// No thread safety of its own.
class EventQueue {
 public:
  template <class E>
  void push(E&& event) {
    coming_.emplace_back(std::forward<E>(event));
  }

  /// The oldest event that has not been given yet, or null. It holds until the next pop(), whatever
  /// is pushed meanwhile.
  [[nodiscard]] Event* pop() {
    if (next_ == leaving_.size()) {
      leaving_.clear();
      next_ = 0;
      if (coming_.empty()) return nullptr;
      leaving_.swap(coming_);
    }
    return &leaving_[next_++];
  }

 private:
  std::vector<Event> coming_;
  std::vector<Event> leaving_;  // no longer moved
  std::size_t next_ = 0;        // of leaving_
};

}  // namespace idl::detail
