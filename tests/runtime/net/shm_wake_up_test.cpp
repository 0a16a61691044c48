// M5: one side goes to sleep in the very moment in which the other gives it a reason not to. Either
// it sees that, or it is rung for. The orders of whole steps are in shm_ring_test.cpp; here the
// transports take them, on two threads at once.
#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <random>
#include <string>
#include <thread>

#include "tests/runtime/net/shm_meeting.h"
#include "tests/support/race_time.h"

namespace {

using namespace idl::detail;
using namespace idl::test;
using idl::Interest;
using idl::IoStatus;
using idl::Transport;

// A thread that does its part of each turn at the moment at which another one does its own.
class Opponent {
 public:
  explicit Opponent(std::function<void()> part)
      : part_(std::move(part)), thread_([this] { run(); }) {}
  ~Opponent() {
    over_ = true;
    thread_.join();
  }
  Opponent(const Opponent&) = delete;
  Opponent& operator=(const Opponent&) = delete;

  // Gives what `mine` gives; both parts have been done by then.
  template <class Part>
  auto meet(const Part& mine) {
    begun_.store(++turn_);
    // Now a little earlier, now a little later than the other.
    for (auto pause = random_() % 512; pause > 0; --pause) {
      std::atomic_signal_fence(std::memory_order_seq_cst);
    }
    const auto result = mine();
    while (done_.load() != turn_) std::this_thread::yield();
    return result;
  }

 private:
  void run() {
    for (unsigned turn = 1; !over_; ++turn) {
      while (begun_.load() != turn) {
        if (over_) return;
        std::this_thread::yield();
      }
      part_();
      done_.store(turn);
    }
  }

  const std::function<void()> part_;
  std::mt19937 random_{1};
  unsigned turn_ = 0;
  std::atomic<unsigned> begun_{0};
  std::atomic<unsigned> done_{0};
  std::atomic<bool> over_{false};
  std::thread thread_;
};

// Lets `sleeper` go to sleep with `wish`, while its peer does `part`, which makes that possible.
// `reset` makes it impossible again. Whoever sleeps has to be rung for.
void meet_again_and_again(Transport& sleeper, Interest wish, const std::function<void()>& part,
                          const std::function<void()>& reset) {
  Opponent peer(part);
  std::uint64_t slept = 0;
  std::uint64_t lost = 0;
  for (const RaceTime time; slept == 0 || !time.is_over();) {
    reset();
    if (peer.meet([&] { return sleeper.want(wish); }) != Interest::Read) continue;
    ++slept;
    if (!is_signalled(sleeper)) ++lost;
  }
  CHECK(lost == 0);
}

TEST_CASE("M5 a reader goes to sleep just when there is something to read, and is rung for") {
  ShmPair pair;
  std::string got;
  meet_again_and_again(
      *pair.server, Interest::Read, [&] { write_fully(*pair.client, "x"); },
      [&] {
        while (read_once(*pair.server, got).status == IoStatus::Done) got.clear();
      });
}

TEST_CASE("M5 a writer goes to sleep just when there is room again, and is rung for") {
  ShmPair pair({.shm_ring_bytes = kMinShmRingBytes});
  const std::string more_than_fits(2 * kMinShmRingBytes, 'x');
  std::string got;
  meet_again_and_again(
      *pair.client, Interest::Write,
      [&] {
        got.clear();
        (void)read_once(*pair.server, got);
      },
      [&] {
        while (write_once(*pair.client, more_than_fits).status == IoStatus::Done) {
        }
      });
}

}  // namespace
