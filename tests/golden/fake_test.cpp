// A generated fake in the test of a program that calls the service: what docs/LANGUAGE.md shows,
// and the corners.
#include <doctest/doctest.h>

#include "inheritance.fake.h"
#include "orders.fake.h"

namespace {

using namespace std::chrono_literals;
using shop::v1::NotFound;
using shop::v1::Order;
using shop::v1::OrderService;

// What is under test in the example: it cancels an order that nobody has paid.
bool cancel_unpaid(const OrderService::Client& orders, std::uint64_t id) {
  const auto order = orders.get(id);
  if (!order || order->status != shop::v1::OrderStatus::pending) return false;
  return static_cast<bool>(orders.cancel(id, "not paid"));
}

TEST_CASE("an unpaid order is cancelled") {
  OrderService::Fake shop;
  shop.on_get.returns(Order{.id = 7});
  shop.on_cancel.returns({});

  CHECK(cancel_unpaid(shop.client(), 7));

  REQUIRE(shop.on_cancel.call_count() == 1);
  CHECK(shop.on_cancel.calls().front() == OrderService::Fake::CancelCall{7, "not paid"});
}

TEST_CASE("an order that there is not is not cancelled") {
  OrderService::Fake shop;
  shop.on_get.returns(NotFound{.id = 7});

  CHECK_FALSE(cancel_unpaid(shop.client(), 7));
  CHECK(shop.on_cancel.call_count() == 0);
}

TEST_CASE("a method without an answer says so") {
  OrderService::Fake shop;
  const auto order = shop.client().get(1);
  REQUIRE_FALSE(order);
  CHECK(order.error().code == idl::Code::Unimplemented);
  CHECK(order.error().message == "the fake was given no answer for shop.v1.OrderService.get");
}

TEST_CASE("answers in the queue go first") {
  OrderService::Fake shop;
  const auto orders = shop.client();
  shop.on_get.does([](const auto& call) -> OrderService::GetResult {
    return Order{.id = call.id, .class_ = "computed"};
  });
  shop.on_get.returns_once(NotFound{.id = 1});
  shop.on_get.returns_once(idl::Error{.code = idl::Code::Unavailable, .message = "try again"});
  CHECK(orders.get(1).error_as<NotFound>() != nullptr);
  CHECK(orders.get(2).error().message == "try again");
  CHECK(orders.get(3).value().class_ == "computed");
  CHECK(shop.on_get.calls().back().id == 3);
  shop.on_get.forget_calls();
  CHECK(shop.on_get.calls().empty());
}

TEST_CASE("started calls, several results and one-way calls work as with any server") {
  OrderService::Fake shop;
  shop.on_stats.returns(OrderService::StatsValues{.open = 2, .closed = 3});
  CHECK(shop.client().async().stats().wait().value().closed == 3);

  REQUIRE(shop.client().log("hello"));
  REQUIRE(shop.on_log.wait_for_calls(1));
  CHECK(shop.on_log.calls().front().line == "hello");
  CHECK_FALSE(shop.on_log.wait_for_calls(2, 1ms));
}

TEST_CASE("a fake has the methods of bases too") {
  golden::inheritance::Shop::Fake shop;
  shop.on_count.returns(3U);
  const auto client = shop.client();
  CHECK(client.count({.name = "nail"}).value() == 3);
  CHECK(shop.on_count.calls().front().item.name == "nail");
}

}  // namespace
