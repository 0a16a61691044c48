// The handlers, each with what is particular about its kind of method. Who calls them is the
// business of sample_test.cpp.
#include "shop.h"

#include <fcntl.h>

#include <memory>
#include <utility>

namespace sample {

using namespace shop::v1;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t kInStock = 100;

class Renewals final : public Subscription::Server {
  Subscription::RenewResult renew(idl::Context&) override { return {}; }
};

}  // namespace

Order full_order(std::uint64_t id) {
  return {.id = id,
          .customer = CustomerId("ada"),
          .status = OrderStatus::paid,
          .items = {{.sku = "A-1", .quantity = 2, .price = {.cents = 250, .currency = "CHF"}}},
          .labels = {{"gift", "yes"}},
          .payment = Payment::card({.pan = "4111", .month = 12, .year = 2030}),
          .note = "ring twice",
          .created = idl::Timestamp(500h),
          .ship_within = 36h,
          .digest = {1, 2, 3},
          .attachment = {std::byte{7}},
          .tags = {"new", "web"},
          .ship_to = Point{.x = 1, .y = -0.5},
          .request_id = {{9}},
          .class_ = "express",
          .channel = Order::Channel::shop,
          .rights = Perm::read | Perm::admin,
          .aliases = {"one", std::nullopt}};
}

Shop::Service::CheckResult Shop::check(idl::Context&) { return true; }

Shop::Service::CreateResult Shop::create(idl::Context&, CustomerId customer,
                                         std::vector<LineItem> items, Payment payment) {
  for (const LineItem& item : items) {
    if (item.quantity > kInStock) return OutOfStock{.sku = item.sku, .available = kInStock};
  }
  const std::lock_guard guard(mutex_);
  Order order{.id = orders_.size() + 1,
              .customer = std::move(customer),
              .items = std::move(items),
              .payment = std::move(payment)};
  for (const Observer::Client& observer : observers_) (void)observer.changed(order);
  orders_[order.id] = order;
  return order;
}

Shop::Service::GetResult Shop::get(idl::Context&, std::uint64_t id) {
  const std::lock_guard guard(mutex_);
  const auto found = orders_.find(id);
  if (found == orders_.end()) return NotFound{.id = id};
  return found->second;
}

Shop::Service::CancelResult Shop::cancel(idl::Context&, std::uint64_t id,
                                         std::optional<std::string>) {
  const std::lock_guard guard(mutex_);
  if (orders_.erase(id) == 0) return NotFound{.id = id};
  ++cancelled_;
  return {};
}

Shop::Service::StatsResult Shop::stats(idl::Context&) {
  const std::lock_guard guard(mutex_);
  return Service::StatsValues{.open = orders_.size(), .closed = cancelled_};
}

// To show that it has come, it tells all who have subscribed.
void Shop::ping(idl::Context&, std::string note) {
  const std::lock_guard guard(mutex_);
  for (const Observer::Client& observer : observers_) {
    (void)observer.changed({.payment = Payment::cash(), .note = note});
  }
}

Shop::Service::WatchResult Shop::watch(idl::Context&, idl::Timestamp since,
                                       idl::Writer<Order> writer) {
  const std::lock_guard guard(mutex_);
  for (const auto& [id, order] : orders_) {
    if (order.created >= since && !writer.write(order)) break;
  }
  return {};
}

Shop::Service::UploadResult Shop::upload(idl::Context&, idl::Reader<Order> orders) {
  const std::lock_guard guard(mutex_);
  std::uint32_t count = 0;
  for (Order& order : orders) {
    orders_[order.id] = std::move(order);
    ++count;
  }
  return count;
}

Shop::Service::QuoteResult Shop::quote(idl::Context&, Side side, idl::Reader<LineItem> items,
                                       idl::Writer<Money> writer) {
  for (const LineItem& item : items) {
    if (item.quantity > kInStock) return OutOfStock{.sku = item.sku, .available = kInStock};
    const std::int64_t sign = side == Side::buy ? 1 : -1;
    if (!writer.write({.cents = sign * item.quantity * item.price.cents})) break;
  }
  return {};
}

Shop::Service::SubscribeResult Shop::subscribe(idl::Context&, Observer::Client observer) {
  const std::lock_guard guard(mutex_);
  observers_.push_back(std::move(observer));
  return Subscription::Client(std::make_shared<Renewals>());
}

Shop::Service::TailResult Shop::tail(idl::Context&, std::string path) {
  idl::Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return idl::fail("cannot open " + path);
  return file;
}

}  // namespace sample
