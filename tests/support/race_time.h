// How long a test goes on that waits for a rare moment, in which one side does something between
// two instructions of the other: a second, or as many as IDL_RACE_SECONDS says. It decides how
// often such a moment is met, and never whether the test passes where all is well.
#pragma once

#include <chrono>

#include "tests/support/repetitions.h"

namespace idl::test {

class RaceTime {
 public:
  bool is_over() const { return std::chrono::steady_clock::now() >= end_; }

 private:
  const std::chrono::steady_clock::time_point end_ =
      std::chrono::steady_clock::now() + std::chrono::seconds(number_from("IDL_RACE_SECONDS", 1));
};

}  // namespace idl::test
