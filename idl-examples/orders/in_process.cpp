// Server and client in one process, over the transport that needs no kernel socket. The shop and
// the tour are those of the two programs; only the address differs.
#include <exception>
#include <iostream>

#include <idl/server.h>

#include "shop.h"
#include "tour.h"

namespace {

int complain(const idl::Error& error) {
  std::cerr << "orders_in_process: " << error.message << '\n';
  return 1;
}

int run() {
  const std::string data = ORDERS_DATA_DIR;
  shop::Shop shop(data + "/stock.tsv");
  shop.set_talkative();
  idl::Server server;
  if (const auto added = server.add(shop); !added) return complain(added.error());
  const auto address = server.listen("memory:shop");
  if (!address) return complain(address.error());
  const auto channel = idl::Channel::connect("memory:shop");
  if (!channel) return complain(channel.error());
  const shop::v1::OrderService::Client orders(*channel);
  return shop::take_tour(orders, shop::read_wishes(data + "/orders.tsv")) ? 0 : 1;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& problem) {
    std::cerr << "orders_in_process: " << problem.what() << '\n';
    return 1;
  }
}
