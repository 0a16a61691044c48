// When an address may be tried again, and that a thousand clients do not do so together. The time
// is the test's own.
#include "rpc/endpoint_health.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace std::chrono_literals;
using namespace idl::detail;
using idl::BackoffOptions;
using idl::Code;
using idl::Error;
using idl::TimePoint;

namespace {

constexpr TimePoint kStart{1'000'000s};

Error refused() { return Error{Code::Unavailable, "nobody listens there"}; }

// When a client makes its attempts on a server that is down for `outage`, and then takes the next
// one. It wants a connection all the time.
void run_client(Random& random, idl::Duration outage, std::vector<TimePoint>& attempts) {
  const BackoffOptions options;
  EndpointHealth health;
  health.note_lost(options, kStart, kStart, random);
  for (;;) {
    const TimePoint now = health.next_attempt();
    attempts.push_back(now);
    if (now - kStart >= outage) return;
    health.note_failed(options, refused(), now, random);
  }
}

// The most attempts within any `window`.
std::ptrdiff_t densest(std::vector<TimePoint> attempts, idl::Duration window) {
  std::sort(attempts.begin(), attempts.end());
  std::ptrdiff_t most = 0;
  for (auto first = attempts.begin(); first != attempts.end(); ++first) {
    most = std::max(most, std::lower_bound(first, attempts.end(), *first + window) - first);
  }
  return most;
}

}  // namespace

TEST_CASE("S7 of a thousand clients that lost their server at most a tenth connects in 100 ms") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    for (const idl::Duration outage : {0s, 1s, 3s, 10s, 60s}) {
      CAPTURE(seed);
      CAPTURE(outage.count());
      Random random(seed);
      std::vector<TimePoint> attempts;
      for (int client = 0; client < 1000; ++client) run_client(random, outage, attempts);
      CHECK(densest(attempts, 100ms) <= 100);
    }
  }
}

TEST_CASE("a server that comes back is noticed soon") {
  Random random(5);
  std::vector<TimePoint> attempts;
  for (int client = 0; client < 1000; ++client) {
    run_client(random, 60s, attempts);
    CHECK(attempts.back() - kStart < 60s + BackoffOptions{}.most);
  }
}

TEST_CASE("a fresh address, and one that lay idle, may be tried at once") {
  Random random(1);
  EndpointHealth health;
  CHECK(health.next_attempt() <= kStart);
  CHECK(!health.failure());
  health.note_lost({}, kStart - 2s, kStart, random);
  CHECK(health.next_attempt() <= kStart);
}

TEST_CASE("failures in a row make the pauses longer, and a success ends that") {
  const BackoffOptions options{.first = 1s, .most = 100s};
  Random random(1);
  EndpointHealth health;
  health.note_failed(options, refused(), kStart, random);
  CHECK(health.next_attempt() >= kStart + 500ms);
  CHECK(health.next_attempt() < kStart + 1s);
  REQUIRE(health.failure());
  CHECK(health.failure()->message == "nobody listens there");
  for (int i = 0; i < 3; ++i) health.note_failed(options, refused(), kStart, random);
  CHECK(health.next_attempt() >= kStart + 4s);
  CHECK(health.next_attempt() < kStart + 8s);

  health.note_connected();
  CHECK(health.next_attempt() <= kStart);
  CHECK(!health.failure());
  health.note_failed(options, refused(), kStart, random);
  CHECK(health.next_attempt() < kStart + 1s);
}

TEST_CASE("options of nothing mean no pauses") {
  const BackoffOptions none{.spread = 0s, .first = 0s, .most = 0s};
  Random random(1);
  EndpointHealth health;
  health.note_lost(none, kStart, kStart, random);
  CHECK(health.next_attempt() <= kStart);
  health.note_failed(none, refused(), kStart, random);
  CHECK(health.next_attempt() <= kStart);
}
