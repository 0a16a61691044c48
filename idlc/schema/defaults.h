// The pass that gives fields and parameters their defaults, and asks for those that must not be
// left out.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Fills Field::default_value wherever a default is written. All types are known and sound.
void resolve_defaults(Draft& draft);

}  // namespace idlc::schema
