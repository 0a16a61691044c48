// Runs the handler of one call: the one place where whatever a handler does wrong is contained. It
// decides nothing about threads.
#pragma once

#include "rpc/current_call.h"
#include "rpc/incoming_call.h"

namespace idl::detail {

/// Whether what() of an exception may leave the process.
enum class ExceptionText { Hidden, Sent };

/// Serves `call` on this thread and answers it, unless its time is over or nobody waits: then the
/// handler is not entered. `permit` may be null. Takes note of how long the handler took.
void run_handler(IncomingCall& call, const void* server, BlockingPermit* permit,
                 ExceptionText text);

/// Answers a call whose handler is not to run, because a limit is reached.
void refuse(IncomingCall& call, const char* reason);

}  // namespace idl::detail
