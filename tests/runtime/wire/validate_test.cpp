// Constraints, checked by hand-written specialisations in the shape that idlc generates: what is
// found, what the error says of the place, and that nothing secret is in it.
#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "idl/validate.h"

namespace {

using namespace std::chrono_literals;

class Sku : public idl::NewType<Sku, std::string> {
 public:
  using NewType::NewType;
};

struct Item {
  Sku sku{"x"};
  std::optional<std::uint32_t> quantity{};
  double share = 0;
};

struct Cart {
  std::vector<Item> items{};
  std::map<std::string, Item> named{};
  std::map<Sku, std::uint32_t> stock{};
  std::optional<Item> gift{};
  std::array<Item, 2> pair{};
  std::optional<std::string> note = "x";
  std::int8_t floor = 0;
  idl::Duration wait{};
  idl::Timestamp since{};
  idl::Bytes blob{};
};

struct Node {
  std::vector<Node> children{};
  bool bad = false;
};

struct Free {};

}  // namespace

namespace idl {

template <>
struct Codec<Item> : StructCodec {};
template <>
struct Codec<Cart> : StructCodec {};
template <>
struct Codec<Node> : StructCodec {};

template <>
struct Constraints<Sku> {
  static void check(const Sku& value, Validator& validator) {
    validator.length("", value, {.min = 1, .max = 4});
  }
};

template <>
struct Constraints<Item> {
  static void check(const Item& value, Validator& validator) {
    validator.nested("sku", value.sku);
    validator.range("quantity", value.quantity, {.min = 1, .max = 1000});
    validator.range("share", value.share, {.min = 0, .max = 0.5});
  }
};

template <>
struct Constraints<Cart> {
  static void check(const Cart& value, Validator& validator) {
    validator.length("items", value.items, {.max = 3});
    validator.nested("items", value.items);
    validator.nested(sensitive("named"), value.named);
    validator.nested("stock", value.stock);
    validator.nested("gift", value.gift);
    validator.nested("pair", value.pair);
    validator.required("note", value.note);
    validator.range(sensitive("floor"), value.floor, {.min = -1});
    validator.range("wait", value.wait, {.max = 1500ms});
    validator.range("since", value.since, {.min = Timestamp(0s)});
    validator.length("blob", value.blob, {.min = 0, .max = 2});
  }
};

template <>
struct Constraints<Node> {
  static void check(const Node& value, Validator& validator) {
    validator.nested("children", value.children);
    validator.range("bad", value.bad ? 1 : 0, {.max = 0});
  }
};

}  // namespace idl

namespace {

std::string flaw(const Cart& cart) {
  const auto kept = idl::validate(cart);
  if (kept) return "";
  CHECK(kept.error().code == idl::Code::InvalidArgument);
  CHECK(kept.error().executed == idl::Executed::No);
  CHECK(kept.error().origin == idl::Origin::Local);
  return kept.error().message;
}

}  // namespace

TEST_CASE("a value that keeps to its constraints is valid") {
  CHECK(idl::validate(Cart{.items = {{}, {.quantity = 1000, .share = 0.5}}}));
  CHECK(idl::validate(Free{}));
  static_assert(!idl::Constrained<Free>);
  static_assert(!idl::Constrained<std::vector<Free>>);
  static_assert(idl::Constrained<std::map<std::string, std::vector<std::optional<Item>>>>);
}

TEST_CASE("an error names the place of the value and what is allowed") {
  CHECK(flaw({.items = {{}, {.quantity = 0}}}) == "items[1].quantity: 0 is not in 1..1000");
  CHECK(flaw({.items = {{.sku = Sku("abcde")}}}) ==
        "items[0].sku: a length of 5 bytes is not in 1..4");
  CHECK(flaw({.items = {{}, {}, {}, {}}}) == "items: a length of 4 elements is not in ..3");
  CHECK(flaw({.gift = Item{.share = 0.75}}) == "gift.share: 0.75 is not in 0..0.5");
  CHECK(flaw({.pair = {Item{}, Item{.sku = Sku()}}}) ==
        "pair[1].sku: a length of 0 bytes is not in 1..4");
  CHECK(flaw({.note = std::nullopt}) == "note: it is required, and not set");
  CHECK(flaw({.wait = 2s}) == "wait: 2s is not in ..1.5s");
  CHECK(flaw({.since = idl::Timestamp(-1s)}) ==
        "since: 1969-12-31T23:59:59Z is not in 1970-01-01T00:00:00Z..");
  CHECK(flaw({.blob = idl::Bytes(3)}) == "blob: a length of 3 bytes is not in 0..2");
}

TEST_CASE("keys of maps are checked, and name the place") {
  CHECK(flaw({.stock = {{Sku("abcdef"), 1}}}) ==
        "stock[\"abcdef\"]: a length of 6 bytes is not in 1..4");
  CHECK(flaw({.stock = {{Sku(std::string(100, 'a') + "\n"), 1}}}) ==
        "stock[\"" + std::string(32, 'a') + "…\"]: a length of 101 bytes is not in 1..4");
}

TEST_CASE("nothing of a sensitive member is in an error") {
  CHECK(flaw({.floor = -77}) == "floor: the value is not in -1..");
  CHECK(flaw({.named = {{"secret", {.quantity = 4711}}}}) ==
        "named[…].quantity: the value is not in 1..1000");
  CHECK(flaw({.named = {{"secret", {.sku = Sku("12345")}}}}) ==
        "named[…].sku: the length is not in 1..4");
}

TEST_CASE("a NaN is in no range") {
  CHECK(flaw({.gift = Item{.share = std::numeric_limits<double>::quiet_NaN()}}) ==
        "gift.share: nan is not in 0..0.5");
}

TEST_CASE(
    "values nested deeper than the limit are refused, and what is flawed deep inside is found") {
  const auto nested = [](int levels) {
    Node node{.bad = true};
    for (int i = 1; i < levels; ++i) {
      Node outer;
      outer.children.push_back(std::move(node));
      node = std::move(outer);
    }
    return node;
  };
  const auto shallow = idl::validate(nested(3));
  CHECK(shallow.error().message == "children[0].children[0].bad: 1 is not in ..0");
  const auto deep = idl::validate(nested(1000));
  REQUIRE(!deep);
  CHECK(deep.error().message.size() < 400);
  CHECK(deep.error().message.find("children[0]: the value is nested deeper than 64") !=
        std::string::npos);
}
