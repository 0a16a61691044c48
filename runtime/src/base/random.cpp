// SplitMix64, which is small and good enough to spread attempts over time. What it begins with
// comes from the system; a system that has nothing to give leaves the clock and a counter.
#include "base/random.h"

#include <atomic>
#include <exception>
#include <random>

#include "base/clock.h"

namespace idl::detail {
namespace {

std::uint64_t ask_system() {
  try {
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
  } catch (const std::exception&) {
    return 0;
  }
}

}  // namespace

std::uint64_t Random::next() {
  state_ += 0x9E3779B97F4A7C15;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
  return mixed ^ (mixed >> 31);
}

Duration Random::between(Duration least, Duration end) {
  if (end <= least) return least;
  const auto width =
      static_cast<std::uint64_t>(end.count()) - static_cast<std::uint64_t>(least.count());
  return least + Duration(static_cast<std::int64_t>(next() % width));
}

std::uint64_t random_seed() {
  static std::atomic<std::uint64_t> count{0};
  const auto now = static_cast<std::uint64_t>(steady_clock().now().time_since_epoch().count());
  return Random(ask_system() ^ now ^ (count.fetch_add(1) << 48)).next();
}

}  // namespace idl::detail
