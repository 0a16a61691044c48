// How coroutines and callbacks wait for calls: the call, or the last of its attempts, tells a piece
// of work instead of a thread.
#include "idl/call_awaiter.h"

#include <utility>

#include "idl/resumption.h"
#include "rpc/destination.h"

namespace idl::detail {

CallAwaiter::~CallAwaiter() {
  if (resumption_ == nullptr) return;
  resumption_->abandon();
  call_.forget();
}

bool CallAwaiter::await_suspend(std::coroutine_handle<> waiting) {
  // Once it waits, another thread may go on with the coroutine and destroy this object.
  const auto resumption = std::make_shared<Resumption>(waiting);
  resumption_ = resumption;
  return call_.await_without_thread(call_.executor(), [resumption] { resumption->resume(); });
}

void AfterCall::begin(const std::shared_ptr<AfterCall>& after, ClientCall& call,
                      std::shared_ptr<Executor> executor) {
  if (executor == nullptr) executor = call.executor();
  after->call_ = &call;
  const auto work = [after] {
    after->end();
    after->run();
  };
  if (!call.await_without_thread(executor, work)) Destination(std::move(executor)).post(work);
}

void AfterCall::end() noexcept {
  if (call_ != nullptr) call_->forget();
}

}  // namespace idl::detail
