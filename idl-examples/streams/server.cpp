// A server with a method of each shape of stream. Ends with Ctrl-C.
//   streams_server [ADDRESS [--insecure-network]]      default tcp:127.0.0.1:7401
#include <csignal>
#include <iostream>
#include <string_view>

#include <idl/server.h>

#include "market.rpc.h"

namespace {

using market::Cents;
using market::Deal;
using market::NotTraded;
using market::Price;

bool is_traded(const std::string& sku) { return sku == "tea" || sku == "salt"; }

class Market final : public market::Market::Server {
  // From the server: write until all is said, or nobody listens any more.
  market::Market::WatchResult watch(idl::Context&, std::string sku, std::uint32_t count,
                                    idl::Writer<Price> prices) override {
    if (!is_traded(sku)) return NotTraded{.sku = sku};
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!prices.write({.sku = sku, .price = Cents{250 + 5 * std::int64_t{i}}})) break;
    }
    return {};
  }

  // From the client: as a range, which throws if the stream does not end in order. So half a list
  // of deals is never booked.
  market::Market::BookResult book(idl::Context&, idl::Reader<Deal> deals) override {
    market::Market::BookValues booked;
    for (const Deal& deal : deals) {
      if (!is_traded(deal.sku)) return NotTraded{.sku = deal.sku};
      ++booked.count;
      booked.volume = Cents{booked.volume.value() + deal.quantity * deal.price.value()};
    }
    return booked;
  }

  // Both ways: here one answer for each element, but nothing asks for that.
  market::Market::HaggleResult haggle(idl::Context&, market::Side side, idl::Reader<Price> offers,
                                      idl::Writer<Price> counter_offers) override {
    while (auto offer = offers.next()) {
      if (!is_traded(offer->sku)) return NotTraded{.sku = offer->sku};
      const std::int64_t step = side == market::Side::buy ? 10 : -10;
      offer->price = Cents{offer->price.value() + step};
      if (!counter_offers.write(*offer)) break;
    }
    return {};
  }
};

}  // namespace

int main(int argc, char** argv) {
  sigset_t signals;  // blocked before any thread starts, so that sigwait below gets them
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Market market;
  idl::Server server;
  server.add(market).value();
  const bool insecure = argc > 2 && std::string_view(argv[2]) == "--insecure-network";
  auto address =
      server.listen(argc > 1 ? argv[1] : "tcp:127.0.0.1:7401", {.insecure_network = insecure});
  if (!address) {
    std::cerr << address.error().message << '\n';
    return 1;
  }
  std::cout << "listening on " << to_string(*address) << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
}
