// The baseline for shared memory: the workloads of raw_workloads.h through two rings written by
// hand, whose readers spin and never sleep. It believes its peer, and nobody could use it so.
#pragma once

#include "workload.h"

namespace bench {

/// As their namesakes without `ring`; the socket is ignored.
Nanoseconds ring_one_at_a_time(Socket socket, int calls);
Nanoseconds ring_orders_one_at_a_time(Socket socket, int calls);
Nanoseconds ring_outstanding(Socket socket, int calls);
Nanoseconds ring_orders_outstanding(Socket socket, int calls);
Nanoseconds ring_stream(Socket socket, int messages);

}  // namespace bench
