// The pass that sees to it that the members of a type can be told apart in JSON. Which form JSON
// takes is not known here.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Reports members of one type that have the same name in JSON: their own, or `@json_name`'s.
void check_json_names(const Draft& draft);

}  // namespace idlc::schema
