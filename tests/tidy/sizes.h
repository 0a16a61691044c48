// The size law: caps that every file, function and line keeps, and the median and 90th percentile
// that all of them keep together. Tables of data may be as long as they need to be.
#pragma once

#include "tests/tidy/source_tree.h"

namespace tidy {

/// No file over 500 lines, no function over 70, no more than 5 parameters, no line over 100
/// columns.
Complaints check_caps(const SourceTree& tree);

/// Files: median 150, 90th percentile 350 lines. Functions: 10 and 30. Parameters: 90th 4.
Complaints check_spread(const SourceTree& tree);

}  // namespace tidy
