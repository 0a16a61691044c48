// The pass that follows aliases and new types to their ends.
//
// After it, underlying() of any type is one step, no chain leads back to itself, and none is so
// deep that later passes could not follow it.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Fills Alias::underlying. Aliases and new types that stand for themselves, or nest too deep, are
/// reported and marked broken.
void resolve_aliases(Draft& draft);

}  // namespace idlc::schema
