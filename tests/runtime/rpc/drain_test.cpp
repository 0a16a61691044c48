// S3: servers that go away under load. Two hundred calls are in flight on four connections when the
// drain begins; every one of them is answered or certainly has not run. IDL_DRAINS says how often.
#include <atomic>
#include <deque>
#include <thread>
#include <vector>

#include "fixture.h"
#include "tests/support/repetitions.h"

namespace {

constexpr int kConnections = 4;
constexpr std::size_t kInFlightEach = 50;

/// What became of the calls of all connections.
struct Outcomes {
  std::atomic<int> answered = 0;
  std::atomic<int> refused = 0;
  std::atomic<int> in_doubt = 0;

  /// Gives whether the call succeeded.
  bool count(const probe::EchoResult& result) {
    if (result) {
      ++answered;
    } else if (result.error().executed == idl::Executed::No) {
      ++refused;
    } else {
      ++in_doubt;
    }
    return static_cast<bool>(result);
  }
};

/// Keeps calls in flight until one fails; then takes the results of those that are left.
void call_until_drained(const probe::Client& client, Outcomes& outcomes) {
  std::deque<idl::Pending<probe::EchoResult>> in_flight;
  bool goes_on = true;
  while (goes_on) {
    while (in_flight.size() < kInFlightEach) in_flight.push_back(client.start_echo("x"));
    goes_on = outcomes.count(in_flight.front().wait());
    in_flight.pop_front();
  }
  for (auto& call : in_flight) outcomes.count(call.wait());
}

void drain_once(probe::Over over) {
  probe::Served served(over);
  std::atomic<int> runs = 0;
  served.service.on_echo = [&runs](idl::Context&, std::string text) {
    ++runs;
    return probe::EchoResult(std::move(text));
  };
  Outcomes outcomes;
  std::vector<std::thread> callers;
  for (int i = 0; i < kConnections; ++i) {
    callers.emplace_back([&, client = served.client()] { call_until_drained(client, outcomes); });
  }
  while (outcomes.answered < 100) std::this_thread::yield();
  CHECK(served.server.shutdown(probe::kPatience).open_calls.empty());
  for (auto& caller : callers) caller.join();
  CHECK(outcomes.in_doubt == 0);
  CHECK(runs == outcomes.answered);
  CHECK(outcomes.refused >= kConnections);
}

}  // namespace

TEST_CASE("P18 S3 a drain under load loses no call and doubles none") {
  const unsigned long each = (idl::test::repetitions("IDL_DRAINS", 1'000, 60) + 3) / 4;
  probe::over_each([each](probe::Over over) {
    for (unsigned long i = 0; i < each; ++i) drain_once(over);
  });
}
