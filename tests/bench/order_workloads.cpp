// The order itself, its service, and the two ways to call that.
// The texts have the lengths that such texts have.
#include "order_workloads.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <idl/encode.h>

#include "orders.rpc.h"
#include "served.h"

namespace bench {
namespace {

using orders::Order;
using orders::Summary;
using orders::Till;

constexpr int kItems = 10;
constexpr double kPrice = 2.5;
constexpr int kQuantity = 3;

class SummingTill final : public Till::Server {
 public:
  Till::SumResult sum(idl::Context&, Order order) override {
    Summary summary{.id = order.id, .status = orders::Status::accepted};
    for (const orders::Item& item : order.items) summary.total += item.price * item.quantity;
    return summary;
  }
};

Order sample() {
  Order order{.id = 4711, .customer = "customer-00042", .note = "leave it at the door"};
  for (int i = 0; i < kItems; ++i) {
    order.items.push_back({.sku = "sku-0000000" + std::to_string(i),
                           .quantity = kQuantity,
                           .price = kPrice,
                           .tags = {"fragile", "gift"}});
  }
  order.labels = {{"channel", "web"}, {"country", "PT"}, {"priority", "high"}, {"site", "3"}};
  return order;
}

void require(const Till::SumResult& result) {
  if (result && result->total == kItems * kQuantity * kPrice) return;
  std::fputs(result ? "the sum is wrong\n" : (to_text(result.error()) + "\n").c_str(), stderr);
  std::abort();
}

// The baseline sends as many bytes as these have.
void check_sizes(const Order& order, const Summary& summary) {
  const Sizes sizes{checked(idl::encode(order)).size(), checked(idl::encode(summary)).size()};
  if (sizes.request == kOrderSizes.request && sizes.reply == kOrderSizes.reply) return;
  std::fprintf(stderr, "kOrderSizes should be {%zu, %zu}\n", sizes.request, sizes.reply);
  std::abort();
}

void call_in_turn(const Till::Client& till, const Order& order, int calls) {
  for (int i = 0; i < calls; ++i) require(till.sum(order));
}

void keep_outstanding(const Till::Client& till, const Order& order, int calls) {
  std::vector<idl::Pending<Till::SumResult>> window;
  window.reserve(kOutstanding);
  for (int started = 0; started < calls;) {
    while (window.size() < kOutstanding && started < calls) {
      window.push_back(till.async().sum(order));
      ++started;
    }
    for (auto& call : window) require(call.wait());
    window.clear();
  }
}

using OrderCalls = void (*)(const Till::Client&, const Order&, int);

struct Prepared {
  explicit Prepared(Socket socket) : served(socket), till(served.connect()) {
    check_sizes(order, checked(till.sum(order)));
  }

  Served<SummingTill> served;
  Till::Client till;
  Order order = sample();
};

Nanoseconds all_time(Socket socket, int calls, OrderCalls make_calls) {
  const Prepared prepared(socket);
  return time_per_call(calls, [&](int n) { make_calls(prepared.till, prepared.order, n); });
}

Nanoseconds best_slice(Socket socket, int calls, OrderCalls make_calls) {
  const Prepared prepared(socket);
  return best_time_per_call(calls, [&](int n) { make_calls(prepared.till, prepared.order, n); });
}

}  // namespace

Nanoseconds idl_orders_one_at_a_time(Socket socket, int calls) {
  return all_time(socket, calls, call_in_turn);
}

Nanoseconds idl_orders_outstanding(Socket socket, int calls) {
  return all_time(socket, calls, keep_outstanding);
}

Nanoseconds idl_spinning_orders_one_at_a_time(Socket socket, int calls) {
  return best_slice(socket, calls, call_in_turn);
}

Nanoseconds idl_spinning_orders_outstanding(Socket socket, int calls) {
  return best_slice(socket, calls, keep_outstanding);
}

}  // namespace bench
