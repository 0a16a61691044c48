// Asks for each word of its input, in turns at all of its servers, and does not mind when one of
// them goes.
//   several_servers_client ADDRESS…
#include <iostream>
#include <string>
#include <vector>

#include "mirror.rpc.h"

int main(int argc, char** argv) {
  std::vector<idl::Address> servers;
  for (int i = 1; i < argc; ++i) {
    const auto address = idl::parse_address(argv[i]);
    if (!address) {
      std::cerr << address.error().message << '\n';
      return 2;
    }
    servers.push_back(*address);
  }
  const auto channel = idl::Channel::connect(servers, {.balance = idl::Balance::RoundRobin});
  if (!channel) {
    std::cerr << channel.error().message << '\n';
    return 1;
  }
  const several::Mirror::Client mirror(*channel);
  for (std::string word; std::cin >> word;) {
    const auto answer = mirror.reverse(word);
    if (!answer) {
      std::cerr << answer.error().message << '\n';
      return 1;
    }
    std::cout << "  " << word << " -> " << answer->reversed << ", by " << answer->server
              << std::endl;
  }
}
