// The workloads of raw_workloads.h as calls of the runtime. Both sides of the comparison do the
// same work and count it in the same way.
#pragma once

#include "workload.h"

namespace bench {

Nanoseconds idl_one_at_a_time(Socket socket, int calls);
Nanoseconds idl_outstanding(Socket socket, int calls);

/// The best slice counts, as in best_time_per_call.
Nanoseconds idl_spinning_one_at_a_time(Socket socket, int calls);
Nanoseconds idl_spinning_outstanding(Socket socket, int calls);

/// Echoes of 1 MiB, one at a time.
Nanoseconds idl_blobs(Socket socket, int calls);

Nanoseconds idl_stream(Socket socket, int messages);

}  // namespace bench
