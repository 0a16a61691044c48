// Text for a terminal. It only looks at values of the generated types, as any code of an
// application would.
#include "show.h"

#include <cstdio>

namespace shop {
namespace {

std::string euros(std::int64_t cents) {
  char text[32];
  std::snprintf(text, sizeof text, "%lld.%02lld EUR", static_cast<long long>(cents / 100),
                static_cast<long long>(cents % 100));
  return text;
}

std::string show(const v1::Payment& payment) {
  if (const v1::Card* card = payment.if_card()) return "card of " + card->holder;
  if (const std::string* iban = payment.if_iban()) return "account " + *iban;
  return payment.is_cash() ? "cash" : "not yet paid";
}

}  // namespace

std::string show(const v1::Order& order) {
  std::int64_t total = 0;
  for (const v1::LineItem& line : order.lines) total += line.price.cents * line.quantity;
  return "order " + std::to_string(order.id) + " of " + order.customer.value() + ": " +
         std::to_string(order.lines.size()) + (order.lines.size() == 1 ? " line, " : " lines, ") +
         euros(total) + ", " + show(order.payment) + (order.note ? " (" + *order.note + ")" : "");
}

std::string show(const idl::Error& error) {
  return std::string(to_string(error.code)) + ": " + error.message +
         "; executed: " + std::string(to_string(error.executed));
}

}  // namespace shop
