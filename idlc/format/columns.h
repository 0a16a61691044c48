// Columns of a body: numbers, types and the names behind them stand below each other, and so do the
// equals signs of values and aliases.
#pragma once

#include <vector>

#include "idlc/format/statements.h"

namespace idlc::format {

// Sets the padding of the pieces in the members of a body that is written over several lines. An
// empty line, and a member with a body of its own, begin a new table.
void set_columns(Pieces& pieces, const Statement& body);

// The same for the declarations of a file, of which only aliases that follow each other make a
// table.
void set_columns_of_file(Pieces& pieces, const std::vector<Statement>& statements);

}  // namespace idlc::format
