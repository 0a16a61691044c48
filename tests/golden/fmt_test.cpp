// idl/fmt.h: values in format strings. The library {fmt} is the only one that it needs, and only
// here.
#include <doctest/doctest.h>

#include <idl/fmt.h>

#include "orders.idl.h"
#include "types.idl.h"

namespace {

TEST_CASE("generated types and errors can stand in a format string") {
  CHECK(fmt::format("{}", shop::v1::NotFound{.id = 3}) == "NotFound{id: 3}");
  CHECK(fmt::format("{:>6}|", shop::v1::OrderStatus::paid) == "  paid|");
  CHECK(fmt::format("{}", shop::v1::Payment::cash()) == "Payment{cash}");
  CHECK(fmt::format("{}", shop::v1::CustomerId("ada")) == "\"ada\"");
  CHECK(fmt::format("{:.5}", golden::types::Outer::Mode::on) == "on");
  CHECK(fmt::format("{}", shop::v1::Point{}) == "Point{latitude: 0, longitude: 0}");
  CHECK(fmt::format("{}", idl::fail("out of paper")).starts_with("Application: out of paper"));
}

}  // namespace
