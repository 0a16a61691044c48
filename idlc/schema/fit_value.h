// Whether a value may stand in a place, and what it becomes there: `1` an f64's 1.0, a string a
// timestamp.
//
// The one table of which literal fits which type. Names have been looked up before (resolve_value).
#pragma once

#include <optional>

#include "idlc/schema/draft.h"
#include "idlc/schema/value_target.h"

namespace idlc::schema {

/// A value before it is known where it will stand: a literal, or a constant's.
struct LooseValue {
  Value value;
  /// For Nanoseconds, of which there are two types: timestamps come from constants only.
  Scalar time = Scalar::Duration;
};

/// The value as the target holds it. Nothing if it does not fit, which has been reported at
/// `place`, or if the target is unknown.
[[nodiscard]] std::optional<Value> fit_value(const Draft& draft, const LooseValue& loose,
                                             const ValueTarget& target, const Span& place);

/// "0 to 255": what an integer type holds.
[[nodiscard]] std::string range_text(Scalar integer_type);

/// Whether the type is one of the eight integer types.
[[nodiscard]] bool is_integer(Scalar scalar);

/// Whether an integer type holds the number.
[[nodiscard]] bool fits(const Integer& number, Scalar integer_type);

}  // namespace idlc::schema
