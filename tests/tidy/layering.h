// Who may include whom: the arrows of docs/ARCHITECTURE.md as a table, and the check that holds it.
// Includes are followed through every header, so that a room which must not see the syntax tree
// does not see it through a neighbour either. Tests and fuzzers may include what they like.
#pragma once

#include "tests/tidy/source_tree.h"

namespace tidy {

/// A file of a room reaches, directly or not, a room that its own may not see.
Complaints check_layering(const SourceTree& tree);

/// A public header of the runtime reaches a private one; the runtime or an example includes a
/// library.
Complaints check_public_headers(const SourceTree& tree);

/// Only the files that make system calls see `errno`.
Complaints check_errno(const SourceTree& tree);

}  // namespace tidy
