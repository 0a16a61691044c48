// The pass that works out every constant's value, before any type needs one for its size.
//
// A constant may name another, also one that is declared later or in another file.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Gives each constant its type and value. One that has none was reported, and is marked broken.
void evaluate_constants(Draft& draft);

}  // namespace idlc::schema
