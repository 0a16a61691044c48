// Generated types as keys of unordered containers, and enums by the names of their values: what a
// program needs that looks things up.
#include <doctest/doctest.h>

#include <unordered_map>
#include <unordered_set>

#include "orders.idl.h"
#include "types.idl.h"

namespace {

using shop::v1::LineItem;
using shop::v1::Money;
using shop::v1::OrderStatus;
using shop::v1::Point;

template <class T>
std::size_t hash_of(const T& value) {
  return std::hash<T>{}(value);
}

template <class T>
concept Hashable = requires(const T& value) { std::hash<T>{}(value); };

TEST_CASE("equal values hash alike, others hardly ever") {
  const LineItem item{.sku = "A-1", .quantity = 2, .price = {.cents = 5}};
  auto other = item;
  CHECK(hash_of(item) == hash_of(other));
  other.price.cents = 6;
  CHECK(hash_of(item) != hash_of(other));
  CHECK(hash_of(Point{.latitude = 0.0}) == hash_of(Point{.latitude = -0.0}));
  CHECK(hash_of(Point{.latitude = 1, .longitude = 2}) !=
        hash_of(Point{.latitude = 2, .longitude = 1}));
  std::unordered_set<std::size_t> hashes;
  for (std::int64_t cents = 0; cents < 1000; ++cents) {
    hashes.insert(hash_of(Money{.cents = cents}) % 65'536);
  }
  CHECK(hashes.size() > 950);
}

TEST_CASE("a struct can be a key") {
  std::unordered_map<Money, int> prices;
  prices[Money{.cents = 5}] = 1;
  prices[Money{.cents = 5, .currency = "GBP"}] = 2;
  CHECK(prices.at(Money{.cents = 5}) == 1);
  CHECK(prices.size() == 2);
}

TEST_CASE("every scalar and what is made of scalars hashes") {
  golden::types::Scalars scalars;
  CHECK(hash_of(scalars) == hash_of(golden::types::Scalars{}));
  scalars.blob.push_back(std::byte{1});
  CHECK(hash_of(scalars) != hash_of(golden::types::Scalars{}));
  CHECK(Hashable<golden::types::Guarded>);
  CHECK(Hashable<golden::types::Perhaps>);
  CHECK(Hashable<shop::v1::CustomerId>);
  CHECK(Hashable<OrderStatus>);
}

TEST_CASE("what holds lists, sets, maps or unions is no key, nor is an error or nothing") {
  CHECK_FALSE(Hashable<shop::v1::Order>);
  CHECK_FALSE(Hashable<shop::v1::Category>);
  CHECK_FALSE(Hashable<shop::v1::Payment>);
  CHECK_FALSE(Hashable<shop::v1::NotFound>);
  CHECK_FALSE(Hashable<golden::types::Empty>);
}

TEST_CASE("an enum's value is found by its name") {
  CHECK(idl::from_string<OrderStatus>("paid") == OrderStatus::paid);
  CHECK(idl::from_string<golden::types::Outer::Mode>("on") == golden::types::Outer::Mode::on);
  CHECK(idl::from_string<OrderStatus>("Paid") == std::nullopt);
  CHECK(idl::from_string<OrderStatus>("") == std::nullopt);
  CHECK(idl::from_string<OrderStatus>("paid ") == std::nullopt);
}

TEST_CASE("flags are found by the names of their bits") {
  using golden::types::Right;
  CHECK(idl::from_string<Right>("[read, admin]") == (Right::read | Right::admin));
  CHECK(idl::from_string<Right>("read,6") == (Right::read | static_cast<Right>(1U << 6U)));
  CHECK(idl::from_string<Right>(" [ ] ") == Right{});
  CHECK(idl::from_string<Right>("") == Right{});
  const auto all = static_cast<Right>(0xFF);
  CHECK(idl::from_string<Right>(to_text(all)) == all);
  for (const char* text : {"reed", "read,", ",", "8", "-1", "[read", "read]", "read write"}) {
    CAPTURE(text);
    CHECK(idl::from_string<Right>(text) == std::nullopt);
  }
}

}  // namespace
