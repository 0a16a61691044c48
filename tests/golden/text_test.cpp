// What values of generated types look like in a log, and the names of enums both ways.
#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "orders.idl.h"
#include "orders.rpc.h"
#include "types.idl.h"

namespace {

using namespace std::chrono_literals;
using shop::v1::Order;
using shop::v1::OrderStatus;
using shop::v1::Payment;

template <class T>
std::string streamed(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

TEST_CASE("a struct reads as one line with the names of the schema") {
  const Order order{.id = 7,
                    .customer = shop::v1::CustomerId("ada"),
                    .status = OrderStatus::paid,
                    .lines = {{.sku = "A-1", .quantity = 2, .price = {.cents = 5}}},
                    .labels = {{"gift", "yes"}},
                    .payment = Payment::iban("DE00"),
                    .ship_within = 36h,
                    .class_ = "x\ny"};
  const std::string text = to_text(order);
  CHECK(text.starts_with(
      R"(Order{id: 7, customer: "ada", status: paid, lines: [{sku: "A-1", quantity: 2, price: )"
      R"({cents: 5, currency: "EUR"}}], labels: {"gift": "yes"}, payment: {iban: "DE00"}, )"
      R"(note: null, created: 1970-01-01T00:00:00Z, ship_within: 36h, digest: [0, 0)"));
  CHECK(text.ends_with(R"(channel: web, class: "x\ny", attachment: 0x})"));
  CHECK(streamed(order) == text);
}

TEST_CASE("every kind of type has its text") {
  CHECK(to_text(shop::v1::Point{.latitude = 0.5, .longitude = -1}) ==
        "Point{latitude: 0.5, longitude: -1}");
  CHECK(to_text(shop::v1::NotFound{.id = 3}) == "NotFound{id: 3}");
  CHECK(to_text(shop::v1::CustomerId("a\"b")) == R"("a\"b")");
  CHECK(streamed(shop::v1::CustomerId("ada")) == R"("ada")");
  CHECK(to_text(golden::types::Empty{}) == "Empty{}");
  CHECK(to_text(golden::types::Outer::Inner{}).starts_with("Inner{"));
  CHECK(streamed(golden::types::Outer::Mode::on) == "on");
}

TEST_CASE("the results of a method have their text") {
  CHECK(to_text(shop::v1::OrderService::StatsValues{.open = 1})
            .starts_with("StatsValues{open: 1, closed: 0}"));
}

TEST_CASE("unions show their case") {
  CHECK(to_text(Payment::cash()) == "Payment{cash}");
  CHECK(to_text(Payment()) == "Payment{}");
  CHECK(streamed(Payment::card({.holder = "ada"})).starts_with("Payment{card: {holder: "));
}

TEST_CASE("what this version of a schema does not know is shown by number") {
  CHECK(to_text(static_cast<OrderStatus>(77)) == "77");
  CHECK(streamed(OrderStatus::paid) == "paid");
}

}  // namespace
