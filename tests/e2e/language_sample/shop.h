// A shop that implements every method of the sample of the language, for the tests that call them.
// It keeps orders, in memory, and those who want to hear of them.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "shop/v1/order.rpc.h"

namespace sample {

/// An order with a value in each of its fields.
[[nodiscard]] shop::v1::Order full_order(std::uint64_t id);

class Shop final : public shop::v1::OrderService::Server {
 public:
  using Service = shop::v1::OrderService;

  Service::CheckResult check(idl::Context& context) override;
  Service::CreateResult create(idl::Context& context, shop::v1::CustomerId customer,
                               std::vector<shop::v1::LineItem> items,
                               shop::v1::Payment payment) override;
  Service::GetResult get(idl::Context& context, std::uint64_t id) override;
  Service::CancelResult cancel(idl::Context& context, std::uint64_t id,
                               std::optional<std::string> reason) override;
  Service::StatsResult stats(idl::Context& context) override;
  void ping(idl::Context& context, std::string note) override;
  Service::WatchResult watch(idl::Context& context, idl::Timestamp since,
                             idl::Writer<shop::v1::Order> writer) override;
  Service::UploadResult upload(idl::Context& context, idl::Reader<shop::v1::Order> orders) override;
  Service::QuoteResult quote(idl::Context& context, shop::v1::Side side,
                             idl::Reader<shop::v1::LineItem> items,
                             idl::Writer<shop::v1::Money> writer) override;
  Service::SubscribeResult subscribe(idl::Context& context,
                                     shop::v1::Observer::Client observer) override;
  Service::TailResult tail(idl::Context& context, std::string path) override;

 private:
  std::mutex mutex_;
  std::map<std::uint64_t, shop::v1::Order> orders_;
  std::vector<shop::v1::Observer::Client> observers_;
  std::uint64_t cancelled_ = 0;
};

}  // namespace sample
