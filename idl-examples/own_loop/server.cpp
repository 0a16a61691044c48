// A server inside of a loop that the program has anyway: a plain poll loop, which also lets a room
// warm up and cool down. One thread does both, so the room needs no lock. Ends with Ctrl-C.
//   own_loop_server [ADDRESS]      default tcp:127.0.0.1:7404
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <iostream>
#include <vector>

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

// Sleeps until the server has something to do, but no longer than `at_most`.
void wait_for_work(const idl::Server& server, Clock::duration at_most) {
  std::vector<pollfd> fds;
  for (const idl::PollFd& wanted : server.poll_fds()) fds.push_back({wanted.fd, POLLIN, 0});
  // A program with sockets of its own adds them here.
  const auto timeout = std::min<idl::Duration>(server.next_timeout(), at_most);
  const auto rounded_up = std::chrono::ceil<std::chrono::milliseconds>(timeout);
  ::poll(fds.data(), fds.size(), static_cast<int>(rounded_up.count()));
}

void loop(idl::Server& server, Room& room) {
  auto next_tick = Clock::now() + kTick;
  while (is_over == 0) {
    wait_for_work(server, std::max(next_tick - Clock::now(), Clock::duration::zero()));
    server.run_once();
    if (Clock::now() < next_tick) continue;
    room.tick();
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
  std::cout << "listening on " << to_string(*address) << std::endl;
  loop(server, room);
  // Drives the server itself, until its callers have their answers.
  (void)server.shutdown(std::chrono::seconds(1));
}
