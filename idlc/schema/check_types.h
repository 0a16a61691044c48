// The pass that checks which types go together: keys, elements, optionals, bases, members.
//
// It sees through aliases, and leaves sizes and recursion to others.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Reports every use of a type in a place where it cannot stand.
void check_types(Draft& draft);

/// Whether values of the type have the one order that keys and set elements need.
[[nodiscard]] bool is_key_type(const Schema& schema, const Type& type);

/// Whether the type is a closed enum without a value 0, also as a new type.
[[nodiscard]] const Declaration* closed_without_zero(const Schema& schema, const Type& type);

}  // namespace idlc::schema
