// One thread that polls everything and moves bytes. Orders are carried out between two moves, so
// that whoever gives one knows what has happened when it is obeyed.
#include "relay.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <poll.h>

namespace probe {

Relay::Relay(idl::Address back, Lifetime lifetime)
    : back_(std::move(back)), lifetime_(std::move(lifetime)) {
  auto listener = idl::open_listener(idl::UnixAddress{folder_.path() + "/relay"});
  REQUIRE(listener);
  listener_ = *std::move(listener);
  auto waker = idl::detail::Waker::create(idl::detail::real_system());
  REQUIRE(waker);
  waker_ = *std::move(waker);
  thread_ = std::thread([this] { run(); });
}

Relay::~Relay() {
  give(Order::Stop);
  thread_.join();
}

void Relay::cut() { give(Order::Cut); }

void Relay::hold() { give(Order::Hold); }

void Relay::give(Order order) {
  std::unique_lock guard(mutex_);
  order_ = order;
  waker_->wake();
  obeyed_.wait(guard, [this] { return order_ == Order::None; });
}

bool Relay::obey() {
  const std::lock_guard guard(mutex_);
  const Order order = std::exchange(order_, Order::None);
  if (order == Order::Cut || order == Order::Stop) pairs_.clear();
  if (order == Order::Hold) holding_ = true;
  obeyed_.notify_all();
  return order != Order::Stop;
}

void Relay::run() {
  while (obey()) {
    if (!holding_) {
      admit();
      for (Pair& pair : pairs_) pass_on(pair);
      std::erase_if(pairs_, [](const Pair& pair) { return pair.bytes_left == 0; });
    }
    poll();
  }
}

void Relay::admit() {
  for (;;) {
    auto accepted = listener_->accept();
    if (accepted.status != idl::AcceptStatus::Accepted) return;
    auto back = idl::open_transport(back_, idl::deadline_in(kPatience));
    if (back) pairs_.push_back({std::move(accepted.transport), *std::move(back), lifetime_()});
  }
}

void Relay::poll() {
  std::vector<pollfd> fds{{waker_->fd(), POLLIN, 0}};
  if (!holding_) {
    fds.push_back({listener_->poll_fd(), POLLIN, 0});
    for (const Pair& pair : pairs_) {
      fds.push_back({pair.front->poll_fd(), POLLIN, 0});
      fds.push_back({pair.back->poll_fd(), POLLIN, 0});
    }
  }
  (void)idl::detail::real_system().poll(fds, -1);
  waker_->clear();
}

void Relay::pass_on(Pair& pair) {
  const bool lives = pump(*pair.front, *pair.back, pair.bytes_left) &&
                     pump(*pair.back, *pair.front, pair.bytes_left);
  if (!lives) pair.bytes_left = 0;
}

// Moves what has arrived; false once the connection is over.
bool Relay::pump(idl::Transport& from, idl::Transport& to, std::size_t& bytes_left) {
  std::array<std::byte, 4096> buffer;
  while (bytes_left > 0) {
    const auto got = from.read(std::span(buffer).first(std::min(buffer.size(), bytes_left)));
    if (got.status != idl::IoStatus::Done) return got.status == idl::IoStatus::WouldBlock;
    bytes_left -= got.bytes;
    std::span<const std::byte> rest = std::span(buffer).first(got.bytes);
    while (!rest.empty()) {
      const auto written = to.write({&rest, 1});
      if (written.status == idl::IoStatus::WouldBlock) {
        if (!wait_until_ready(to, idl::Interest::Write, idl::deadline_in(kPatience))) return false;
      } else if (written.status != idl::IoStatus::Done) {
        return false;
      }
      rest = rest.subspan(written.bytes);
    }
  }
  return false;
}

}  // namespace probe
