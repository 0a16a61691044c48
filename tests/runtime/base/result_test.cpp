// Results: every way in, every way out, with values that copy,
// that only move, and that are void.
#include "idl/result.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

namespace {

struct NotFound {
  int id = 0;
};
struct OutOfStock {
  std::string sku;
};

}  // namespace

template <>
struct idl::Codec<NotFound> {
  static constexpr std::string_view kName = "shop.NotFound";
};
template <>
struct idl::Codec<OutOfStock> {
  static constexpr std::string_view kName = "shop.OutOfStock";
};

namespace idl {
namespace {

using Found = Result<std::string, NotFound, OutOfStock>;
using Done = Result<void, NotFound>;

Found find(int id) {
  if (id == 1) return "converted";
  if (id == 2) return NotFound{2};
  if (id == 3) return OutOfStock{"A-1"};
  if (id == 4) return fail("broken");
  return std::string("found");
}

Done remove(int id) {
  if (id == 2) return NotFound{2};
  if (id == 4) return fail("broken");
  return {};
}

TEST_CASE("a value comes out as it went in") {
  Found result = find(0);
  REQUIRE(result);
  CHECK(*result == "found");
  CHECK(result->size() == 5);
  CHECK(result.value() == "found");
  CHECK(result.error_as<NotFound>() == nullptr);
  CHECK(*find(1) == "converted");
  result.value() += "!";
  CHECK(*std::as_const(result) == "found!");
  CHECK(std::as_const(result).value() == "found!");
}

TEST_CASE("a declared error keeps its members and is an Error beside") {
  Found result = find(2);
  REQUIRE_FALSE(result);
  REQUIRE(result.error_as<NotFound>() != nullptr);
  CHECK(result.error_as<NotFound>()->id == 2);
  CHECK(result.error_as<OutOfStock>() == nullptr);
  CHECK(result.error() == Error{.code = Code::DeclaredError,
                                .message = "shop.NotFound",
                                .executed = Executed::Maybe,
                                .origin = Origin::Application});
  CHECK(std::as_const(result).error_as<NotFound>()->id == 2);
  CHECK(find(3).error_as<OutOfStock>()->sku == "A-1");
}

TEST_CASE("any other failure is an Error alone") {
  const Found result = find(4);
  REQUIRE_FALSE(result);
  CHECK(result.error().message == "broken");
  CHECK(result.error_as<NotFound>() == nullptr);
}

TEST_CASE("value throws the error, and nothing else does") {
  CHECK(find(0).value() == "found");
  try {
    (void)find(4).value();
    FAIL("nothing was thrown");
  } catch (const CallError& error) {
    CHECK(error.error() == fail("broken"));
    CHECK(std::string(error.what()) == "Application: broken (executed Maybe, origin Application)");
  }
  Found lvalue = find(2);
  CHECK_THROWS_AS((void)lvalue.value(), CallError);
  CHECK_THROWS_AS((void)std::as_const(lvalue).value(), CallError);
  CHECK_THROWS_AS(remove(2).value(), CallError);
  CHECK_NOTHROW(remove(0).value());
}

TEST_CASE("value throws a declared error as what it is, and as a CallError") {
  CHECK_THROWS_AS((void)find(2).value(), NotFound);
  CHECK_THROWS_AS((void)find(3).value(), OutOfStock);
  CHECK_THROWS_AS(remove(2).value(), NotFound);
  try {
    (void)find(3).value();
  } catch (const Thrown<OutOfStock>& error) {
    CHECK(error.sku == "A-1");
    CHECK(error.error() == find(3).error());
    CHECK(std::string(error.what()) == to_text(find(3).error()));
  }
}

TEST_CASE("a void result has no value but all the failures") {
  CHECK(remove(0));
  CHECK_FALSE(remove(2));
  CHECK(remove(2).error_as<NotFound>()->id == 2);
  CHECK(remove(4).error().message == "broken");
}

TEST_CASE("a value that only moves can be taken out") {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  CHECK(**result == 7);
  const std::unique_ptr<int> taken = std::move(result).value();
  CHECK(*taken == 7);
  Result<std::unique_ptr<int>> other = std::make_unique<int>(8);
  const std::unique_ptr<int> second = *std::move(other);
  CHECK(*second == 8);
}

TEST_CASE("value of a temporary is a value of one's own") {
  static_assert(std::is_same_v<decltype(find(0).value()), std::string>);
  Found lvalue = find(0);
  static_assert(std::is_same_v<decltype(lvalue.value()), std::string&>);
}

TEST_CASE("results are copied, moved and passed on as failures of another kind") {
  const Found original = find(3);
  Found copy = original;
  CHECK(copy.error_as<OutOfStock>()->sku == "A-1");
  const Found moved = std::move(copy);
  CHECK(moved.error_as<OutOfStock>()->sku == "A-1");
  const Result<int> other = moved.error();
  CHECK(other.error().code == Code::DeclaredError);
}

TEST_CASE("conversions lead to values only where plain ones do") {
  static_assert(std::is_constructible_v<Result<std::string>, const char*>);
  static_assert(std::is_convertible_v<std::vector<int>, Result<std::vector<int>>>);
  static_assert(!std::is_convertible_v<NotFound, Result<std::string>>);
  static_assert(!std::is_convertible_v<int, Result<std::vector<int>>>);
}

}  // namespace
}  // namespace idl
