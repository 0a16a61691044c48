// The source of random values: the same from the same seed, within bounds, and fond of the ends of
// these.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "idl/test/random.h"

namespace idl::test {
namespace {

template <class T>
std::set<T> many(const RandomBounds<T>& bounds = {}, const RandomOptions& options = {}) {
  Random random(1, options);
  std::set<T> values;
  for (int i = 0; i < 2'000; ++i) values.insert(random.make<T>(bounds));
  return values;
}

TEST_CASE("the same seed gives the same values, another others") {
  using Value = std::map<std::string, std::vector<std::optional<double>>>;
  CHECK(Random(7).make<Value>() == Random(7).make<Value>());
  CHECK(Random(7).make<Bytes>() != Random(8).make<Bytes>());
  Random random(7);
  const auto first = random.make<std::uint64_t>();
  const auto second = random.make<std::uint64_t>();
  CHECK(first != second);
}

TEST_CASE("values do not depend on the platform") {
  Random random(42);
  CHECK(random.make<std::uint32_t>() == 3'106'210'472);
  CHECK(random.make<std::int64_t>() == 0);
  CHECK(random.make<std::string>({.length = {.min = 9, .max = 9}}) == "ぷaa\\z\\\\");
  CHECK(random.make<double>({.range = {.min = 0, .max = 1}}) == 1);
}

TEST_CASE("both ends of a type, 0 and its neighbours come up") {
  const auto tiny = many<std::int16_t>();
  for (const int number : {-32'768, -1, 0, 1, 32'767}) {
    CHECK(tiny.contains(static_cast<std::int16_t>(number)));
  }
  const auto large = many<std::uint64_t>();
  CHECK(large.contains(0));
  CHECK(large.contains(UINT64_MAX));
  CHECK(large.size() > 500);
}

TEST_CASE("numbers stay within their bounds and reach both ends") {
  const auto check = [](auto min, auto max) {
    const auto values = many<decltype(min)>({.range = {.min = min, .max = max}});
    CHECK(*values.begin() == min);
    CHECK(*values.rbegin() == max);
  };
  check(std::int8_t{-3}, std::int8_t{5});
  check(std::uint16_t{10}, std::uint16_t{11});
  check(INT64_MIN, INT64_MIN + 1);
  check(std::int64_t{-5}, INT64_MAX);
  check(UINT64_MAX - 30, UINT64_MAX);
  check(std::int32_t{7}, std::int32_t{7});
  check(-180.0, 180.0);
  check(0.1F, 0.3F);
  check(Duration(0), Duration(std::chrono::hours(2)));
  check(Timestamp(), Timestamp(std::chrono::hours(1)));
  CHECK(*many<std::int32_t>({.range = {.min = 9}}).begin() == 9);
}

TEST_CASE("floating-point numbers are infinite where nothing bounds them, and NaN on request") {
  const auto has_nan = [](const RandomOptions& options) {
    Random random(1, options);
    for (int i = 0; i < 500; ++i) {
      if (std::isnan(random.make<double>())) return true;
    }
    return false;
  };
  CHECK(many<float>().contains(std::numeric_limits<float>::infinity()));
  CHECK_FALSE(
      many<double>({.range = {.min = 0}}).contains(std::numeric_limits<double>::infinity()));
  CHECK_FALSE(has_nan({}));
  CHECK(has_nan({.nan = true}));
}

TEST_CASE("text has every length within the bounds, and characters of several bytes") {
  const auto texts = many<std::string>({.length = {.min = 1, .max = 20}});
  std::set<std::size_t> sizes;
  for (const std::string& text : texts) {
    sizes.insert(text.size());
  }
  CHECK(sizes.size() == 20);
  CHECK((*sizes.begin() == 1 && *sizes.rbegin() == 20));
  CHECK(std::ranges::any_of(
      texts, [](const std::string& text) { return text.find("😀") != std::string::npos; }));
  CHECK(many<std::string>().contains(""));
}

TEST_CASE("sets and maps have as many elements as they must") {
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    CHECK(random.make<std::set<bool>>({.length = {.min = 2}}).size() == 2);
    const auto map = random.make<std::map<std::uint8_t, bool>>({.length = {.min = 20, .max = 30}});
    CHECK((map.size() >= 20 && map.size() <= 30));
  }
}

TEST_CASE("a set that cannot have so many elements has those that there are") {
  CHECK(Random(1).make<std::set<bool>>({.length = {.min = 3}}).size() == 2);
}

TEST_CASE("an upper end that is near comes up, one that is far makes nothing huge") {
  std::size_t most = 0;
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    most = std::max(most, random.make<std::string>({.length = {.max = 1'000'000}}).size());
  }
  CHECK(most <= 16);
  most = 0;
  for (int i = 0; i < 200; ++i) {
    most = std::max(most, random.make<std::vector<bool>>({.length = {.max = 64}}).size());
  }
  CHECK(most == 64);
}

TEST_CASE("deep inside, and in large values, lists are as short as they may be") {
  using Deep = std::vector<std::vector<std::vector<std::vector<int>>>>;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Random shallow(seed, {.depth = 2});
    for (const auto& outer : shallow.make<Deep>()) {
      for (const auto& inner : outer) CHECK(inner.empty());
    }
    Random small(seed, {.values = 0});
    CHECK(small.make<std::vector<int>>().empty());
    CHECK(small.make<std::vector<int>>({.length = {.min = 2}}).size() == 2);
    CHECK_FALSE(small.make<std::optional<int>>());
    CHECK(small.make<std::optional<int>>({.required = true}));
  }
}

}  // namespace
}  // namespace idl::test
