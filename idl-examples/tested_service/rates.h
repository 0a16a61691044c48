// The service itself, which wants tests, too.
// It holds what was announced, and nothing more.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "rates.rpc.h"

class Rates final : public bank::Rates::Server {
 private:
  bank::Rates::RateResult rate(idl::Context&, std::string currency) override;
  bank::Rates::AnnounceResult announce(idl::Context&, std::string currency,
                                       std::uint32_t cents) override;
  bank::Rates::AnnounceAllResult announce_all(idl::Context&,
                                              std::vector<bank::Quote> quotes) override;

  std::mutex mutex_;
  std::map<std::string, std::uint32_t> cents_;
};
