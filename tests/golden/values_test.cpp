// Constants and defaults of containers, structs and unions, as a user of the generated code meets
// them.
#include <doctest/doctest.h>

#include <string>

#include "values.idl.h"

namespace values = golden::values;

TEST_CASE("constants of texts, lists and maps are known while we compile") {
  static_assert(values::max_items == 1000);
  static_assert(values::default_tags[1] == "web");
  static_assert(values::default_tags_set[0] == "new");  // sorted, as std::set has it
  static_assert(values::limits.find("paid")->second == 1000);
  static_assert(values::limits.find("gold") == values::limits.end());
  static_assert(values::limits.contains("free") && values::limits.size() == 2);
  static_assert(values::path[0].y == values::origin.y && values::path[1].y == 2);
  static_assert(values::corners.find(values::Side::buy)->second.y == -0.5);
  static_assert(values::empty.empty() && values::empty_map.empty());
  static_assert(!values::absent && values::present == 5);
  std::string keys;
  for (const auto& [key, value] : values::limits) keys += key;
  CHECK(keys == "freepaid");
}

TEST_CASE("what takes memory is made once") {
  CHECK(&values::first() == &values::first());
  CHECK(values::first().sku == values::Sku{"x"});
  CHECK(*values::first().payment.if_iban() == "DE00");
  CHECK(values::first().prices == values::Item{}.prices);  // left out: the field's default
  CHECK(values::cash().is_cash());
  CHECK(values::root().value() == "root");
  CHECK(values::skus() == std::vector<values::Sku>{values::Sku{"root"}, values::Sku{"other"}});
  CHECK(values::lists().at("a") == std::vector<std::uint8_t>{1});
  CHECK((*values::boxed()).cents == 1);
}

TEST_CASE("fields begin with the values that the schema gives them") {
  const values::Item item;
  REQUIRE(item.prices.size() == 2);
  CHECK(item.prices[0].cents == 100);
  CHECK(item.prices[0].currency == "EUR");  // the default of the field inside
  CHECK(item.prices[1] == values::Money{.cents = -5, .currency = "USD"});
  CHECK(item.payment.is_cash());
  CHECK(item.other.if_money()->cents == 7);
  CHECK(item.none_at_all.which() == values::Payment::Case::none);
  CHECK(item.sides == std::set{values::Side::buy, values::Side::sell});
  CHECK(item.labels == values::Labels{{"a", "b"}, {"c", "d"}});
  CHECK(item.version == std::array<std::uint8_t, 4>{1, 2, 3, 4});
  CHECK(item.line[1].y == 3);
  CHECK(item.maybe == std::vector<std::optional<std::uint8_t>>{std::nullopt, 3});
  CHECK(item.nested == std::vector<std::vector<std::string>>{{"a", "b"}, {"c"}, {}});
  CHECK(item.maps[0].at("c") == "d");
  CHECK(item.maps[2].empty());
  CHECK(item.boxed->cents == 3);
  CHECK(item.at == values::origin);
  CHECK(values::Long{}.texts[0].ends_with("pressed into it"));
}

TEST_CASE("flags are joined") {
  static_assert(values::editor == (values::Perm::read | values::Perm::write));
  static_assert(values::roles[2] == (values::editor | values::Perm::admin));
  CHECK(values::Access{}.way == (values::Access::Way::door | values::Access::Way::window));
}
