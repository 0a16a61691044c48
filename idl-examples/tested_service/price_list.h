// Prices in foreign money: the part of a program that calls a service, and that wants tests. It
// goes on with the last rate that it knows where the service cannot be reached.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "rates.rpc.h"

/// One thread at a time uses it.
class PriceList {
 public:
  explicit PriceList(bank::Rates::Client rates) : rates_(std::move(rates)) {}

  /// The price in cents of a euro, at the present rate or the last one that is known; nothing if
  /// there is none.
  [[nodiscard]] std::optional<std::uint64_t> in_euros(const std::string& currency,
                                                      std::uint32_t units);

 private:
  bank::Rates::Client rates_;
  std::map<std::string, std::uint32_t> last_known_;
};
