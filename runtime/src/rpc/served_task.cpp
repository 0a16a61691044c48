// One atomic decides who finishes the call. The coroutine is destroyed before, since its arguments
// and locals may refer to the call's context.
#include "rpc/served_task.h"

#include <exception>
#include <utility>

#include "rpc/call_host.h"
#include "rpc/dispatcher.h"
#include "rpc/incoming_call.h"

namespace idl::detail {

void ServedTask::start(AnyTask task, ServerCall::AnswerTask answer) {
  task_ = std::move(task);
  answer_ = answer;
  current_ = call_.as_current(host_->server());
  current_.is_task = true;
  state_.store(State::Begun, std::memory_order_relaxed);
  host_->task_begun();
  task_.start(*this, &scope_);
}

// Interceptors, the log and destructors of the coroutine run in here: they are within the call.
void ServedTask::finish_task() noexcept {
  const CurrentCallScope scope(current_);
  try {
    answer_(call_, task_);
  } catch (...) {
    fail_for_exception(call_, host_->exception_text());
  }
  task_.destroy();
  call_.end_one_way();
}

void ServedTask::on_task_end() noexcept {
  finish_task();
  CallHost& host = *host_;
  if (state_.exchange(State::Ended, std::memory_order_acq_rel) == State::LetGo) {
    state_.store(State::None, std::memory_order_relaxed);
    host.task_ended(call_);
  }
}

bool ServedTask::let_go() {
  if (!has_begun()) return true;
  CallHost& host = *host_;
  if (state_.exchange(State::LetGo, std::memory_order_acq_rel) != State::Ended) return false;
  state_.store(State::None, std::memory_order_relaxed);
  host.task_ended();
  return true;
}

}  // namespace idl::detail
