// The second pass: gives every declaration its id, its full name and its place in the tree of
// types.
//
// What declarations contain is left to later passes; here they only become known by name.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Fills files and declarations of the draft's schema (heads only) and its name table. Reports
/// names that are declared twice, or that a package has already.
void declare(Draft& draft);

}  // namespace idlc::schema
