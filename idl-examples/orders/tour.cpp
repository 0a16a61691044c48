// One function a stop of the tour. Each makes its calls, prints what came back, and tells whether
// that was right.
#include "tour.h"

#include <iostream>

#include "show.h"

namespace shop {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

void say(const std::string& text) { std::cout << "client     | " + text + '\n' << std::flush; }

bool expect(bool right, const std::string& what) {
  if (!right) say("THIS SHOULD NOT BE: " + what);
  return right;
}

/// Places every wish; the last order that the shop accepted has the id that comes back.
std::uint64_t place_all(const v1::OrderService::Client& orders, const std::vector<Wish>& wishes) {
  std::uint64_t last = 0;
  for (const Wish& wish : wishes) {
    const auto result = orders.create(wish.customer, wish.lines, wish.payment, wish.labels);
    const std::string call = "create for " + wish.customer.value();
    if (result) {
      say(call + " -> " + show(*result));
      last = result->id;
    } else if (const auto* missing = result.error_as<v1::OutOfStock>()) {
      say(call + " -> OutOfStock: only " + std::to_string(missing->available) + " of " +
          missing->sku);
    } else {
      say(call + " -> " + show(result.error()));
      return 0;
    }
  }
  return last;
}

bool read_back(const v1::OrderService::Client& orders, std::uint64_t id, const Wish& wish) {
  const auto result = orders.get(id);
  if (!result) return expect(false, "get: " + show(result.error()));
  say("get(" + std::to_string(id) + ") -> " + show(*result));
  return expect(result->customer == wish.customer && result->payment == wish.payment &&
                    result->labels == wish.labels,
                "the order came back other than it was placed");
}

bool meet_declared_error(const v1::OrderService::Client& orders) {
  const auto result = orders.get(9999);
  if (result) return expect(false, "order 9999 exists");
  const auto* missing = result.error_as<v1::NotFound>();
  if (missing == nullptr) return expect(false, "get(9999): " + show(result.error()));
  say("get(9999) -> NotFound, a declared error: there is no order " + std::to_string(missing->id));
  return true;
}

bool cancel_one(const v1::OrderService::Client& orders, std::uint64_t id) {
  const auto result = orders.cancel(id, "changed my mind");
  if (!result) return expect(false, "cancel: " + show(result.error()));
  const auto stats = orders.stats();
  if (!stats) return expect(false, "stats: " + show(stats.error()));
  say("cancel(" + std::to_string(id) + "), stats() -> " + std::to_string(stats->open) + " open, " +
      std::to_string(stats->closed) + " closed");
  return true;
}

bool start_several(const v1::OrderService::Client& orders) {
  auto first = orders.async().get(1);
  auto second = orders.async().get(2);
  const auto two = second.wait();
  const auto one = first.wait();
  if (!one) return expect(false, "get(1): " + show(one.error()));
  if (!two) return expect(false, "get(2): " + show(two.error()));
  say("get(1) and get(2) at once -> orders of " + one->customer.value() + " and " +
      two->customer.value());
  return true;
}

bool let_deadline_expire(const v1::OrderService::Client& orders) {
  const auto result = orders.with({.timeout = 50ms}).audit(5s);
  if (result) return expect(false, "an audit of 5 s was over within 50 ms");
  say("audit(5 s) with a timeout of 50 ms -> " + show(result.error()));
  return expect(result.error().code == idl::Code::DeadlineExceeded,
                "the audit failed for another reason than its deadline");
}

}  // namespace

bool take_tour(const v1::OrderService::Client& orders, const std::vector<Wish>& wishes) {
  if (!orders.log("a customer comes in")) return expect(false, "the one-way call did not leave");
  const std::uint64_t last = place_all(orders, wishes);
  return expect(last != 0, "no order was accepted") && read_back(orders, last, wishes.back()) &&
         meet_declared_error(orders) && start_several(orders) && cancel_one(orders, last) &&
         let_deadline_expire(orders);
}

}  // namespace shop
