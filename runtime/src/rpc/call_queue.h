// Calls that wait for a thread, first come, first served. Linked through the calls themselves, so
// that waiting costs no memory.
#pragma once

#include <cstddef>

#include "rpc/incoming_call.h"

namespace idl::detail {

/// Guarded by its owner. The calls are not owned.
class CallQueue {
 public:
  explicit CallQueue(std::size_t limit) : limit_(limit) {}

  /// False if the queue is full.
  bool push(IncomingCall& call) {
    if (size_ == limit_) return false;
    call.next = nullptr;
    (last_ == nullptr ? first_ : last_->next) = &call;
    last_ = &call;
    ++size_;
    return true;
  }

  /// The call that waits for longest, or null.
  IncomingCall* pop() {
    IncomingCall* call = first_;
    if (call == nullptr) return nullptr;
    first_ = call->next;
    if (first_ == nullptr) last_ = nullptr;
    --size_;
    return call;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

 private:
  std::size_t limit_;
  std::size_t size_ = 0;
  IncomingCall* first_ = nullptr;
  IncomingCall* last_ = nullptr;
};

}  // namespace idl::detail
