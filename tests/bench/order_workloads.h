// Calls that bring an order with ten items, of which the server sums the prices: what a service
// does that is more than an echo. Through generated stubs.
#pragma once

#include "workload.h"

namespace bench {

Nanoseconds idl_orders_one_at_a_time(Socket socket, int calls);
Nanoseconds idl_orders_outstanding(Socket socket, int calls);

/// The best slice counts, as in best_time_per_call.
Nanoseconds idl_spinning_orders_one_at_a_time(Socket socket, int calls);
Nanoseconds idl_spinning_orders_outstanding(Socket socket, int calls);

}  // namespace bench
