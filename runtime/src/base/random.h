// The one injectable source of randomness. Policies that spread things over time draw from it, and
// a test seeds one, so that what it has seen happens again.
#pragma once

#include <cstdint>

#include "idl/time.h"

namespace idl::detail {

/// Numbers that nobody has to keep secret (SplitMix64). One thread at a time.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// Any of the 2^64 numbers, each as likely.
  std::uint64_t next();

  /// A span from `least`, included, to `end`, left out; `least` if `end` is no later.
  Duration between(Duration least, Duration end);

 private:
  std::uint64_t state_;
};

/// Another one in each process, and each time that it is asked for. Any thread.
std::uint64_t random_seed();

}  // namespace idl::detail
