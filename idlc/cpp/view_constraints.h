// The statements that hold values against their constraints, one a constraint.
//
// Which types and members have any stands in the schema; where there are none, these are empty and
// nothing is generated.
#pragma once

#include <string>
#include <vector>

#include "idlc/cpp/view_context.h"

namespace idlc::cpp {

/// The ends of a constraint as an expression: `{.min = 1, .max = 8}`.
[[nodiscard]] std::string view_bounds(const schema::LengthBounds& length);
/// Of a value of the type, which may be in optionals and new types.
[[nodiscard]] std::string view_bounds(const ViewContext& context, const schema::RangeBounds& range,
                                      const schema::Type& type);

/// What one member asks of its value, given as an expression.
[[nodiscard]] std::vector<std::string> view_member_checks(const ViewContext& context,
                                                          const schema::Field& field,
                                                          const std::string& value);

/// What a caller's stream asks of each of its elements beyond what their type asks.
[[nodiscard]] std::vector<std::string> view_element_checks(const ViewContext& context,
                                                           const schema::StreamPart& stream,
                                                           const std::string& element);

/// For `value` of a struct, an error, or the values that a method answers with.
[[nodiscard]] std::vector<std::string> view_checks(const ViewContext& context,
                                                   const schema::Block& block,
                                                   const std::vector<std::string>& names);
[[nodiscard]] std::vector<std::string> view_checks(const ViewContext& context,
                                                   const schema::FixedStruct& fixed,
                                                   const std::vector<std::string>& names);
[[nodiscard]] std::vector<std::string> view_checks(const ViewContext& context,
                                                   const schema::Union& choice);
[[nodiscard]] std::vector<std::string> view_checks(const ViewContext& context,
                                                   const schema::Declaration& declaration,
                                                   const schema::NewType& new_type);

/// The view of a declared type's checks.
[[nodiscard]] ConstraintsView view_constraints(const ViewContext& context, schema::DeclId id,
                                               std::vector<std::string> checks);

}  // namespace idlc::cpp
