// Numbers that look random, again from the same seed, and within their bounds. The algorithm is
// held to its published numbers.
#include "base/random.h"

#include <doctest/doctest.h>

#include <array>

using namespace std::chrono_literals;
using idl::detail::Random;
using idl::detail::random_seed;

TEST_CASE("the same seed gives the same numbers, another one others") {
  Random one(7);
  Random same(7);
  Random other(8);
  int differ = 0;
  for (int i = 0; i < 100; ++i) {
    const auto number = one.next();
    CHECK(number == same.next());
    differ += number != other.next() ? 1 : 0;
  }
  CHECK(differ == 100);
}

TEST_CASE("the numbers are those of SplitMix64") {
  Random random(1234567);
  CHECK(random.next() == 6457827717110365317U);
  CHECK(random.next() == 3203168211198807973U);
}

TEST_CASE("spans lie between their bounds, and all over") {
  Random random(1);
  std::array<int, 10> tenths{};
  for (int i = 0; i < 10'000; ++i) {
    const auto span = random.between(10s, 20s);
    REQUIRE(span >= 10s);
    REQUIRE(span < 20s);
    ++tenths[static_cast<std::size_t>((span - 10s) / 1s)];
  }
  for (const int count : tenths) CHECK(count > 800);
}

TEST_CASE("a span without width is its lower bound") {
  Random random(1);
  CHECK(random.between(0s, 0s) == 0s);
  CHECK(random.between(3s, 2s) == 3s);
}

TEST_CASE("seeds differ, also within a moment") { CHECK(random_seed() != random_seed()); }
