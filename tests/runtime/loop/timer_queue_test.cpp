// Deadlines come out in order, once each, and not at all when they were cancelled. The times are
// made up: no clock runs.
#include "loop/timer_queue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

namespace {

using namespace std::chrono_literals;
using idl::TimePoint;
using idl::detail::TimerId;
using idl::detail::TimerQueue;

TimePoint at(std::int64_t milliseconds) {
  return TimePoint(std::chrono::milliseconds(milliseconds));
}

std::vector<std::uint64_t> pop_all(TimerQueue& queue, TimePoint now) {
  std::vector<std::uint64_t> payloads;
  while (const auto expired = queue.pop_due(now)) payloads.push_back(expired->payload);
  return payloads;
}

TEST_CASE("an empty queue has nothing due, ever") {
  TimerQueue queue;
  CHECK_FALSE(queue.next_due());
  CHECK_FALSE(queue.pop_due(TimePoint::max()));
}

TEST_CASE("timers come out when they are due, the earliest first") {
  TimerQueue queue;
  queue.add(at(30), 3);
  queue.add(at(10), 1);
  queue.add(at(20), 2);
  CHECK(queue.next_due() == at(10));
  CHECK(pop_all(queue, at(9)).empty());
  CHECK(pop_all(queue, at(20)) == std::vector<std::uint64_t>{1, 2});
  CHECK(queue.next_due() == at(30));
  CHECK(pop_all(queue, at(30)) == std::vector<std::uint64_t>{3});
  CHECK(queue.size() == 0);
}

TEST_CASE("timers of the same moment come out in the order in which they were added") {
  TimerQueue queue;
  std::vector<std::uint64_t> expected;
  for (std::uint64_t i = 0; i < 100; ++i) {
    queue.add(at(5), i);
    expected.push_back(i);
  }
  CHECK(pop_all(queue, at(5)) == expected);
}

TEST_CASE("an expired timer names itself") {
  TimerQueue queue;
  const TimerId id = queue.add(at(1), 42);
  const auto expired = queue.pop_due(at(1));
  REQUIRE(expired);
  CHECK(expired->id == id);
  CHECK(expired->payload == 42);
}

TEST_CASE("a cancelled timer never comes out") {
  TimerQueue queue;
  queue.add(at(1), 1);
  const TimerId second = queue.add(at(2), 2);
  queue.add(at(3), 3);
  CHECK(queue.cancel(second));
  CHECK_FALSE(queue.cancel(second));
  CHECK(pop_all(queue, at(10)) == std::vector<std::uint64_t>{1, 3});
}

TEST_CASE("cancelling too late touches nobody who got the place since") {
  TimerQueue queue;
  const TimerId fired = queue.add(at(1), 1);
  REQUIRE(queue.pop_due(at(1)));
  const TimerId next = queue.add(at(2), 2);
  CHECK(fired != next);
  CHECK_FALSE(queue.cancel(fired));
  CHECK_FALSE(queue.cancel(TimerId{12345}));
  CHECK(pop_all(queue, at(2)) == std::vector<std::uint64_t>{2});
}

TEST_CASE("a hundred thousand timers in one millisecond each come out once, in order") {
  constexpr std::uint64_t kCount = 100'000;
  std::mt19937 random(1);
  TimerQueue queue;
  for (std::uint64_t i = 0; i < kCount; ++i) queue.add(TimePoint(random() % 1'000'000 * 1ns), i);
  std::vector<bool> seen(kCount);
  TimePoint last{};
  for (std::uint64_t i = 0; i < kCount; ++i) {
    const TimePoint due = *queue.next_due();
    REQUIRE(due >= last);
    last = due;
    const auto expired = queue.pop_due(due);
    REQUIRE(expired);
    REQUIRE_FALSE(seen[expired->payload]);
    seen[expired->payload] = true;
  }
  CHECK(queue.size() == 0);
}

TEST_CASE("it behaves like a sorted list under random use") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  TimerQueue queue;
  std::multimap<TimePoint, std::uint64_t> model;
  std::map<std::uint64_t, TimerId> ids;
  for (std::uint64_t step = 0; step < 5000; ++step) {
    const TimePoint due = at(static_cast<std::int64_t>(random() % 1000));
    ids[step] = queue.add(due, step);
    model.emplace(due, step);
    const std::uint64_t victim = random() % (step + 1);
    const auto held = std::find_if(model.begin(), model.end(),
                                   [&](const auto& entry) { return entry.second == victim; });
    if (random() % 3 == 0) {
      REQUIRE(queue.cancel(ids[victim]) == (held != model.end()));
      if (held != model.end()) model.erase(held);
    }
    if (random() % 4 == 0 && !model.empty()) {
      REQUIRE(queue.pop_due(TimePoint::max())->payload == model.begin()->second);
      model.erase(model.begin());
    }
    REQUIRE(queue.size() == model.size());
  }
}

}  // namespace
