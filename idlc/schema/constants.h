// The passes that work out every constant's value: scalars and values of enums before any type
// needs one for its size, all others when the types are known.
//
// A constant may name another, also one that is declared later or in another file.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Gives each constant that is a scalar or one of an enum's values its type and value, and marks
/// all others as late. One that has no value was reported, and is marked broken.
void evaluate_plain_constants(Draft& draft);

/// Gives the late constants their values. Their types have been defined and checked.
void evaluate_late_constants(Draft& draft);

}  // namespace idlc::schema
