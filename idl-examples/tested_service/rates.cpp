// A map behind a lock: handlers run on several threads at once.
// What is not in it is the error that the schema declares.
#include "rates.h"

bank::Rates::RateResult Rates::rate(idl::Context&, std::string currency) {
  const std::lock_guard guard(mutex_);
  const auto found = cents_.find(currency);
  if (found == cents_.end()) return bank::UnknownCurrency{.currency = currency};
  return found->second;
}

bank::Rates::AnnounceResult Rates::announce(idl::Context&, std::string currency,
                                            std::uint32_t cents) {
  const std::lock_guard guard(mutex_);
  cents_[currency] = cents;
  return {};
}

bank::Rates::AnnounceAllResult Rates::announce_all(idl::Context&, std::vector<bank::Quote> quotes) {
  const std::lock_guard guard(mutex_);
  for (const bank::Quote& quote : quotes) cents_[quote.currency] = quote.cents;
  return {};
}
