// What kind of value a place can hold: the question behind every constant and default.
//
// Two ways lead here: from a resolved Type, and, for constants, which are worked out before the
// types are, from the text of a type.
#pragma once

#include <optional>
#include <variant>

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// A place for values without literals: a list, a struct and the like.
struct NoLiterals {};
/// A place for `null` or a value that no default can name.
struct OnlyNull {};
/// A type that was wrong and has been reported: stay silent.
struct UnknownTarget {};

/// A scalar, one of an enum's values, or one of the above.
using ValueTarget = std::variant<UnknownTarget, NoLiterals, OnlyNull, Scalar, TypeId>;

/// Of a resolved type, seen through aliases and new types.
[[nodiscard]] ValueTarget target_of(const Draft& draft, const Type& type);

/// What a type is seen through.
enum class Through { Aliases, NewTypesToo };

/// Of a type that is written where a scalar or an enum is expected.
struct PlainType {
  Type type;           ///< as written: an alias stays one
  ValueTarget target;  ///< NoLiterals: it is something else
};
[[nodiscard]] PlainType plain_type(Draft& draft, const Scope& scope, const syntax::TypeExpr& expr,
                                   Through through = Through::Aliases);

/// Of a constant's plain type that has been read before.
[[nodiscard]] ValueTarget target_of_plain(Draft& draft, const Type& type);

/// The enum that a name of a type leads to, seen through aliases.
[[nodiscard]] std::optional<TypeId> enum_behind(Draft& draft, DeclId id);

/// What to write there, such as "an integer" or "a value of `Side`".
[[nodiscard]] std::string expected_text(const Draft& draft, const ValueTarget& target);

}  // namespace idlc::schema
