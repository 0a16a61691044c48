// The server's side of the example: a shop with its stock and its books. It derives from the
// generated OrderService::Server and overrides one plain function for each method of the service.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "orders.rpc.h"

namespace shop {

class Shop final : public v1::OrderService::Server {
 public:
  /// Opens a shop that has on its shelves what the file says. Throws std::runtime_error if it
  /// cannot be read.
  explicit Shop(const std::string& stock_file);

  v1::OrderService::CreateResult create(idl::Context& context, v1::CustomerId customer,
                                        std::vector<v1::LineItem> lines, v1::Payment payment,
                                        v1::Labels labels) override;
  v1::OrderService::GetResult get(idl::Context& context, std::uint64_t id) override;
  v1::OrderService::CancelResult cancel(idl::Context& context, std::uint64_t id,
                                        std::optional<std::string> reason) override;
  v1::OrderService::StatsResult stats(idl::Context& context) override;
  v1::OrderService::AuditResult audit(idl::Context& context, idl::Duration patience) override;
  void log(idl::Context& context, std::string line) override;

  /// From now on each call is told on standard output.
  void set_talkative() { talkative_ = true; }

 private:
  struct Article {
    std::int64_t cents = 0;
    std::uint32_t available = 0;
  };

  void tell(const idl::Context& context, const std::string& what) const;
  std::optional<v1::OutOfStock> find_missing(const std::vector<v1::LineItem>& lines) const;
  void take_from_shelves(std::vector<v1::LineItem>& lines);
  void put_back(const std::vector<v1::LineItem>& lines);

  std::atomic<bool> talkative_ = false;
  mutable std::mutex mutex_;  // guards what follows: handlers run on several threads
  std::map<std::string, Article> stock_;
  std::map<std::uint64_t, v1::Order> orders_;
  std::uint64_t next_id_ = 1;
  std::uint64_t closed_ = 0;
};

}  // namespace shop
