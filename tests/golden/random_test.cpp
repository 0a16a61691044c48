// Random values of every type of the golden schemas keep to their constraints and travel, and
// between them show every case, every value of an enum and both states of an optional.
#include <doctest/doctest.h>

#include <idl/encode.h>
#include <idl/validate.h>

#include <set>

#include "annotations.random.h"
#include "base/health.random.h"
#include "cycles.random.h"
#include "docs.random.h"
#include "evolution_new.random.h"
#include "evolution_old.random.h"
#include "inheritance.random.h"
#include "literals.random.h"
#include "market/v1/cart.random.h"
#include "orders.random.h"
#include "sample.random.h"
#include "types.random.h"
#include "values.random.h"

namespace golden {
namespace {

constexpr std::uint64_t kManySeeds = 1'000;

// Validation, encoding and decoding, of as many values as there are seeds.
template <class T>
void check_travel() {
  for (std::uint64_t seed = 0; seed < kManySeeds; ++seed) {
    CAPTURE(seed);
    idl::test::Random random(seed);
    const T value = random.make<T>();
    const auto valid = idl::validate(value);
    INFO((valid ? "" : valid.error().message));
    REQUIRE(static_cast<bool>(valid));
    const auto bytes = idl::encode(value);
    REQUIRE(bytes);
    const auto decoded = idl::decode<T>(*bytes);
    REQUIRE(decoded);
    REQUIRE(*decoded == value);
  }
}

template <class... Types>
void check_all_travel() {
  (check_travel<Types>(), ...);
}

TEST_CASE("random values of every kind of type keep to their constraints and travel") {
  using namespace types;
  check_all_travel<Scalars, Pair, Guarded, Perhaps, Empty, Choice, Lists, SetsAndMaps, Arrays,
                   Optionals, Removed, Outer, Outer::Inner, Outer::Either, Neighbour, Marked,
                   Flagged, Id, Code, Mark, Words, Grid>();
}

TEST_CASE("random values of types in circles come to an end and travel") {
  using namespace cycles;
  check_all_travel<Tree, Folder, Page, Person, Company, Address, Expression, Sum, Note, Json,
                   Member, Crew, Ship, Category, Shelf, Formula, Operation, Brackets, OwnBox,
                   Failure>();
}

TEST_CASE("random values keep to the constraints of members, types and both at once") {
  using namespace noted;
  check_all_travel<Sku, Percent, Basket, Place, Item, Payment, Order, Unchecked,
                   MeasurementsOfAPatientObserver, Refused>();
}

TEST_CASE("random values of the other golden schemas travel") {
  check_all_travel<docs::Described, docs::Cases, docs::Solid>();
  check_all_travel<evolution::after::Member, evolution::after::Club, evolution::after::Contact>();
  check_all_travel<evolution::before::Member, evolution::before::Club>();
  check_all_travel<evolution::before::Contact, inheritance::Item, literals::Defaults>();
  check_all_travel<values::Point, values::Money, values::Payment, values::Item, values::Long,
                   values::Inner, values::Nested, values::Rows, values::Access>();
  check_all_travel<base::health::Report, base::health::Unavailable>();
  check_all_travel<market::v1::Money, market::v1::Cart, market::v1::Shadow>();
}

TEST_CASE("random values of the examples' types travel") {
  using namespace shop::v1;
  check_all_travel<Point, Money, LineItem, Card, Payment, Category, Order, OutOfStock, NotFound>();
  check_all_travel<sample::v1::LineItem, sample::v1::Card, sample::v1::Payment,
                   sample::v1::Category, sample::v1::Order, sample::v1::OutOfStock>();
}

TEST_CASE("every case of a union comes up, and none") {
  std::set<types::Choice::Case> seen;
  for (std::uint64_t seed = 0; seed < kManySeeds; ++seed) {
    seen.insert(idl::test::Random(seed).make<types::Choice>().which());
  }
  CHECK(seen.size() == 10);
  CHECK(seen.contains(types::Choice::Case::none));
}

TEST_CASE("every value of an enum and every flag come up, and none without a name") {
  std::set<types::Color> colors;
  std::set<types::Right> rights;
  idl::test::Random random(1);
  for (std::uint64_t i = 0; i < kManySeeds; ++i) {
    colors.insert(random.make<types::Color>());
    rights.insert(random.make<types::Right>());
  }
  CHECK(colors == std::set{types::Color::red, types::Color::green, types::Color::blue});
  CHECK(rights.size() == 8);  // of three flags
}

TEST_CASE("what a newer peer would send comes up where it is asked for") {
  idl::test::Random random(1, {.unknown = true});
  std::set<types::Color> colors;
  std::set<types::Side> sides;
  std::set<types::Right> rights;
  for (std::uint64_t i = 0; i < kManySeeds; ++i) {
    colors.insert(random.make<types::Color>());
    sides.insert(random.make<types::Side>());
    rights.insert(random.make<types::Right>());
  }
  CHECK(colors.size() > 3);
  CHECK(sides.size() == 2);  // the enum is closed
  CHECK(rights.size() > 8);
}

TEST_CASE("optionals come up present and absent") {
  std::set<bool> seen;
  idl::test::Random random(1);
  for (int i = 0; i < 100; ++i) seen.insert(random.make<types::Optionals>().text.has_value());
  CHECK(seen.size() == 2);
}

TEST_CASE("a member's range and that of its type hold both") {
  idl::test::Random random(1);
  double most = 0;
  for (std::uint64_t i = 0; i < kManySeeds; ++i) {
    const auto item = random.make<noted::Item>();
    if (item.discount) most = std::max(most, item.discount->value());
  }
  CHECK(most == 50);  // the type alone would allow 100
}

TEST_CASE("the parameters of methods have random values within bounds of the test's own") {
  idl::test::Random random(1);
  for (int i = 0; i < 100; ++i) {
    const auto copies = random.make<std::uint32_t>({.range = {.min = 1, .max = 5}});
    CHECK((copies >= 1 && copies <= 5));
    CHECK(random.make<std::optional<std::string>>({.length = {.max = 3}, .required = true})
              .value()
              .size() <= 3);
  }
}

TEST_CASE("an option bounds how much a value holds") {
  const auto size_with = [](std::size_t values) {
    std::size_t most = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      idl::test::Random random(seed, {.depth = 30, .values = values});
      most = std::max(most, idl::encode(random.make<cycles::Category>()).value().size());
    }
    return most;
  };
  CHECK(size_with(10) < 2'000);
  CHECK(size_with(10) < size_with(1'000));
}

}  // namespace
}  // namespace golden
