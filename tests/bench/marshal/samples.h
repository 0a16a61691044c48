// The values that the benchmark of encoding and decoding moves, and their digests: the sum of every
// number and the length of every text, which a reader has to touch everything for.
#pragma once

#include <cstdint>
#include <vector>

#include "data.idl.h"

namespace bench {

/// A place for each kind of data; D4, a list of numbers, has no type of its own.
std::vector<data::Place> places();
data::Order order();
data::Node tree();
std::vector<double> numbers();
data::Small small();
std::vector<data::Monster> monsters();

}  // namespace bench
