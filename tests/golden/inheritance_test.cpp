// Services that extend others, called over a connection in memory: by their own name, by their
// bases', and where two of them extend the same.
#include <doctest/doctest.h>

#include <idl/server.h>

#include "base/health.rpc.h"
#include "inheritance.rpc.h"

namespace {

namespace inheritance = golden::inheritance;
using base::health::Health;
using inheritance::Counter;
using inheritance::Shop;
using inheritance::Stock;

class Desk final : public Shop::Server {
 public:
  explicit Desk(std::string name) : name_(std::move(name)) {}

  Shop::CheckResult check(idl::Context&, std::uint32_t depth) override {
    if (depth > 9) return base::health::Unavailable{.reason = "too deep"};
    return base::health::Report{.text = name_ + " " + std::to_string(depth)};
  }
  Shop::TotalsResult totals(idl::Context&, std::uint32_t least) override {
    return Shop::TotalsValues{.items = least, .pieces = 7};
  }
  Shop::OpenResult open(idl::Context&) override { return true; }

 private:
  std::string name_;
};

class HealthOnly final : public Health::Server {
 public:
  Health::CheckResult check(idl::Context&, std::uint32_t) override {
    return base::health::Report{.text = "base"};
  }
};

TEST_CASE("inherited methods are called through the derived client, and all of its bases'") {
  Desk desk("shop");
  idl::Server server;
  REQUIRE(server.add(desk));
  REQUIRE(server.listen("memory:inheritance"));
  const Shop::Client shop(idl::Channel::connect("memory:inheritance").value());

  CHECK(shop.check()->text == "shop 1");
  CHECK(shop.totals(3)->items == 3);
  CHECK(*shop.open());
  CHECK(shop.async().check(2).wait()->text == "shop 2");
  CHECK(shop.check(10).error_as<base::health::Unavailable>() != nullptr);
  CHECK(shop.count({}).error().code == idl::Code::Unimplemented);

  const Counter::Client counter = shop;
  CHECK(counter.totals()->pieces == 7);
  const Stock::Client stock = shop;
  CHECK(stock.totals()->items == 1);
  const Health::Client health = shop;
  CHECK(health.check(4)->text == "shop 4");
  const Health::AsyncClient started = shop.async();
  CHECK(started.check(5).wait()->text == "shop 5");
  const Health::Client direct(idl::Channel::connect("memory:inheritance").value());
  CHECK(direct.check(6)->text == "shop 6");
}

TEST_CASE("the name of a base means nobody where several extend it, but each has its own") {
  Desk desk("shop");
  class Other final : public inheritance::Same::Server {
   public:
    Health::CheckResult check(idl::Context&, std::uint32_t) override {
      return base::health::Report{.text = "same"};
    }
  } other;
  idl::Server server;
  REQUIRE(server.add(desk));
  REQUIRE(server.add(other));
  REQUIRE(server.listen("memory:inheritance-two"));
  const auto channel = idl::Channel::connect("memory:inheritance-two").value();
  CHECK(Shop::Client(channel).check()->text == "shop 1");
  CHECK(inheritance::Same::Client(channel).check()->text == "same");
  CHECK(Health::Client(channel).check().error().code == idl::Code::Unimplemented);
}

TEST_CASE("a base that is served itself keeps its name") {
  Desk desk("shop");
  HealthOnly health;
  idl::Server server;
  REQUIRE(server.add(desk));
  REQUIRE(server.add(health));
  REQUIRE(server.listen("memory:inheritance-base"));
  const auto channel = idl::Channel::connect("memory:inheritance-base").value();
  CHECK(Health::Client(channel).check()->text == "base");
  CHECK(Shop::Client(channel).check()->text == "shop 1");
}

}  // namespace
