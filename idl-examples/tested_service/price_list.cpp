// A failure that the schema declares is an answer; any other leaves the last rate that there was.
// How long a call may take says the schema: @timeout.
#include "price_list.h"

std::optional<std::uint64_t> PriceList::in_euros(const std::string& currency, std::uint32_t units) {
  const auto rate = rates_.rate(currency);
  if (rate.error_as<bank::UnknownCurrency>() != nullptr) {
    last_known_.erase(currency);
    return std::nullopt;
  }
  if (rate) last_known_[currency] = *rate;
  const auto known = last_known_.find(currency);
  if (known == last_known_.end()) return std::nullopt;
  return std::uint64_t{known->second} * units;
}
