// How fast values are encoded, decoded and viewed: bench_marshal [--quick]. Six kinds of data, each
// in nanoseconds, with protobuf and FlatBuffers beside us where they are installed. Figures are to
// be compared within one run only.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <limits>

#include "marshal/rows.h"

namespace {

using bench::Loop;
using bench::Row;
using Nanoseconds = std::chrono::duration<double, std::nano>;

// A sink for what loops return.
volatile std::uint64_t g_sum = 0;

Nanoseconds time_of(const Loop& loop, int times) {
  const auto begun = std::chrono::steady_clock::now();
  g_sum = g_sum + loop(times);
  return std::chrono::steady_clock::now() - begun;
}

// The best of several runs, each long enough for the clock.
double nanoseconds_each(const Loop& loop, bool quick) {
  if (quick) return time_of(loop, 1).count();
  constexpr Nanoseconds kLongEnough = std::chrono::milliseconds(5);
  constexpr int kRounds = 15;
  int times = 1;
  while (time_of(loop, times) < kLongEnough) times *= 2;
  double best = std::numeric_limits<double>::max();
  for (int round = 0; round < kRounds; ++round) {
    best = std::min(best, time_of(loop, times).count() / times);
  }
  return best;
}

void measure(const Row& row, bool quick) {
  std::printf("%-22s", row.name.c_str());
  for (const Loop& loop : row.loops) {
    if (loop) {
      std::printf(" %9.1f", nanoseconds_each(loop, quick));
    } else {
      std::printf(" %9s", "-");
    }
    std::fflush(stdout);
  }
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  const bool quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
  if (argc > 1 && !quick) {
    std::fputs("usage: bench_marshal [--quick]\n", stderr);
    return 2;
  }
  std::printf("%-22s %9s %9s %9s %9s %9s %9s\n", "nanoseconds", "D1 places", "D2 order", "D3 tree",
              "D4 floats", "D5 small", "D6 monster");
  std::vector<Row> rows = bench::idl_rows();
#ifdef BENCH_PROTOBUF
  std::ranges::copy(bench::protobuf_rows(), std::back_inserter(rows));
#endif
#ifdef BENCH_FLATBUFFERS
  std::ranges::copy(bench::flatbuffers_rows(), std::back_inserter(rows));
#endif
  for (const Row& row : rows) measure(row, quick);
  return 0;
}
