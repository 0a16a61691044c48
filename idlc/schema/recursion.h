// The pass that finds types which contain themselves by value.
//
// Through a list or a map a type may lead back to itself; everything else would be infinitely
// large.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Reports each circle once, at the member that begins it, and marks its types broken.
void check_recursion(Draft& draft);

}  // namespace idlc::schema
