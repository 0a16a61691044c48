// Hands a telegram in at a station: a plain client.
//   both_sides_sender [ADDRESS [TEXT]]      default tcp:127.0.0.1:7410 "what hath God wrought"
#include <iostream>

#include "telegraph.rpc.h"

namespace {

int tell(const telegraph::Receipt& receipt) {
  std::cout << "sender     | " << receipt.words << " words arrived at " << receipt.station;
  for (const std::string& station : receipt.stations) std::cout << ", through " << station;
  std::cout << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto channel = idl::Channel::connect(argc > 1 ? argv[1] : "tcp:127.0.0.1:7410");
  if (!channel) {
    std::cerr << channel.error().message << '\n';
    return 1;
  }
  const telegraph::Station::Client station(*channel);
  const std::string text = argc > 2 ? argv[2] : "what hath God wrought";
  const auto result = station.deliver({.text = text});
  if (result) return tell(*result);
  if (const auto* down = result.error_as<telegraph::LineDown>()) {
    std::cerr << "the line is down behind " << down->station << ": " << down->reason << '\n';
  } else {
    std::cerr << result.error() << '\n';
  }
  return 1;
}
