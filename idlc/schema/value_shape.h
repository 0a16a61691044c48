// Questions about types and values side by side: whether two types hold the same values, how much a
// value holds, what to write for a type.
//
// Pure functions for those who read and copy values. Types are seen through aliases and new types.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "idlc/schema/schema.h"

namespace idlc::schema {

/// Whether every value of the one is a value of the other.
[[nodiscard]] bool hold_the_same(const Schema& schema, const Type& a, const Type& b);

/// The type that a value is of which is there: seen through aliases, new types, optionals and
/// boxes.
[[nodiscard]] const Type& held_type(const Schema& schema, const Type& type);

/// The type of a list's, set's or array's elements.
[[nodiscard]] const Type& element_type(const Schema& schema, const Type& type);

/// A field of a StructValue or the case of a UnionValue.
struct NamedMember {
  std::string_view name;
  const Type* type = nullptr;  ///< null for a `void` case
};
[[nodiscard]] NamedMember member_of(const Schema& schema, const Type& type, std::uint32_t number);

/// How much memory a copy takes, in units of about one plain value.
[[nodiscard]] std::size_t weight_of(const Value& value);

/// How many levels of lists and braces it has.
[[nodiscard]] unsigned depth_of(const Value& value);

/// What to write for a type that no scalar or enum stands behind: "a list such as `[…]`".
[[nodiscard]] std::string expected_literal(const Schema& schema, const Type& type);

}  // namespace idlc::schema
