// Types and values as the language writes them. Diagnostics and dumps use the same words as schemas
// do.
#include <fmt/format.h>

#include "idlc/schema/dump.h"
#include "idlc/schema/text_values.h"
#include "idlc/schema/value_shape.h"

namespace idlc::schema {

namespace {

struct TypeWriter {
  const Schema& schema;

  std::string of(const Type& type) const { return std::visit(*this, type.form); }
  std::string operator()(const InvalidType&) const { return "?"; }
  std::string operator()(Scalar scalar) const { return std::string(name_of(scalar)); }
  std::string operator()(const NamedType& type) const { return schema[type.id].full_name; }
  std::string operator()(const ListType& type) const { return "list<" + of(*type.element) + ">"; }
  std::string operator()(const SetType& type) const { return "set<" + of(*type.element) + ">"; }
  std::string operator()(const MapType& type) const {
    return "map<" + of(*type.key) + ", " + of(*type.value) + ">";
  }
  std::string operator()(const BoxType& type) const { return "box<" + of(*type.value) + ">"; }
  std::string operator()(const FdType&) const { return "fd"; }
  std::string operator()(const ServiceType& type) const { return schema[type.id].full_name; }
  std::string operator()(const ArrayType& type) const {
    return fmt::format("{}[{}]", of(*type.element), type.size);
  }
  std::string operator()(const OptionalType& type) const { return of(*type.value) + "?"; }
};

// One character of a string between quotes. Bytes beyond ASCII stay in text, and are escaped in
// bytes.
std::string escaped(char c, bool is_text) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') return std::string{'\\', c};
  if (c == '\n') return "\\n";
  if (byte >= 0x20 && byte < 0x7F) return std::string{c};
  if (is_text) return byte >= 0x80 ? std::string{c} : fmt::format("\\u{{{:X}}}", byte);
  return fmt::format("\\x{:02X}", byte);
}

std::string quoted(std::string_view text, bool is_text) {
  std::string result = is_text ? "\"" : "b\"";
  for (const char c : text) result += escaped(c, is_text);
  return result + "\"";
}

struct ValueWriter {
  const Schema& schema;
  const Type& type;

  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const Integer& value) const { return to_string(value); }
  std::string operator()(double value) const { return fmt::format("{}", value); }
  std::string operator()(const std::string& value) const { return quoted(value, true); }
  std::string operator()(const ByteString& value) const { return quoted(value.bytes, false); }
  std::string operator()(const Uuid& value) const { return "\"" + uuid_text(value) + "\""; }
  std::string operator()(const Null&) const { return "null"; }
  std::string operator()(const EnumValueRef& value) const {
    return std::get<Enum>(schema[value.type].form).values[value.index].name;
  }
  std::string operator()(const Nanoseconds& value) const {
    const bool is_timestamp = scalar_of(schema, type) == Scalar::Timestamp;
    return is_timestamp ? "\"" + timestamp_text(value) + "\"" : duration_text(value);
  }
  std::string operator()(const FlagsValue& value) const {
    const auto& form = schema[std::get<NamedType>(held().form).id].form;
    std::string text;
    for (const FlagBit& bit : std::get<Flags>(form).bits) {
      if ((value.bits >> bit.bit & 1) != 0) text += (text.empty() ? "" : ", ") + bit.name;
    }
    return "[" + text + "]";
  }

  std::string operator()(const ListValue& value) const {
    std::string text;
    for (const Value& element : value.elements) {
      text += (text.empty() ? "" : ", ") + value_text(schema, element_type(schema, type), element);
    }
    return "[" + text + "]";
  }

  std::string operator()(const MapValue& value) const {
    const auto& map = std::get<MapType>(held().form);
    std::string text;
    for (const MapEntry& entry : value.entries) {
      text += (text.empty() ? "" : ", ") + value_text(schema, *map.key, entry.key) + ": " +
              value_text(schema, *map.value, entry.value);
    }
    return "{" + text + "}";
  }

  std::string operator()(const StructValue& value) const {
    std::string text;
    for (const FieldValue& field : value.fields) {
      const NamedMember member = member_of(schema, held(), field.number);
      text += (text.empty() ? "" : ", ") + std::string(member.name) + ": " +
              value_text(schema, *member.type, field.value);
    }
    return "{" + text + "}";
  }

  std::string operator()(const UnionValue& value) const {
    if (value.number == 0) return "{}";
    const NamedMember member = member_of(schema, held(), value.number);
    const std::string content =
        value.content.empty() ? "{}" : value_text(schema, *member.type, value.content.front());
    return "{" + std::string(member.name) + ": " + content + "}";
  }

  // The type behind an optional and a box, which leave no trace in a value that is there.
  const Type& held() const { return held_type(schema, type); }
};

}  // namespace

std::string type_text(const Schema& schema, const Type& type) {
  return TypeWriter{schema}.of(type);
}

std::string value_text(const Schema& schema, const Type& type, const Value& value) {
  return std::visit(ValueWriter{schema, type}, value);
}

}  // namespace idlc::schema
