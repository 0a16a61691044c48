// From a written value to its meaning: literals are taken as they are, names looked up.
//
// A bare name is a value of the expected enum first, then a constant; `Enum.value` works too.
#pragma once

#include <optional>

#include "idlc/schema/draft.h"
#include "idlc/schema/value_target.h"

namespace idlc::schema {

/// The value as the target holds it, or nothing, and it has been reported here or earlier.
/// Constants that it names have been worked out.
[[nodiscard]] std::optional<Value> resolve_value(Draft& draft, const Scope& scope,
                                                 const syntax::Value& value,
                                                 const ValueTarget& target);

/// The constant that a value names, if a constant is what it means there. Reports nothing.
[[nodiscard]] std::optional<DeclId> constant_named(Draft& draft, const Scope& scope,
                                                   const syntax::Value& value,
                                                   const ValueTarget& target);

/// Reports that an enum or flags have no value of that name, with the nearest that they have.
void report_unknown_enum_value(Draft& draft, TypeId type, const syntax::Name& name);

/// What a literal is: "a list", "a string".
[[nodiscard]] std::string_view literal_text(const syntax::Value& value);

/// An enum's value of that name.
[[nodiscard]] std::optional<EnumValueRef> enum_value(const Draft& draft, TypeId type,
                                                     std::string_view name);

}  // namespace idlc::schema
