// The sample of the language, generated: its values round-trip, and a client calls every method of
// it over a Unix socket, with and without waiting.
#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include <idl/encode.h>
#include <idl/server.h>
#include <idl/validate.h>

#include "shop.h"
#include "shop/v1/order.fake.h"
#include "shop/v1/order.view.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace shop::v1;
using sample::full_order;

/// Keeps the first order that it is told of.
class FirstOrder final : public Observer::Server {
 public:
  void changed(idl::Context&, Order order) override { order_.set_value(std::move(order)); }
  Order wait() { return order_.get_future().get(); }

 private:
  std::promise<Order> order_;
};

struct Served {
  Served() {
    REQUIRE(server.add(shop));
    const auto at = server.listen("unix:" + (folder.path() / "shop").string());
    REQUIRE(at);
    orders = OrderService::Client(idl::Channel::connect(*at, {.max_descriptors = 1}).value());
  }

  idl::test::TemporaryFolder folder;
  sample::Shop shop;
  OrderService::Client orders;
  idl::Server server{{.max_descriptors = 1}};  // its threads use the rest
};

std::string read_from(const idl::Fd& fd) {
  std::array<char, 16> buffer{};
  const ssize_t count = ::read(fd.get(), buffer.data(), buffer.size());
  return {buffer.data(), static_cast<std::size_t>(count < 0 ? 0 : count)};
}

TEST_CASE("the sample's constants and defaults are the schema's") {
  static_assert(max_items == 1000);
  CHECK(default_tags.size() == 2);
  CHECK(limits.find("paid")->second == 1000);
  CHECK(origin == Point{.x = 0, .y = -0.5});
  const Order order;
  CHECK(order.rights == (Perm::read | Perm::write));
  CHECK(order.created == idl::Timestamp(std::chrono::hours(490'896)));
  CHECK(LineItem{}.price.currency == "EUR");
}

TEST_CASE("the sample's values round-trip, are checked, and can be viewed and shown") {
  const Order order = full_order(7);
  const auto bytes = idl::encode(order).value();
  CHECK(idl::decode<Order>(bytes).value() == order);
  const auto view = idl::view<Order>(bytes).value();
  CHECK(view.items()[0].sku() == "A-1");
  CHECK(idl::to_value(view) == order);
  CHECK(to_text(order).find("4111") == std::string::npos);
  CHECK(idl::validate(order));
  CHECK(!idl::validate(Order{}));

  const Category pens{.name = "pens", .children = {{.name = "red"}}, .parent = Category{}};
  CHECK(idl::decode<Category>(idl::encode(pens).value()).value() == pens);
}

TEST_CASE("every plain method of the sample is called") {
  Served served;
  const OrderService::Client& orders = served.orders;
  CHECK(orders.check().value());
  const auto created = orders.create(CustomerId("ada"), {{.sku = "A-1"}}, Payment::cash());
  REQUIRE(created);
  CHECK(orders.get(created->id).value() == *created);
  CHECK(orders.async().get(created->id).wait().value().customer == CustomerId("ada"));
  const auto too_many =
      orders.create(CustomerId("ada"), {{.sku = "A-1", .quantity = 500}}, Payment::cash());
  REQUIRE(too_many.error_as<OutOfStock>() != nullptr);
  CHECK(too_many.error_as<OutOfStock>()->available == 100);
  CHECK(orders.create(CustomerId("ada"), {{.sku = ""}}, Payment::cash()).error().code ==
        idl::Code::InvalidArgument);
  CHECK(orders.cancel(created->id));
  CHECK(orders.cancel(created->id, "twice").error_as<NotFound>()->id == created->id);
  CHECK(orders.stats().value().closed == 1);
}

TEST_CASE("every method of the sample with streams is called") {
  const Served served;
  const OrderService::Client& orders = served.orders;
  auto upload = orders.upload();
  CHECK(upload.write(full_order(1)));
  CHECK(upload.write(full_order(2)));
  CHECK(upload.finish().value() == 2);

  auto watch = orders.watch(idl::Timestamp());
  std::vector<Order> seen;
  for (Order& order : watch) seen.push_back(std::move(order));
  CHECK(seen == std::vector<Order>{full_order(1), full_order(2)});

  auto quote = orders.quote(Side::sell);
  CHECK(quote.write({.sku = "A-1", .quantity = 3, .price = {.cents = 5}}));
  CHECK(quote.next() == Money{.cents = -15});
  CHECK(quote.write({.sku = "A-1", .quantity = 101}));
  CHECK(!quote.next());
  CHECK(quote.finish().error_as<OutOfStock>()->sku == "A-1");
}

TEST_CASE("the sample's services and descriptors travel") {
  const auto observer = std::make_shared<FirstOrder>();
  const Served served;
  const auto subscription = served.orders.subscribe(observer);
  REQUIRE(subscription);
  CHECK(subscription->renew());
  CHECK(served.orders.ping("hello"));
  CHECK(observer->wait().note == "hello");

  served.folder.write("log", "the tail");
  CHECK(read_from(*served.orders.tail((served.folder.path() / "log").string())) == "the tail");
  CHECK(!served.orders.tail("/there/is/none"));
}

TEST_CASE("the sample's fake covers every method") {
  OrderService::Fake shop;
  const auto orders = shop.client();
  shop.on_check.returns(true);
  shop.on_upload.returns(1U);
  shop.on_watch.sends({full_order(1)}, idl::fail("the end"));
  CHECK(orders.check().value());
  auto upload = orders.upload();
  CHECK(upload.write(full_order(3)));
  CHECK(upload.finish().value() == 1);
  CHECK(shop.on_upload.calls().front().orders.at(0) == full_order(3));
  auto watch = orders.watch({});
  CHECK(watch.next() == full_order(1));
  CHECK(!watch.next());
  CHECK(watch.finish().error().message == "the end");
}

}  // namespace
