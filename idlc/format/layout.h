// Where lines end: statements become lines, as few as fit. The rules stand in the decision about
// the style of schemas.
#pragma once

#include <vector>

#include "idlc/format/lines.h"
#include "idlc/format/statements.h"

namespace idlc::format {

// Lays out a whole file. Sets the padding of pieces on the way.
[[nodiscard]] Lines lay_out(Pieces& pieces, const std::vector<Statement>& statements);

}  // namespace idlc::format
