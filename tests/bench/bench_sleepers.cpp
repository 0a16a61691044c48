// How long echo calls take while ten handlers of the same connection sleep for a second:
// bench_sleepers [--quick]. Ten threads are taken, and nobody else should notice; 99 of 100 calls
// are to take less than 5 ms.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include <idl/channel.h>
#include <idl/server.h>

#include "echo_service.h"
#include "workload.h"

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int kSleepers = 10;

/// The times of all echo calls that end before the first sleeper wakes up.
std::vector<Milliseconds> measure(const bench::EchoClient& client, std::uint32_t nap) {
  std::vector<idl::Pending<bench::EchoResult>> sleepers;
  for (int i = 0; i < kSleepers; ++i) sleepers.push_back(client.start_nap(nap));
  const std::string text(bench::kMessageBytes, 'x');
  std::vector<Milliseconds> times;
  const auto end = Clock::now() + std::chrono::milliseconds(nap);
  for (auto begun = Clock::now(); begun < end; begun = Clock::now()) {
    (void)client.echo(text).value();
    times.emplace_back(Clock::now() - begun);
  }
  for (auto& sleeper : sleepers) (void)sleeper.wait().value();
  std::sort(times.begin(), times.end());
  return times;
}

}  // namespace

int main(int argc, char** argv) {
  const bool quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
  bench::EchoServer service;
  idl::Server server;
  server.add(service).value();
  const auto address = server.listen("tcp:127.0.0.1:0").value();
  const bench::EchoClient client(idl::Channel::connect(address).value());

  const auto times = measure(client, quick ? 50 : 1'000);
  const auto at = [&times](std::size_t of_thousand) {
    return times[(times.size() - 1) * of_thousand / 1'000].count();
  };
  std::printf("echo beside %d sleepers, TCP: %zu calls, median %.3f ms, p99 %.3f ms, max %.3f ms\n",
              kSleepers, times.size(), at(500), at(990), at(1'000));
  return 0;
}
