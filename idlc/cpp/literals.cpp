// Literals, one kind of value after the other. Each function gives the text of one kind; where the
// text goes is the view's business.
#include "idlc/cpp/literals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include "idlc/cpp/concat.h"
#include "idlc/cpp/match.h"
#include "idlc/schema/value_shape.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// Whether the character stands for itself in a literal, whatever is around it.
bool stands_for_itself(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && c != '"' && c != '\\' && c != '?';
}

// Digits in groups of three, where there are enough of them to lose count.
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  if (digits.size() < 5) return digits;
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, '\'');
  }
  return digits;
}

std::string signed_literal(std::int64_t number) {
  if (number == std::numeric_limits<std::int64_t>::min()) {
    return "std::numeric_limits<std::int64_t>::min()";
  }
  return (number < 0 ? "-" : "") +
         grouped(static_cast<std::uint64_t>(number < 0 ? -number : number));
}

std::string float_literal(double number, bool is_single) {
  const char* const type = is_single ? "float" : "double";
  if (std::isnan(number)) return fmt::format("std::numeric_limits<{}>::quiet_NaN()", type);
  if (std::isinf(number)) {
    return fmt::format("{}std::numeric_limits<{}>::infinity()", number < 0 ? "-" : "", type);
  }
  std::string text =
      is_single ? fmt::format("{}", static_cast<float>(number)) : fmt::format("{}", number);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text + (is_single ? "F" : "");
}

// The bytes without braces around.
std::string uuid_bytes(const Uuid& uuid) {
  std::string text;
  for (const std::uint8_t byte : uuid.bytes) {
    text += fmt::format("{}0x{:02X}", text.empty() ? "" : ", ", byte);
  }
  return text;
}

std::string byte_list(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) {
    text += fmt::format("{}std::byte{{0x{:02X}}}", text.empty() ? "" : ", ",
                        static_cast<unsigned char>(byte));
  }
  return text;
}

// A literal ends at its first NUL unless it is told its length.
std::string string_expression(const std::string& text) {
  std::string literal = string_literal(text);
  if (text.find('\0') == std::string::npos) return literal;
  return fmt::format("{{{}, {}}}", literal, text.size());
}

const NewType* new_type_of(const Schema& schema, const Type& type) {
  const Declaration* declaration = declaration_of(schema, type);
  return declaration == nullptr ? nullptr : std::get_if<NewType>(&declaration->form);
}

// The type inside an optional or a box that a value which is there is converted from, or null.
const Type* content_of(const Schema& schema, const Type& type, const Value& value) {
  const auto& form = underlying(schema, type).form;
  if (const auto* box = std::get_if<BoxType>(&form)) return &*box->value;
  const auto* optional = std::get_if<OptionalType>(&form);
  return optional == nullptr || std::holds_alternative<Null>(value) ? nullptr : &*optional->value;
}

bool is_scalar(const Schema& schema, const Type& type, Scalar scalar) {
  const auto* form = std::get_if<Scalar>(&underlying(schema, type).form);
  return form != nullptr && *form == scalar;
}

}  // namespace

std::string string_literal(std::string_view text) {
  if (std::ranges::all_of(text, stands_for_itself)) return concat({"\"", text, "\""});
  std::string literal;
  literal.reserve(text.size() + 2);
  literal += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\\') {
      literal += '\\';
      literal += c;
    } else if (c == '\n') {
      literal += "\\n";
    } else if (c == '\t') {
      literal += "\\t";
    } else if (c == '?' && i > 0 && text[i - 1] == '?') {
      literal += "\\?";  // or it might begin a trigraph
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      literal += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    } else {
      literal += c;
    }
  }
  literal += '"';
  return literal;
}

// In the largest unit that holds it exactly.
std::string duration_literal(std::int64_t nanoseconds) {
  struct Unit {
    const char* name;
    std::int64_t nanoseconds;
  };
  static constexpr std::array<Unit, 6> kUnits{{
      {"hours", 3'600'000'000'000},
      {"minutes", 60'000'000'000},
      {"seconds", 1'000'000'000},
      {"milliseconds", 1'000'000},
      {"microseconds", 1'000},
      {"nanoseconds", 1},
  }};
  for (const Unit& unit : kUnits) {
    if (nanoseconds % unit.nanoseconds == 0) {
      return fmt::format("std::chrono::{}({})", unit.name,
                         signed_literal(nanoseconds / unit.nanoseconds));
    }
  }
  return {};
}

std::string integer_literal(const Integer& integer) {
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (integer.negative && integer.magnitude > kMax) {
    return signed_literal(std::numeric_limits<std::int64_t>::min());
  }
  const char* const suffix = integer.magnitude > kMax ? "U" : "";
  return (integer.negative ? "-" : "") + grouped(integer.magnitude) + suffix;
}

std::string Initializers::enumerator(const EnumValueRef& value, const Place& place) const {
  return spelling_.named(value.type, place) +
         "::" + names_.members(value.type).members[value.index];
}

std::string Initializers::expression(const Type& type, const Value& value,
                                     const Place& place) const {
  if (const NewType* new_type = new_type_of(schema_, type)) {
    return spelling_.type(type, place) + "{" + expression(new_type->base, value, place) + "}";
  }
  if (const Type* content = content_of(schema_, type, value)) {
    return expression(*content, value, place);
  }
  if (is_braced(schema_, type, value)) {
    return spelling_.type(type, place) + "{" + inside(type, value, place) + "}";
  }
  return match(
      value, [](bool truth) { return std::string(truth ? "true" : "false"); },
      [](const Integer& integer) { return integer_literal(integer); },
      [&](double number) { return float_literal(number, is_scalar(schema_, type, Scalar::F32)); },
      [](const std::string& text) { return string_expression(text); },
      [](const ByteString& bytes) { return "idl::Bytes{" + byte_list(bytes.bytes) + "}"; },
      [&](Nanoseconds time) {
        const std::string duration = duration_literal(time.count);
        const bool is_point = is_scalar(schema_, type, Scalar::Timestamp);
        return is_point ? "idl::Timestamp(" + duration + ")" : duration;
      },
      [](const Uuid& uuid) { return "idl::Uuid{{" + uuid_bytes(uuid) + "}}"; },
      [&](const EnumValueRef& enum_value) { return enumerator(enum_value, place); },
      [](Null) { return std::string("std::nullopt"); },
      [&](const FlagsValue& flags) { return bits_of(type, flags, place); },
      [&](const UnionValue& choice) { return case_of(type, choice, place); },
      [](const auto&) { return std::string(); });
}

std::string Initializers::of_value(const Type& type, const Value& value, const Place& place) const {
  if (const NewType* new_type = new_type_of(schema_, type)) {
    return "{" + expression(new_type->base, value, place) + "}";
  }
  if (std::holds_alternative<Null>(value)) return of_zero(type, place);
  if (const auto* bytes = std::get_if<ByteString>(&value))
    return "{" + byte_list(bytes->bytes) + "}";
  if (const auto* uuid = std::get_if<Uuid>(&value)) return "{{" + uuid_bytes(*uuid) + "}}";
  if (is_braced(schema_, type, value)) return "{" + inside(type, value, place) + "}";
  std::string text = expression(type, value, place);
  if (text.starts_with('{')) return text;
  if (is_scalar(schema_, type, Scalar::Timestamp)) {
    return "{" + duration_literal(std::get<Nanoseconds>(value).count) + "}";
  }
  return " = " + text;
}

std::string Initializers::of_zero(const Type& type, const Place& place) const {
  const Type& seen = underlying(schema_, type);
  if (const auto* scalar = std::get_if<Scalar>(&seen.form)) {
    if (*scalar == Scalar::Bool) return " = false";
    return *scalar < Scalar::String ? " = 0" : "{}";
  }
  const Declaration* declaration = declaration_of(schema_, seen);
  const auto* enumeration =
      declaration == nullptr ? nullptr : std::get_if<Enum>(&declaration->form);
  if (enumeration == nullptr) return "{}";
  for (std::uint32_t index = 0; index < enumeration->values.size(); ++index) {
    if (enumeration->values[index].number != Integer{}) continue;
    const TypeId id = std::get<NamedType>(seen.form).id;
    return " = " + enumerator({id, index}, place);
  }
  return "{}";
}

std::string Initializers::of_field(const Field& field, const Place& place) const {
  if (field.default_value) return of_value(field.type, *field.default_value, place);
  return of_zero(field.type, place);
}

}  // namespace idlc::cpp
