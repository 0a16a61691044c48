// The pass that works out sizes: of fixed structs, of slots, of blocks.
//
// layout.h knows the rules; here they are applied in the right order, and limits are checked.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Fills every size and slot of the schema, and reports what is too large. No type contains itself.
void lay_out(Draft& draft);

}  // namespace idlc::schema
