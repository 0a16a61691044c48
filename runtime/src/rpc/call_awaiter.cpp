// How coroutines and callbacks wait for calls: the call's slot tells a continuation instead of a
// thread.
#include "idl/call_awaiter.h"

#include <utility>

#include "idl/resumption.h"
#include "rpc/continuation.h"

namespace idl::detail {

/// One wait.
class CallWait {
 public:
  CallWait(std::shared_ptr<Executor> executor, std::function<void()> work,
           std::shared_ptr<Resumption> resumption = nullptr)
      : continuation(Destination(std::move(executor)), std::move(work)),
        resumption_(std::move(resumption)) {}

  Continuation continuation;

  /// Whoever waited is destroyed, or goes on. Afterwards nobody uses the continuation any more.
  void end(ClientCall& call) {
    if (resumption_ != nullptr) resumption_->abandon();
    call.forget(continuation);
  }

 private:
  const std::shared_ptr<Resumption> resumption_;
};

CallAwaiter::~CallAwaiter() {
  if (wait_ != nullptr) wait_->end(call_);
}

bool CallAwaiter::await_suspend(std::coroutine_handle<> waiting) {
  const auto resumption = std::make_shared<Resumption>(waiting);
  // Once it waits, another thread may go on with the coroutine and destroy this object.
  const auto wait = std::make_shared<CallWait>(
      call_.executor(), [resumption] { resumption->resume(); }, resumption);
  wait_ = wait;
  return call_.await_without_thread(wait->continuation);
}

void AfterCall::begin(const std::shared_ptr<AfterCall>& after, ClientCall& call,
                      std::shared_ptr<Executor> executor) {
  if (executor == nullptr) executor = call.executor();
  after->call_ = &call;
  const auto wait = std::make_shared<CallWait>(std::move(executor), [after] {
    after->end();
    after->run();
  });
  after->wait_ = wait;
  if (!call.await_without_thread(wait->continuation)) wait->continuation.go_on();
}

void AfterCall::end() noexcept {
  if (const auto wait = std::exchange(wait_, nullptr)) wait->end(*call_);
}

}  // namespace idl::detail
