// The calls of a serial service: one of them runs, the others wait in the order in which they
// arrived. Waiting costs no thread: whoever ends a call takes the next one out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>

#include "rpc/call_queue.h"

namespace idl::detail {

/// Any thread. The calls are not owned.
class SerialLine {
 public:
  /// `max_waiting`: how many calls may wait behind the one that runs.
  explicit SerialLine(std::size_t max_waiting) : waiting_(max_waiting) {}

  /// Whose turn it is when a call arrives.
  enum class Turn : std::uint8_t {
    Now,    ///< Its own; leave() has to follow its end.
    Later,  ///< It waits here, and comes out of a leave().
    Never,  ///< Too many wait already.
  };
  [[nodiscard]] Turn enter(IncomingCall& call) {
    const std::lock_guard guard(mutex_);
    if (busy_) return waiting_.push(call) ? Turn::Later : Turn::Never;
    busy_ = true;
    return Turn::Now;
  }

  /// The call whose turn it was is over. Gives the next, whose turn it is now, or null.
  [[nodiscard]] IncomingCall* leave() {
    const std::lock_guard guard(mutex_);
    IncomingCall* next = waiting_.pop();
    busy_ = next != nullptr;
    return next;
  }

 private:
  std::mutex mutex_;
  CallQueue waiting_;
  bool busy_ = false;
};

}  // namespace idl::detail
