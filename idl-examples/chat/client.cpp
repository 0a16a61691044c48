// Joins a room, says each line of the standard input, prints what others say, and leaves.
//   chat_client NAME [ADDRESS]      default tcp:127.0.0.1:7430
#include <iostream>
#include <memory>

#include "chat.rpc.h"

namespace {

/// Prints what it hears, on a thread of the channel.
class Ear final : public chat::Listener::Server {
 public:
  explicit Ear(std::string owner) : owner_(std::move(owner)) {}

  void said(idl::Context&, std::string name, std::string text) override {
    std::cout << owner_ + " hears " + name + ": " + text + '\n' << std::flush;
  }

 private:
  const std::string owner_;
};

int complain(const idl::Error& error) {
  std::cerr << error << '\n';
  return 1;
}

int talk(const chat::Seat::Client& seat) {
  for (std::string line; std::getline(std::cin, line);) {
    const auto heard_by = seat.say(line);
    if (!heard_by) return complain(heard_by.error());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: chat_client NAME [ADDRESS]\n";
    return 2;
  }
  const std::string name = argv[1];
  const auto channel = idl::Channel::connect(argc > 2 ? argv[2] : "tcp:127.0.0.1:7430");
  if (!channel) return complain(channel.error());
  const chat::Room::Client room(*channel);
  const auto seat = room.join(name, std::make_shared<Ear>(name));
  if (seat) return talk(*seat);
  if (const auto* refused = seat.error_as<chat::NoEntry>()) {
    std::cerr << refused->why << '\n';
    return 1;
  }
  return complain(seat.error());
}
