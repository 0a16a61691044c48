// What the shop does when it is called. It keeps its books in memory, under one lock, since
// handlers run on several threads.
#include "shop.h"

#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include "show.h"
#include "table.h"

namespace shop {
namespace {

idl::Timestamp now() {
  return std::chrono::time_point_cast<idl::Duration>(std::chrono::system_clock::now());
}

idl::Uuid new_request_id() {
  static thread_local std::mt19937_64 random{std::random_device{}()};
  idl::Uuid id;
  for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(random());
  return id;
}

}  // namespace

Shop::Shop(const std::string& stock_file) {
  for (const Row& row : read_table(stock_file, 3)) {
    stock_[row[0]] = {std::stoll(row[1]), static_cast<std::uint32_t>(std::stoul(row[2]))};
  }
}

v1::OrderService::CreateResult Shop::create(idl::Context& context, v1::CustomerId customer,
                                            std::vector<v1::LineItem> lines, v1::Payment payment,
                                            v1::Labels labels) {
  if (lines.empty() || lines.size() > v1::max_lines)
    return idl::fail("an order has 1 to 100 lines");
  const std::lock_guard lock(mutex_);
  if (const auto missing = find_missing(lines)) {
    tell(context, "OutOfStock: " + missing->sku);
    return *missing;
  }
  take_from_shelves(lines);
  v1::Order order{.id = next_id_++,
                  .customer = std::move(customer),
                  .lines = std::move(lines),
                  .labels = std::move(labels),
                  .payment = std::move(payment),
                  .created = now(),
                  .request_id = new_request_id()};
  if (order.labels.contains("gift")) order.note = "wrap it nicely";
  tell(context, show(order));
  orders_[order.id] = order;
  return order;
}

v1::OrderService::GetResult Shop::get(idl::Context& context, std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = orders_.find(id);
  tell(context, found == orders_.end() ? "NotFound" : show(found->second));
  if (found == orders_.end()) return v1::NotFound{.id = id};
  return found->second;
}

v1::OrderService::CancelResult Shop::cancel(idl::Context& context, std::uint64_t id,
                                            std::optional<std::string> reason) {
  const std::lock_guard lock(mutex_);
  const auto found = orders_.find(id);
  if (found == orders_.end()) return v1::NotFound{.id = id};
  put_back(found->second.lines);
  orders_.erase(found);
  ++closed_;
  tell(context, "order " + std::to_string(id) + " is off: " + reason.value_or("no reason given"));
  return {};
}

v1::OrderService::StatsResult Shop::stats(idl::Context& context) {
  const std::lock_guard lock(mutex_);
  tell(context, std::to_string(orders_.size()) + " open, " + std::to_string(closed_) + " closed");
  return v1::OrderService::StatsValues{.open = orders_.size(), .closed = closed_};
}

v1::OrderService::AuditResult Shop::audit(idl::Context& context, idl::Duration patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < end) {
    if (context.cancelled()) {
      tell(context, "nobody waits for the audit any longer: it stops");
      return idl::fail("the audit was given up");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return std::string("the books are in order");
}

void Shop::log(idl::Context& context, std::string line) { tell(context, line); }

void Shop::tell(const idl::Context& context, const std::string& what) const {
  if (!talkative_) return;
  std::cout << "    server | " + std::string(context.method()) + ": " + what + '\n' << std::flush;
}

std::optional<v1::OutOfStock> Shop::find_missing(const std::vector<v1::LineItem>& lines) const {
  for (const v1::LineItem& line : lines) {
    const auto found = stock_.find(line.sku);
    const std::uint32_t available = found == stock_.end() ? 0 : found->second.available;
    if (line.quantity > available) return v1::OutOfStock{.sku = line.sku, .available = available};
  }
  return {};
}

void Shop::take_from_shelves(std::vector<v1::LineItem>& lines) {
  for (v1::LineItem& line : lines) {
    Article& article = stock_.at(line.sku);
    article.available -= line.quantity;
    line.price.cents = article.cents;
  }
}

void Shop::put_back(const std::vector<v1::LineItem>& lines) {
  for (const v1::LineItem& line : lines) stock_.at(line.sku).available += line.quantity;
}

}  // namespace shop
