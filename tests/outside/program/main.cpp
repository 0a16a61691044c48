// A whole service in one process: what somebody writes who tries whether the build works. Prints
// what the call answered.
#include <iostream>

#include <idl/server.h>

#include "shop/order.rpc.h"

namespace {

class CornerShop final : public shop::Shop::Server {
  shop::Shop::BuyResult buy(idl::Context&, std::string item) override {
    if (item != "tea") return shop::SoldOut{.item = item};
    return shop::Order{.item = item, .price = {.cents = 250}};
  }
};

}  // namespace

int main() {
  CornerShop corner_shop;
  idl::Server server;
  server.add(corner_shop).value();
  const auto address = server.listen("memory:corner").value();
  const shop::Shop::Client client(idl::Channel::connect(address).value());
  std::cout << client.buy("tea").value().price.cents << '\n';
  return client.buy("coal").error_as<shop::SoldOut>() != nullptr ? 0 : 1;
}
