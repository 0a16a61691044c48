// The pass that refuses what the grammar knows and the later passes do not yet.
//
// Each feature has a function of its own here, and goes from here once it is made.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Reports each use of such a feature, and marks as broken what cannot be understood without it.
void refuse_later(Draft& draft);

}  // namespace idlc::schema
