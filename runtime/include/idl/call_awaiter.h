// What waits for the end of a started call without a thread, and without the call's types: the
// awaiter of Pending stands on it, and so does then().
#pragma once

#include <coroutine>
#include <functional>
#include <memory>

#include "idl/client_call.h"
#include "idl/executor.h"

namespace idl::detail {

class Resumption;

/// Waits for one call, which outlives this object. It stays where it is while its coroutine waits.
class CallAwaiter {
 public:
  explicit CallAwaiter(ClientCall& call) : call_(call) {}
  ~CallAwaiter();
  CallAwaiter(const CallAwaiter&) = delete;
  CallAwaiter& operator=(const CallAwaiter&) = delete;

  [[nodiscard]] bool await_ready() { return call_.ended(); }

  /// The coroutine goes on where the call's options, or else the channel's, say. False: the call
  /// has ended just now. Throws std::system_error if the system has no thread to give.
  [[nodiscard]] bool await_suspend(std::coroutine_handle<> waiting);

  void await_resume() const noexcept {}

 private:
  ClientCall& call_;
  std::shared_ptr<Resumption> resumption_;
};

/// Something that is done once a call has ended. It keeps itself until then.
class AfterCall {
 public:
  AfterCall(const AfterCall&) = delete;
  AfterCall& operator=(const AfterCall&) = delete;
  virtual ~AfterCall() = default;

  /// Has `after`, to which `call` belongs, done on `executor` once that has ended; on null, where
  /// the call's own options say. Throws as CallAwaiter does.
  static void begin(const std::shared_ptr<AfterCall>& after, ClientCall& call,
                    std::shared_ptr<Executor> executor);

  /// Gives the call up. Any thread, once it has begun.
  void cancel() { call_->cancel(); }

 protected:
  AfterCall() = default;

  /// Lets go of the call; before it goes.
  void end() noexcept;

 private:
  virtual void run() = 0;

  ClientCall* call_ = nullptr;
};

}  // namespace idl::detail
