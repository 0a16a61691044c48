// Handlers may throw anything; nothing leaves here. It is the one place where what they throw
// becomes an error, whether they are plain functions or coroutines.
#include "rpc/dispatcher.h"

#include <exception>
#include <string>
#include <utility>

#include "base/clock.h"
#include "rpc/server_watch.h"

namespace idl::detail {
namespace {

Error thrown(const IncomingCall& call, const char* what) {
  std::string text = "the handler of `" + std::string(call.method->entry.method.name) + "` threw";
  if (what != nullptr) text += std::string(": ") + what;
  return Error{Code::Internal, std::move(text), Executed::Maybe, Origin::Application};
}

Error came_too_late() {
  return Error{Code::DeadlineExceeded, "the call's time was over before its handler could begin",
               Executed::No, Origin::Peer};
}

Error gave_no_answer(const IncomingCall& call) {
  return Error{Code::Internal,
               "`" + std::string(call.method->entry.method.name) + "` returned without an answer",
               Executed::Maybe, Origin::Peer};
}

/// Whether the interceptors, if there are any, let the call in; answers it if not.
bool is_admitted(IncomingCall& call) {
  if (call.watch == nullptr) [[likely]]
    return true;
  const auto admitted = call.watch->enter(call);
  if (!admitted) call.fail(admitted.error());
  return static_cast<bool>(admitted);
}

void note_thrown(const IncomingCall& call, const char* what) {
  if (call.watch != nullptr) call.watch->note_thrown(call, what);
}

void enter_handler(IncomingCall& call, CallHost& host) {
  if (!is_admitted(call)) return;
  const MethodEntry& entry = call.method->entry;
  call.task.prepare(host);
  try {
    entry.dispatch(call.method->service, call);
  } catch (...) {
    fail_for_exception(call, host.exception_text());
  }
  if (!call.task.has_begun()) call.end_one_way();
}

}  // namespace

void fail_for_exception(IncomingCall& call, ExceptionText text) {
  try {
    throw;
  } catch (const std::exception& exception) {
    note_thrown(call, exception.what());
    call.fail(thrown(call, text == ExceptionText::Sent ? exception.what() : nullptr));
  } catch (...) {
    note_thrown(call, nullptr);
    call.fail(thrown(call, nullptr));
  }
}

bool run_handler(IncomingCall& call, CallHost& host, BlockingPermit* permit, TimePoint& now) {
  call.trace(Step::Dispatched, 0);
  if (call.cancelled.load(std::memory_order_relaxed) || now >= call.deadline) {
    if (call.watch != nullptr) {
      call.watch->note_refused(call, "its time was over, or its caller had gone, before it began");
    }
    call.fail(came_too_late());
    return true;
  }
  {
    const CurrentCallScope scope(call.as_current(host.server()));
    const PermitScope asked_first(permit);
    enter_handler(call, host);
  }
  const TimePoint begun = std::exchange(now, steady_clock().now());
  call.method->policy.note_run(now - begun);
  if (!call.task.let_go()) return false;
  if (!call.answered && !call.one_way) call.fail(gave_no_answer(call));
  return true;
}

void refuse(IncomingCall& call, const char* reason) {
  if (call.watch != nullptr) call.watch->note_refused(call, reason);
  call.fail(Error{Code::ResourceExhausted, reason, Executed::No, Origin::Peer});
}

}  // namespace idl::detail
