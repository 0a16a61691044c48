// Constraints against types and values: what `@len`, `@range` and `@required` mean for a type, and
// which defaults break them.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Whether `@len` has something to count in values of the type.
[[nodiscard]] bool has_length(const Schema& schema, const Type& type);

/// The type of a range's ends, if `@range` has something to compare in values of the type.
[[nodiscard]] std::optional<Scalar> ranged_scalar(const Schema& schema, const Type& type);

/// Whether a value of the type can be missing: it is a `T?` or a union.
[[nodiscard]] bool can_be_missing(const Schema& schema, const Type& type);

/// Less, for the values that a range can have at its ends; both of the same type.
[[nodiscard]] bool is_less(const Value& a, const Value& b);

/// The pass that holds constraints against each other and against defaults and constants, and that
/// notes which types can break one (Declaration::is_constrained).
void check_constraints(Draft& draft);

}  // namespace idlc::schema
