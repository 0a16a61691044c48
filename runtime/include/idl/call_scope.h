// The call that a coroutine works for, while a thread runs it: idl::Task enters the scope when it
// is resumed and leaves it when it waits, so that calls made in between inherit the right deadline.
#pragma once

namespace idl::detail {

struct CurrentCall;

/// One line of execution that moves from thread to thread. The thread that runs it is in the scope.
class CallScope {
 public:
  /// `call`, which outlives the scope, is what calls made inside inherit from; null: from none.
  explicit CallScope(const CurrentCall* call = nullptr) : call_(call) {}

  /// From now on this thread works for the call, until the same thread leaves.
  void enter() noexcept;

  /// The thread goes back to whatever it worked for before.
  void leave() noexcept;

 private:
  const CurrentCall* call_;
  const CurrentCall* outer_ = nullptr;
};

}  // namespace idl::detail
