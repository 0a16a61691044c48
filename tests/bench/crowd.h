// Calls on a machine that has more processes to run than cores: there spinning takes time from the
// very peer that is waited for.
#pragma once

#include "workload.h"

namespace bench {

/// Echoes one at a time among four processes that never rest. The whole time counts, not the best
/// moments.
Nanoseconds crowded_echo(Socket socket, int calls);

}  // namespace bench
