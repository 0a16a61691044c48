// Heats a room and waits until it is warm, or nearly so: next door it is cold. To a client a server
// with an own loop is like any other.
//   own_loop_client [ADDRESS]      default tcp:127.0.0.1:7404
#include <chrono>
#include <iostream>
#include <thread>

#include "room.rpc.h"

namespace {

double degrees(home::Temperature temperature) { return temperature.value() / 100.0; }

}  // namespace

int main(int argc, char** argv) {
  auto channel = idl::Channel::connect(argc > 1 ? argv[1] : "tcp:127.0.0.1:7404");
  if (!channel) {
    std::cerr << channel.error().message << '\n';
    return 1;
  }
  const home::Room::Client room(*channel);
  const home::Temperature target{2'150};
  const home::Temperature warm{2'140};

  auto now = room.set_target(target);
  while (now && now->value() < warm.value()) {
    std::cout << "it is " << degrees(*now) << " degrees\n";
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    now = room.temperature();
  }
  const auto ticks = room.ticks();
  if (!now || !ticks) {
    std::cerr << (now ? ticks.error() : now.error()) << '\n';
    return 1;
  }
  std::cout << "it is " << degrees(*now) << " degrees, after " << *ticks << " ticks of the room\n";
}
