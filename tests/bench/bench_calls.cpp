// Compares calls with raw sockets and a raw ring: bench_calls [--quick] [--rounds N] [TEXT]. Prints
// the best round of each workload and the ratios. Rounds of both sides alternate, so that a busy
// moment hits both.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "crowd.h"
#include "idl_workloads.h"
#include "order_workloads.h"
#include "pinned_thread.h"
#include "raw_ring.h"
#include "raw_workloads.h"

namespace {

using bench::Nanoseconds;
using Workload = Nanoseconds (*)(bench::Socket, int);

/// Of two ways of the runtime, the Unix socket is the baseline.
template <Workload kWorkload>
Nanoseconds over_unix(bench::Socket, int calls) {
  return kWorkload(bench::Socket::Unix, calls);
}

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
    {"order, one at a time, TCP", bench::Socket::Tcp, bench::raw_orders_one_at_a_time,
     bench::idl_orders_one_at_a_time, &bench::Effort::calls_one_at_a_time},
    {"order, one at a time, Unix", bench::Socket::Unix, bench::raw_orders_one_at_a_time,
     bench::idl_orders_one_at_a_time, &bench::Effort::calls_one_at_a_time},
    {"order, 64 outstanding, TCP", bench::Socket::Tcp, bench::raw_orders_outstanding,
     bench::idl_orders_outstanding, &bench::Effort::orders_outstanding},
    {"order, 64 outstanding, Unix", bench::Socket::Unix, bench::raw_orders_outstanding,
     bench::idl_orders_outstanding, &bench::Effort::orders_outstanding},
    {"stream, TCP", bench::Socket::Tcp, bench::raw_stream, bench::idl_stream,
     &bench::Effort::stream_messages},
    {"stream, Unix", bench::Socket::Unix, bench::raw_stream, bench::idl_stream,
     &bench::Effort::stream_messages},
    {"echo, one at a time, shm", bench::Socket::Shm, bench::ring_one_at_a_time,
     bench::idl_spinning_one_at_a_time, &bench::Effort::calls_one_at_a_time},
    {"echo, 64 outstanding, shm", bench::Socket::Shm, bench::ring_outstanding,
     bench::idl_spinning_outstanding, &bench::Effort::calls_outstanding},
    {"order, one at a time, shm", bench::Socket::Shm, bench::ring_orders_one_at_a_time,
     bench::idl_spinning_orders_one_at_a_time, &bench::Effort::calls_one_at_a_time},
    {"order, 64 outstanding, shm", bench::Socket::Shm, bench::ring_orders_outstanding,
     bench::idl_spinning_orders_outstanding, &bench::Effort::orders_outstanding},
    {"stream, shm", bench::Socket::Shm, bench::ring_stream, bench::idl_stream,
     &bench::Effort::stream_messages},
    {"crowd, from Unix to shm", bench::Socket::Shm, over_unix<bench::crowded_echo>,
     bench::crowded_echo, &bench::Effort::calls_in_crowd},
    {"1 MiB, from Unix to shm", bench::Socket::Shm, over_unix<bench::idl_blobs>, bench::idl_blobs,
     &bench::Effort::blobs},
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

void print_usage() {
  std::fputs(
      "usage: bench_calls [--quick] [--rounds N] [TEXT]\n"
      "only the comparisons with TEXT in their names; the best of N rounds (5);\n"
      "where it says `from Unix`, the first column is the runtime over a Unix socket\n",
      stderr);
}

// Whether the arguments make sense; `effort` and `text` become what they say.
bool read_arguments(std::span<char*> arguments, bench::Effort& effort, std::string& text) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--quick") {
      effort = bench::kQuick;
    } else if (argument == "--rounds" && i + 1 < arguments.size()) {
      effort.rounds = std::max(1, std::atoi(arguments[++i]));
    } else if (argument.starts_with('-') || !text.empty()) {
      return false;
    } else {
      text = argument;
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Effort effort;
  std::string text;
  if (!read_arguments(std::span(argv, static_cast<std::size_t>(argc)).subspan(1), effort, text)) {
    print_usage();
    return 2;
  }
  bench::pin_this_thread(bench::kClientCore);
  for (const Comparison& comparison : kComparisons) {
    if (std::string_view(comparison.name).find(text) != std::string_view::npos) {
      compare(comparison, effort);
    }
  }
  return 0;
}
