// S1: both ends of a connection as they are, in a world of chance. Every step is followed by a look
// at the promises; a failure prints its seed, and IDL_SEED=N runs that one alone. IDL_SEEDS=N runs
// as many as wanted.
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "tests/simulation/world.h"

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

/// Sanitizers find other things, with fewer runs.
constexpr unsigned long kSeeds = kSanitized ? 300 : 1'000;

unsigned long number_from(const char* variable, unsigned long otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoul(text, nullptr, 10);
}

void run(unsigned long seed) {
  INFO("replay with IDL_SEED=", seed);
  simulation::World(static_cast<std::uint32_t>(seed)).run();
}

}  // namespace

TEST_CASE("P1 P2 P3 P4 P5 P7 P8 P9 P10 P11 P12 P13 S1 simulated connections keep their promises") {
  if (const unsigned long seed = number_from("IDL_SEED", 0)) return run(seed);
  const unsigned long first = number_from("IDL_FIRST_SEED", 1);
  const unsigned long count = number_from("IDL_SEEDS", kSeeds);
  for (unsigned long seed = first; seed < first + count; ++seed) run(seed);
}
