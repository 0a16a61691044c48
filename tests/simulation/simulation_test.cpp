// S1: both ends of connections as they are, in a world of chance. Every step is followed by a look
// at the promises; a failure prints its seed, and IDL_SEED=N runs that one alone. IDL_SEEDS=N runs
// as many as wanted.
#include <doctest/doctest.h>

#include "tests/simulation/retry_world.h"
#include "tests/simulation/world.h"
#include "tests/support/repetitions.h"

namespace {

using idl::test::number_from;

/// Too few draws say nothing.
constexpr unsigned long kEnoughPauses = 1'000;

/// Calls `run` with one seed after the other.
template <class Run>
void with_each_seed(const Run& run) {
  const unsigned long only = number_from("IDL_SEED", 0);
  const unsigned long first = only != 0 ? only : number_from("IDL_FIRST_SEED", 1);
  const unsigned long count = only != 0 ? 1 : idl::test::repetitions("IDL_SEEDS", 1'000, 300);
  for (unsigned long seed = first; seed < first + count; ++seed) {
    INFO("replay with IDL_SEED=", seed);
    run(static_cast<std::uint32_t>(seed));
  }
}

}  // namespace

TEST_CASE("P1 P2 P3 P4 P5 P7 P8 P9 P10 P11 P12 P13 S1 simulated connections keep their promises") {
  with_each_seed([](std::uint32_t seed) { simulation::World(seed).run(); });
}

TEST_CASE("P1 P3 P5 P6 S1 simulated calls are made again as promised, and not otherwise") {
  simulation::Pauses pauses;
  with_each_seed([&pauses](std::uint32_t seed) {
    simulation::RetryWorld world(seed);
    world.run();
    pauses.early += world.pauses().early;
    pauses.late += world.pauses().late;
  });
  const unsigned long all = pauses.early + pauses.late;
  if (all < kEnoughPauses) return;
  CHECK(pauses.early > all / 3);  // drawn by lot
  CHECK(pauses.late > all / 3);
}
