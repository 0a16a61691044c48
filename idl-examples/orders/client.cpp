// The client program: connects to a shop and takes the tour of its calls. What it calls and prints
// is in tour.h; this file only reads the command line.
#include <exception>
#include <iostream>

#include "tour.h"

namespace {

constexpr const char* kUsage =
    "usage: orders_client [ADDRESS]\n"
    "  ADDRESS   where orders_server listens; default tcp:127.0.0.1:7401\n";

int visit(const std::string& address) {
  const auto wishes = shop::read_wishes(std::string(ORDERS_DATA_DIR) + "/orders.tsv");
  const auto channel = idl::Channel::connect(address);
  if (!channel) {
    std::cerr << "orders_client: " << channel.error().message << '\n';
    return 1;
  }
  return shop::take_tour(shop::v1::OrderService::Client(*channel), wishes) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string address = argc > 1 ? argv[1] : "tcp:127.0.0.1:7401";
  if (argc > 2 || address == "--help" || address == "-h") {
    (argc > 2 ? std::cerr : std::cout) << kUsage;
    return argc > 2 ? 2 : 0;
  }
  try {
    return visit(address);
  } catch (const std::exception& problem) {
    std::cerr << "orders_client: " << problem.what() << '\n';
    return 1;
  }
}
