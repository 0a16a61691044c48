// The values of the sample of the language as JSON, and back. Apart from the other tests, since the
// JSON library may not be built.
#include <doctest/doctest.h>

#include "shop.h"
#include "shop/v1/order.json.h"

TEST_CASE("the sample's values survive JSON") {
  const shop::v1::Order order = sample::full_order(7);
  const auto back = idl::from_json<shop::v1::Order>(idl::to_json(order));
  REQUIRE(back);
  CHECK(*back == order);
}
