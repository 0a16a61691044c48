// The one source of chance of a simulation: the same seed draws the same run on every machine,
// which is why it does not use the distributions of the standard library.
#pragma once

#include <cstdint>
#include <random>

namespace simulation {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  /// From 0 to `bound` - 1; 0 if `bound` is 0.
  std::uint32_t below(std::size_t bound) {
    return bound == 0 ? 0 : static_cast<std::uint32_t>(engine_() % bound);
  }
  bool one_in(std::uint32_t count) { return below(count) == 0; }

 private:
  std::mt19937 engine_;
};

}  // namespace simulation
