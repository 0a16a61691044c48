// Compares calls with raw sockets: bench_calls [--quick]. Prints the best round of each workload
// and the ratios. Rounds of both sides alternate, so that a busy moment hits both.
#include <algorithm>
#include <cstdio>
#include <cstring>

#include "idl_workloads.h"
#include "pinned_thread.h"
#include "raw_ring.h"
#include "raw_workloads.h"

namespace {

using bench::Nanoseconds;
using Workload = Nanoseconds (*)(bench::Socket, int);

struct Comparison {
  const char* name;
  bench::Socket socket;
  Workload raw;
  Workload idl;
  int bench::Effort::*calls;
};

constexpr Comparison kComparisons[] = {
    {"echo, one at a time, TCP", bench::Socket::Tcp, bench::raw_one_at_a_time,
     bench::idl_one_at_a_time, &bench::Effort::calls_one_at_a_time},
    {"echo, one at a time, Unix", bench::Socket::Unix, bench::raw_one_at_a_time,
     bench::idl_one_at_a_time, &bench::Effort::calls_one_at_a_time},
    {"echo, 64 outstanding, TCP", bench::Socket::Tcp, bench::raw_outstanding,
     bench::idl_outstanding, &bench::Effort::calls_outstanding},
    {"echo, 64 outstanding, Unix", bench::Socket::Unix, bench::raw_outstanding,
     bench::idl_outstanding, &bench::Effort::calls_outstanding},
    {"stream, TCP", bench::Socket::Tcp, bench::raw_stream, bench::idl_stream,
     &bench::Effort::stream_messages},
    {"stream, Unix", bench::Socket::Unix, bench::raw_stream, bench::idl_stream,
     &bench::Effort::stream_messages},
    {"echo, one at a time, shm", bench::Socket::Shm, bench::ring_one_at_a_time,
     bench::idl_one_at_a_time, &bench::Effort::calls_outstanding},
    {"echo, 64 outstanding, shm", bench::Socket::Shm, bench::ring_outstanding,
     bench::idl_outstanding, &bench::Effort::calls_outstanding},
    {"stream, shm", bench::Socket::Shm, bench::ring_stream, bench::idl_stream,
     &bench::Effort::stream_messages},
};

void compare(const Comparison& comparison, const bench::Effort& effort) {
  const int calls = effort.*comparison.calls;
  Nanoseconds raw = Nanoseconds::max();
  Nanoseconds idl = Nanoseconds::max();
  for (int round = 0; round < effort.rounds; ++round) {
    raw = std::min(raw, comparison.raw(comparison.socket, calls));
    idl = std::min(idl, comparison.idl(comparison.socket, calls));
  }
  std::printf("%-28s raw %9.0f ns   idl %9.0f ns   ratio %5.2f\n", comparison.name, raw.count(),
              idl.count(), idl / raw);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Effort effort;
  if (argc > 1 && std::strcmp(argv[1], "--quick") == 0) {
    effort = {.rounds = 1,
              .calls_one_at_a_time = 200,
              .calls_outstanding = 2'000,
              .stream_messages = 20'000};
  } else if (argc > 1) {
    std::fputs("usage: bench_calls [--quick]\n", stderr);
    return 2;
  }
  bench::pin_this_thread(bench::kClientCore);
  for (const Comparison& comparison : kComparisons) compare(comparison, effort);
  return 0;
}
