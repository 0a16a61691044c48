// The baseline: the same messages over the same kind of sockets, written by hand as one would who
// wants nothing but speed. Blocking ping-pong for one at a time, a batching epoll loop for many.
#pragma once

#include "workload.h"

namespace bench {

/// A client and a server thread that exchange one message at a time with blocking calls.
Nanoseconds raw_one_at_a_time(Socket socket, int calls);

/// A client that keeps kOutstanding messages under way, and an echo server; each reads all that is
/// there and writes all of it at once.
Nanoseconds raw_outstanding(Socket socket, int calls);

/// A server that sends messages, many with one call, and a client that reads them likewise.
Nanoseconds raw_stream(Socket socket, int messages);

}  // namespace bench
