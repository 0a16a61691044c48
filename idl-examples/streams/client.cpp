// A client of all three shapes: reading, writing, and both at once. It shows how such calls end,
// also with an error that the schema declares.
#include <iostream>

#include "market.rpc.h"

namespace {

using market::Cents;
using market::Price;

void print(const char* what, const Price& price) {
  std::cout << "  " << what << ' ' << price.sku << " at " << price.price.value() << " cents\n";
}

bool watch(const market::Market::Client& client) {
  std::cout << "watch: the server sends\n";
  auto prices = client.watch("tea");
  while (auto price = prices.next()) print("price of", *price);
  return static_cast<bool>(prices.finish());
}

bool watch_something_else(const market::Market::Client& client) {
  auto prices = client.watch("gold");
  while (prices.next()) {
  }
  const auto end = prices.finish();
  const auto* not_traded = end.error_as<market::NotTraded>();
  if (not_traded == nullptr) return false;
  std::cout << "  no prices of " << not_traded->sku << ": an error ends a stream, too\n";
  return true;
}

bool book(const market::Market::Client& client) {
  std::cout << "book: the client sends\n";
  auto deals = client.book();
  for (const std::uint32_t quantity : {1U, 2U, 3U}) {
    // False would mean that the call has ended: finish() says how.
    if (!deals.write({.sku = "salt", .quantity = quantity, .price = Cents{100}})) break;
  }
  const auto booked = deals.finish();
  if (!booked) return false;
  std::cout << "  " << booked->count << " deals, " << booked->volume.value() << " cents\n";
  return true;
}

bool haggle(const market::Market::Client& client) {
  std::cout << "haggle: both send\n";
  auto offers = client.haggle(market::Side::buy);
  Price offer{.sku = "tea", .price = Cents{200}};
  for (int round = 0; round < 3; ++round) {
    print("client offers", offer);
    if (!offers.write(offer)) break;
    const auto answer = offers.next();
    if (!answer) break;
    print("server wants ", *answer);
    offer.price = Cents{answer->price.value() - 5};
  }
  return static_cast<bool>(offers.finish());
}

}  // namespace

int main(int argc, char** argv) {
  auto channel = idl::Channel::connect(argc > 1 ? argv[1] : "tcp:127.0.0.1:7401");
  if (!channel) {
    std::cerr << channel.error().message << '\n';
    return 1;
  }
  const market::Market::Client client(*channel);
  const bool fine = watch(client) && watch_something_else(client) && book(client) && haggle(client);
  return fine ? 0 : 1;
}
