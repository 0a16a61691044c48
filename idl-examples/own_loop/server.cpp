// A server inside of a loop that the program has anyway: a plain poll loop, which also lets a room
// warm up and cool down, and asks the room next door how warm it is there. One thread does it all,
// so the room needs no lock. Ends with Ctrl-C.
//   own_loop_server [ADDRESS [NEXT_DOOR]]      default tcp:127.0.0.1:7404, and nothing next door
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <iostream>
#include <optional>
#include <vector>

#include <idl/channel.h>
#include <idl/server.h>

#include "room.rpc.h"

namespace {

using Clock = std::chrono::steady_clock;
using home::Temperature;

constexpr std::chrono::milliseconds kTick{20};

volatile std::sig_atomic_t is_over = 0;

// Handlers and tick() run on the same thread: see main().
class Room final : public home::Room::Server {
 public:
  // The loop's own work: half a degree towards the target each time.
  void tick() {
    ++ticks_;
    temperature_ += std::clamp(target_ - temperature_, -50, 50);
  }
  // What comes through the wall.
  void feel(Temperature next_door) { temperature_ += (next_door.value() - temperature_) / 100; }

 private:
  home::Room::TemperatureResult temperature(idl::Context&) override {
    return Temperature{temperature_};
  }
  home::Room::SetTargetResult set_target(idl::Context&, Temperature target) override {
    target_ = target.value();
    return Temperature{temperature_};
  }
  home::Room::TicksResult ticks(idl::Context&) override { return ticks_; }

  std::int32_t temperature_ = 1'800;
  std::int32_t target_ = 1'800;
  std::uint64_t ticks_ = 0;
};

// The wall to the room next door, which has a server of its own. That may come and go: the channel
// finds it again, and the loop never waits for it.
class Wall {
 public:
  Wall(idl::Channel channel, Room& room) : channel_(std::move(channel)), room_(room) {}
  ~Wall() {
    channel_.close();  // Whoever still waits is told, in one more round.
    channel_.run_once();
  }

  // Asks, and does not wait: the answer comes inside of run_once().
  void tick() {
    next_door_.async().temperature().then([this](home::Room::TemperatureResult temperature) {
      if (temperature) room_.feel(*temperature);
    });
  }

  idl::Channel& channel() { return channel_; }

 private:
  idl::Channel channel_;
  home::Room::Client next_door_{channel_};
  Room& room_;
};

// What a loop asks before it sleeps: of servers and channels alike.
struct Sleep {
  std::vector<pollfd> fds;
  idl::Duration at_most;

  template <class Driven>
  void allow_for(const Driven& driven) {
    for (const idl::PollFd& wanted : driven.poll_fds()) fds.push_back({wanted.fd, POLLIN, 0});
    at_most = std::min(at_most, driven.next_timeout());
  }
};

void loop(idl::Server& server, Room& room, Wall* wall) {
  auto next_tick = Clock::now() + kTick;
  while (is_over == 0) {
    Sleep sleep{{}, std::max<idl::Duration>(next_tick - Clock::now(), idl::Duration::zero())};
    // A program with sockets of its own adds them, too.
    sleep.allow_for(server);
    if (wall != nullptr) sleep.allow_for(wall->channel());
    const auto rounded_up = std::chrono::ceil<std::chrono::milliseconds>(sleep.at_most);
    ::poll(sleep.fds.data(), sleep.fds.size(), static_cast<int>(rounded_up.count()));

    server.run_once();
    if (wall != nullptr) wall->channel().run_once();
    if (Clock::now() < next_tick) continue;
    room.tick();
    if (wall != nullptr) wall->tick();
    next_tick += kTick;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, [](int) { is_over = 1; });
  std::signal(SIGTERM, [](int) { is_over = 1; });

  Room room;
  idl::Server server({.own_loop = true});
  server.add(room).value();
  auto address = server.listen(argc > 1 ? argv[1] : "tcp:127.0.0.1:7404");
  if (!address) {
    std::cerr << address.error().message << '\n';
    return 1;
  }
  std::optional<Wall> wall;
  if (argc > 2) {
    auto next_door = idl::Channel::connect(argv[2], {.lazy = true, .own_loop = true});
    if (!next_door) {
      std::cerr << next_door.error().message << '\n';
      return 1;
    }
    wall.emplace(*next_door, room);
  }
  std::cout << "listening on " << to_string(*address) << std::endl;
  loop(server, room, wall ? &*wall : nullptr);
  // Drives the server itself, until its callers have their answers.
  (void)server.shutdown(std::chrono::seconds(1));
}
