// The baseline: the same messages over the same kind of sockets, written by hand as one would who
// wants nothing but speed. Blocking ping-pong for one at a time, a batching epoll loop for many.
#pragma once

#include "workload.h"

namespace bench {

/// A client and a server thread that exchange one message at a time with blocking calls.
Nanoseconds raw_one_at_a_time(Socket socket, int calls);
Nanoseconds raw_orders_one_at_a_time(Socket socket, int calls);

/// A client that keeps kOutstanding messages under way, and a server that answers them; each reads
/// all that is there and writes all of it at once. Of an order, nobody looks at the bytes.
Nanoseconds raw_outstanding(Socket socket, int calls);
Nanoseconds raw_orders_outstanding(Socket socket, int calls);

/// A server that sends messages, many with one call, and a client that reads them likewise.
Nanoseconds raw_stream(Socket socket, int messages);

}  // namespace bench
