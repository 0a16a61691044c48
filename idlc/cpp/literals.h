// Values as C++ literals, written as a person would: 1'000'000, std::chrono::hours(48). A value is
// taken to fit its type: the schema has checked that.
#pragma once

#include <string>
#include <string_view>

#include "idlc/cpp/spelling.h"
#include "idlc/schema/schema.h"

namespace idlc::cpp {

/// `"text"`, escaped so that any text is safe in any compiler.
[[nodiscard]] std::string string_literal(std::string_view text);

/// An integer that converts to its type without a warning.
[[nodiscard]] std::string integer_literal(const schema::Integer& integer);

/// The shortest exact call of <chrono>: `std::chrono::milliseconds(500)`.
[[nodiscard]] std::string duration_literal(std::int64_t nanoseconds);

/// What stands behind `name` where a variable of the type is declared: ` = 1`, `{}`, `{{0x01}}`.
class Initializers {
 public:
  Initializers(const schema::Schema& schema, const Names& names)
      : schema_(schema), names_(names), spelling_(schema, names) {}

  /// For a value that a schema gives. Null means the type's zero.
  [[nodiscard]] std::string of_value(const schema::Type& type, const schema::Value& value,
                                     const Place& place) const;

  /// For a variable to which no value is given.
  [[nodiscard]] std::string of_zero(const schema::Type& type, const Place& place) const;

  /// For a field: its default, or zero.
  [[nodiscard]] std::string of_field(const schema::Field& field, const Place& place) const;

  /// The value as an expression of the type, for a default argument.
  [[nodiscard]] std::string expression(const schema::Type& type, const schema::Value& value,
                                       const Place& place) const;

 private:
  [[nodiscard]] std::string enumerator(const schema::EnumValueRef& value, const Place& place) const;

  const schema::Schema& schema_;
  const Names& names_;
  Spelling spelling_;
};

}  // namespace idlc::cpp
