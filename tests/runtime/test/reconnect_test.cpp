// S7 over real channels: a thousand of them lose their server, which stays away for a while, and
// the moments are counted at which they try to connect, as their logs tell them. The clock is moved
// on by the test. How pauses are drawn is tested in tests/runtime/rpc/endpoint_health_test.cpp.
#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <string_view>
#include <vector>

#include "idl/log.h"
#include "idl/test/clock.h"
#include "tests/runtime/rpc/fixture.h"

using namespace std::chrono_literals;
using idl::Duration;
using idl::test::TestClock;

namespace {

// All times are a hundred times the usual ones, so that those which the machine takes itself, and
// which go by beside them, do not count.
constexpr int kSlower = 100;
constexpr idl::BackoffOptions kUsual{};
constexpr idl::BackoffOptions kBackoff{.spread = kUsual.spread * kSlower,
                                       .first = kUsual.first * kSlower,
                                       .most = kUsual.most * kSlower};
constexpr Duration kWindow = 100ms * kSlower;
constexpr Duration kStep = kWindow / 5;

// They know nothing of each other; a hundred at a time take few descriptors.
constexpr int kGroups = 10;
constexpr int kGroup = 100;
constexpr std::ptrdiff_t kClients = kGroups * kGroup;

idl::TimePoint now() { return idl::deadline_in(Duration::zero()); }

/// When a channel has tried to connect. One thread at a time.
class Attempts final : public idl::LogSink {
 public:
  void write(idl::LogLevel, std::string_view line) noexcept override {
    if (!line.starts_with("connected to") && !line.starts_with("cannot connect to")) return;
    const idl::TimePoint moment = now();
    // One that its call had too little time for is made again by the next call.
    if (moments_.empty() || moment - moments_.back() >= kWindow) moments_.push_back(moment);
  }

  void forget() { moments_.clear(); }
  [[nodiscard]] const std::vector<idl::TimePoint>& moments() const { return moments_; }

 private:
  std::vector<idl::TimePoint> moments_;
};

struct Member {
  explicit Member(const idl::Address& address)
      : client(idl::Channel::connect(
                   address, {.backoff = kBackoff, .retry = {.max_retries = 0}, .log = attempts})
                   .value()) {
    CHECK(client.echo("x"));
    attempts->forget();
  }

  /// Makes a call that waits for nothing.
  void ask() { is_back = static_cast<bool>(client.with({.timeout = 10ms}).echo("x")); }

  std::shared_ptr<Attempts> attempts = std::make_shared<Attempts>();
  probe::Client client;
  bool is_back = false;
};

/// A hundred channels that lose their server, which comes back after `outage`. Adds to `attempts`
/// how long after the loss they tried to connect.
void lose_server(TestClock& clock, Duration outage, std::vector<Duration>& attempts) {
  probe::Server service;
  auto server = std::make_unique<idl::Server>();
  REQUIRE(server->add(service));
  const idl::Address address = server->listen("memory:reconnect").value();
  std::vector<std::unique_ptr<Member>> members;
  for (int i = 0; i < kGroup; ++i) members.push_back(std::make_unique<Member>(address));
  server.reset();
  const idl::TimePoint lost = now();
  const auto all_back = [&members] {
    return std::all_of(members.begin(), members.end(),
                       [](const auto& member) { return member->is_back; });
  };
  for (; !all_back() && now() - lost < outage + 2 * kBackoff.most; clock.advance(kStep)) {
    if (server == nullptr && now() - lost >= outage) {
      server = std::make_unique<idl::Server>();
      REQUIRE(server->add(service));
      REQUIRE(server->listen(address));
    }
    for (const auto& member : members) {
      if (!member->is_back) member->ask();
    }
  }
  CHECK(all_back());
  for (const auto& member : members) {
    CHECK(!member->attempts->moments().empty());
    for (const idl::TimePoint moment : member->attempts->moments()) {
      attempts.push_back(moment - lost);
    }
  }
}

/// The most within any `kWindow`.
std::ptrdiff_t densest(std::vector<Duration>& attempts) {
  std::sort(attempts.begin(), attempts.end());
  std::ptrdiff_t most = 0;
  for (auto first = attempts.begin(); first != attempts.end(); ++first) {
    most = std::max(most, std::lower_bound(first, attempts.end(), *first + kWindow) - first);
  }
  return most;
}

}  // namespace

TEST_CASE("S7 a thousand channels whose server goes and comes back connect without a herd") {
  TestClock clock;
  for (const Duration outage : {0s * kSlower, 5s * kSlower}) {
    CAPTURE(outage.count());
    std::vector<Duration> attempts;
    for (int group = 0; group < kGroups; ++group) lose_server(clock, outage, attempts);
    CHECK(std::ssize(attempts) >= kClients);
    CHECK(densest(attempts) <= kClients / 10);
  }
}
