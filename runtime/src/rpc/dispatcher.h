// Runs the handler of one call: the one place where whatever a handler does wrong is contained. It
// decides nothing about threads.
#pragma once

#include "rpc/call_host.h"
#include "rpc/current_call.h"
#include "rpc/incoming_call.h"

namespace idl::detail {

/// Serves `call` on this thread and answers it, unless its time is over or nobody waits: then the
/// handler is not entered. `permit` may be null. `now` is the time, and afterwards the time at
/// which the handler let go of the thread; how long it held it is noted. Gives whether the call is
/// over: if a coroutine goes on with it, `host` hears of its end, and the call is not to be touched
/// any more.
[[nodiscard]] bool run_handler(IncomingCall& call, CallHost& host, BlockingPermit* permit,
                               TimePoint& now);

/// Inside a catch clause: answers a call whose handler has thrown.
void fail_for_exception(IncomingCall& call, ExceptionText text);

/// Answers a call whose handler is not to run, because a limit is reached.
void refuse(IncomingCall& call, const char* reason);

}  // namespace idl::detail
