// The memory of a spin: each failure doubles the number of waits that go without one, each success
// takes one failure back. So a side whose peer answers at once spins always, and one whose peer
// sleeps, or whose core others want, hardly ever.
#include "net/spin.h"

#include <algorithm>
#include <thread>

namespace idl::detail {
namespace {

// The most waits without a spin are two to this power: a try among so many costs nothing, and a
// peer that has become quick again is found soon.
constexpr std::uint32_t kMostFailures = 10;

// Nothing in a spin takes so long. Where it does, this thread was not running: others want its
// core.
constexpr std::chrono::microseconds kInterruption{500};

}  // namespace

Spin::Spin(const Clock& clock, unsigned cores) : clock_(clock), alone_(cores < 2) {}

unsigned Spin::available_cores() {
  static const unsigned cores = std::thread::hardware_concurrency();
  return cores;
}

bool Spin::may_begin() {
  if (alone_) return false;
  if (to_skip_ == 0) return true;
  --to_skip_;
  return false;
}

bool Spin::is_over(TimePoint begun) {
  const TimePoint now = clock_.now();
  const bool interrupted = now - *asked_ >= kInterruption;
  asked_ = now;
  return interrupted || now - begun >= kLongestSpin;
}

void Spin::note(bool paid) {
  if (paid) {
    failures_ -= failures_ > 0 ? 1 : 0;
    return;
  }
  failures_ = std::min(failures_ + 1, kMostFailures);
  to_skip_ = (std::uint32_t{1} << failures_) - 1;
}

}  // namespace idl::detail
