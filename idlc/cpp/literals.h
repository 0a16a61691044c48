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

/// Whether the value is written in braces behind the type or the name: a container or struct.
[[nodiscard]] bool is_braced(const schema::Schema& schema, const schema::Type& type,
                             const schema::Value& value);

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

  /// The value as an expression that converts to the type, wherever it stands.
  [[nodiscard]] std::string expression(const schema::Type& type, const schema::Value& value,
                                       const Place& place) const;

  /// The value where its type is known, as for a default argument: containers and structs in braces
  /// alone.
  [[nodiscard]] std::string element(const schema::Type& type, const schema::Value& value,
                                    const Place& place) const;

  /// The value as an expression that is of the type itself, for `new`.
  [[nodiscard]] std::string made(const schema::Type& type, const schema::Value& value,
                                 const Place& place) const;

 private:
  // What stands between the braces of a container or struct.
  [[nodiscard]] std::string inside(const schema::Type& type, const schema::Value& value,
                                   const Place& place) const;
  [[nodiscard]] std::string elements(const schema::Type& type, const schema::ListValue& list,
                                     const Place& place) const;
  [[nodiscard]] std::string entries(const schema::Type& type, const schema::MapValue& map,
                                    const Place& place) const;
  [[nodiscard]] std::string fields(const schema::Type& type, const schema::StructValue& value,
                                   const Place& place) const;
  [[nodiscard]] std::string case_of(const schema::Type& type, const schema::UnionValue& value,
                                    const Place& place) const;
  [[nodiscard]] std::string bits_of(const schema::Type& type, const schema::FlagsValue& value,
                                    const Place& place) const;
  [[nodiscard]] std::string enumerator(const schema::EnumValueRef& value, const Place& place) const;

  const schema::Schema& schema_;
  const Names& names_;
  Spelling spelling_;
};

}  // namespace idlc::cpp
