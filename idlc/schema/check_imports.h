// The pass that looks back at which imports were of use.
// It warns, and changes nothing.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Fills Import::needed and File::needed_files, and warns of imports that brought nothing. All
/// names have been looked up without an error.
void check_imports(Draft& draft);

}  // namespace idlc::schema
