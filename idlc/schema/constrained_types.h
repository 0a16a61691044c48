// Which types can break a constraint: those that have one, and those with such a type inside.
//
// Everything else gets no code that checks anything.
#pragma once

#include "idlc/schema/schema.h"

namespace idlc::schema {

/// What a constraint is about: the type behind aliases, new types and `?`.
[[nodiscard]] const Type& bare_type(const Schema& schema, const Type& type);

/// Fills Declaration::is_constrained. Linear.
void mark_constrained_types(Schema& schema);

/// Whether a value of the type can break a constraint.
[[nodiscard]] bool is_constrained(const Schema& schema, const Type& type);

/// Whether a field can: one of its own, or one of its type.
[[nodiscard]] bool is_constrained(const Schema& schema, const Field& field);

}  // namespace idlc::schema
