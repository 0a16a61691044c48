// One of two equal processes: the first listens, the second connects, and from then on there is no
// difference between them. Each tells the other a few things and asks how many have arrived.
//   peers_neighbour NAME listen  ADDRESS
//   peers_neighbour NAME connect ADDRESS
#include <iostream>
#include <memory>
#include <string_view>

#include <idl/server.h>

#include "neighbour.h"

namespace {

constexpr int kThings = 3;

int complain(const idl::Error& error) {
  std::cerr << error << '\n';
  return 1;
}

/// What either process does with the other, however they have found each other.
int talk(const neighbours::Me& me, const neighbours::Neighbour::Client& other) {
  for (int i = 1; i <= kThings; ++i) {
    const auto told = other.tell("thing " + std::to_string(i) + " from " + me.name());
    if (!told) return complain(told.error());
  }
  // One-way calls and this one reach the other in this order, but may run at the same time there.
  for (;;) {
    const auto heard = other.heard();
    // Whoever leaves first has told all and heard all.
    if (!heard && heard.error().code == idl::Code::Unavailable) return 0;
    if (!heard) return complain(heard.error());
    if (*heard >= kThings && me.things_heard() >= kThings) return 0;
  }
}

int listen(const std::shared_ptr<neighbours::Me>& me, const char* address) {
  idl::Server server;
  server.add(me).value();
  const auto bound = server.listen(address);
  if (!bound) return complain(bound.error());
  std::cout << "listening on " << to_string(*bound) << std::endl;
  const int outcome = talk(*me, me->await_neighbour());
  server.shutdown();
  return outcome;
}

int connect(const std::shared_ptr<neighbours::Me>& me, const char* address) {
  const auto channel = idl::Channel::connect(address, {.serve = {me}});
  if (!channel) return complain(channel.error());
  const neighbours::Neighbour::Client other(*channel);
  const auto name = other.meet(me->name());
  if (!name) return complain(name.error());
  std::cout << me->name() + " | has met " + *name + '\n' << std::flush;
  const int outcome = talk(*me, other);
  if (outcome == 0) std::cout << me->name() + " | done\n" << std::flush;
  return outcome;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: peers_neighbour NAME listen|connect ADDRESS\n";
    return 2;
  }
  const auto me = std::make_shared<neighbours::Me>(argv[1]);
  return std::string_view(argv[2]) == "listen" ? listen(me, argv[3]) : connect(me, argv[3]);
}
