// Executors of the runtime's own that only queue and wake: they need no thread in between, as those
// of users do.
#pragma once

#include "idl/executor.h"

namespace idl::detail {

/// Its post() may be called under a connection's lock.
class PromptExecutor : public Executor {};

}  // namespace idl::detail
