// The session's smallest parts: the table of calls, the bucket of
// tokens, and the names of states.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "script.h"
#include "session/call_table.h"
#include "session/token_bucket.h"

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

TEST_CASE("a call table behaves as a map, whatever the order") {
  const unsigned seed = 20'240'611;
  CAPTURE(seed);
  std::mt19937 random(seed);
  CallTable<int> table;
  std::map<std::uint64_t, int> model;
  for (int step = 0; step < 100'000; ++step) {
    // Few values, so that runs of collisions form and holes are made in their middle.
    const std::uint64_t id = 2 + 2 * (random() % 64) * (random() % 3 == 0 ? 8 : 1);
    if (model.contains(id)) {
      REQUIRE(*table.find(CallId{id}) == model[id]);
      if (random() % 2 == 0) {
        table.erase(CallId{id});
        model.erase(id);
      }
    } else {
      REQUIRE(table.find(CallId{id}) == nullptr);
      table.erase(CallId{id});
      table.insert(CallId{id}, int{step});
      model[id] = step;
    }
    REQUIRE(table.size() == model.size());
  }
  std::map<std::uint64_t, int> seen;
  table.for_each(
      [&](CallId id, int value) { seen.emplace(static_cast<std::uint64_t>(id), value); });
  CHECK(seen == model);
}

TEST_CASE("an empty call table finds nothing and lets anything be erased") {
  CallTable<int> table;
  CHECK(table.empty());
  CHECK(table.find(CallId{2}) == nullptr);
  table.erase(CallId{2});
  CHECK(table.empty());
}

TEST_CASE("0 is no call, also where the table has free places") {
  CallTable<int> table;
  table.insert(CallId{2}, 1);
  CHECK(table.find(CallId{0}) == nullptr);
  table.erase(CallId{0});
  CHECK(table.size() == 1);
}

TEST_CASE("a bucket allows a burst, then a rate") {
  const TimePoint start{};
  TokenBucket bucket(3, 10, start);
  for (int i = 0; i < 3; ++i) CHECK(bucket.take(start));
  CHECK_FALSE(bucket.take(start));
  CHECK_FALSE(bucket.take(start + 99ms));
  CHECK(bucket.take(start + 100ms));
  CHECK_FALSE(bucket.take(start + 199ms));
  CHECK(bucket.take(start + 200ms));
  for (int i = 0; i < 3; ++i) CHECK(bucket.take(start + 10h));
  CHECK_FALSE(bucket.take(start + 10h));
}

TEST_CASE("a bucket does not care about time that goes back, or never comes") {
  const TimePoint start = TimePoint() + 1h;
  TokenBucket bucket(1, 10, start);
  CHECK(bucket.take(start));
  CHECK_FALSE(bucket.take(start - 1h));
  CHECK(bucket.take(start + 100ms));
  TokenBucket once(1, 0, start);
  CHECK(once.take(start));
  CHECK_FALSE(once.take(start + 24h));
}

TEST_CASE("states have names") {
  const std::set<std::string_view> names{
      to_string(SessionState::Greeting),   to_string(SessionState::Open),
      to_string(SessionState::Draining),   to_string(SessionState::Closed),
      to_string(OutgoingState::Held),      to_string(OutgoingState::Sent),
      to_string(OutgoingState::Receiving), to_string(IncomingState::Running),
      to_string(IncomingState::Cancelled)};
  CHECK(names.size() == 9);
  CHECK(to_string(IncomingState::Receiving) == "receiving");
}
