// How long echo calls take while ten handlers of the same connection sleep for a second. Ten
// threads are taken, and nobody else should notice: 99 of 100 calls take less than 5 ms, in one of
// five tries at least, since other programs may have kept the machine from it. If not, it fails.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
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
constexpr std::uint32_t kNapMilliseconds = 1'000;
constexpr Milliseconds kMostAtP99{5};
constexpr int kTries = 5;

/// The times of all echo calls that end before the first sleeper wakes up.
std::vector<Milliseconds> measure(const bench::EchoClient& client) {
  std::vector<idl::Pending<bench::EchoResult>> sleepers;
  for (int i = 0; i < kSleepers; ++i) sleepers.push_back(client.start_nap(kNapMilliseconds));
  const std::string text(bench::kMessageBytes, 'x');
  std::vector<Milliseconds> times;
  const auto end = Clock::now() + std::chrono::milliseconds(kNapMilliseconds);
  for (auto begun = Clock::now(); begun < end; begun = Clock::now()) {
    (void)client.echo(text).value();
    times.emplace_back(Clock::now() - begun);
  }
  for (auto& sleeper : sleepers) (void)sleeper.wait().value();
  std::sort(times.begin(), times.end());
  return times;
}

/// Prints what one try took. Whether the slowest hundredth was quick enough.
bool try_once(const bench::EchoClient& client) {
  const auto times = measure(client);
  const auto at = [&times](std::size_t of_thousand) {
    return times[(times.size() - 1) * of_thousand / 1'000];
  };
  std::printf("echo beside %d sleepers, TCP: %zu calls, median %.3f ms, p99 %.3f ms, max %.3f ms\n",
              kSleepers, times.size(), at(500).count(), at(990).count(), at(1'000).count());
  return at(990) < kMostAtP99;
}

}  // namespace

int main() {
  bench::EchoServer service;
  idl::Server server;
  server.add(service).value();
  const auto address = server.listen("tcp:127.0.0.1:0").value();
  const bench::EchoClient client(idl::Channel::connect(address).value());
  for (int i = 0; i < kTries; ++i) {
    if (try_once(client)) return 0;
  }
  return 1;
}
