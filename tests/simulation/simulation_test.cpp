// S1: both ends of a connection as they are, in a world of chance. Every step is followed by a look
// at the promises; a failure prints its seed, and IDL_SEED=N runs that one alone. IDL_SEEDS=N runs
// as many as wanted.
#include <doctest/doctest.h>

#include "tests/simulation/world.h"
#include "tests/support/repetitions.h"

namespace {

using idl::test::number_from;

void run(unsigned long seed) {
  INFO("replay with IDL_SEED=", seed);
  simulation::World(static_cast<std::uint32_t>(seed)).run();
}

}  // namespace

TEST_CASE("P1 P2 P3 P4 P5 P7 P8 P9 P10 P11 P12 P13 S1 simulated connections keep their promises") {
  if (const unsigned long seed = number_from("IDL_SEED", 0)) return run(seed);
  const unsigned long first = number_from("IDL_FIRST_SEED", 1);
  const unsigned long count = idl::test::repetitions("IDL_SEEDS", 1'000, 300);
  for (unsigned long seed = first; seed < first + count; ++seed) run(seed);
}
