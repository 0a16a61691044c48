// Random values of golden types for tests that take messages apart bit by bit: small ones, so that
// there are not too many bits.
#pragma once

#include <idl/test/random.h>

#include "cycles.random.h"
#include "literals.random.h"
#include "orders.random.h"
#include "types.random.h"

namespace golden {

/// Whose values encode to a few hundred bytes at most.
inline idl::test::Random small_random(std::uint64_t seed) {
  return idl::test::Random(seed, {.depth = 7, .values = 40});
}

}  // namespace golden
