// How fast idlc is: bench_compiler [--quick]. Compiles generated schemas of growing size in memory,
// from text to C++, and prints the best of a few rounds of each.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "idlc/cpp/generate.h"
#include "idlc/schema/build.h"
#include "tests/support/large_schema.h"

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

struct Times {
  Milliseconds schema = Milliseconds::max();    ///< from the text to the schema
  Milliseconds generate = Milliseconds::max();  ///< from the schema to C++
  std::size_t output_bytes = 0;
};

Milliseconds since(std::chrono::steady_clock::time_point begun) {
  return std::chrono::steady_clock::now() - begun;
}

void compile(const std::string& text, Times& best) {
  idlc::MemoryFileSystem disk;
  disk.add("/large.idl", text);
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const auto begun = std::chrono::steady_clock::now();
  const auto schema = idlc::schema::build({{"/large.idl"}, {"/"}}, disk, sources, sink);
  if (!schema) std::abort();
  best.schema = std::min(best.schema, since(begun));

  const auto parsed = std::chrono::steady_clock::now();
  const idlc::schema::FileId file{0};
  best.output_bytes = 0;
  idlc::cpp::generate_each(*schema, {&file, 1}, [&](const idlc::cpp::FileText& output) {
    best.output_bytes += output.text.size();
    return true;
  });
  best.generate = std::min(best.generate, since(parsed));
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void measure(int messages, int rounds) {
  const std::string text = idl::test::large_schema(messages);
  Times best;
  for (int round = 0; round < rounds; ++round) compile(text, best);
  const Milliseconds total = best.schema + best.generate;
  std::printf(
      "%6d messages, %7ld lines: schema %6.1f ms   C++ %6.1f ms   %5.1f us a message   "
      "%5.1f MB out   peak %4ld MB\n",
      messages, std::count(text.begin(), text.end(), '\n'), best.schema.count(),
      best.generate.count(), total.count() * 1000 / messages,
      static_cast<double>(best.output_bytes) / 1e6, peak_kilobytes() / 1024);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const bool quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
  if (argc > 1 && !quick) {
    std::fputs("usage: bench_compiler [--quick]\n", stderr);
    return 2;
  }
  if (quick) {
    measure(20, 1);
    return 0;
  }
  for (const int messages : {75, 1'000, 10'000}) measure(messages, 3);
  return 0;
}
