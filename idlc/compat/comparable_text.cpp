// Values of two schemas as texts that can be compared. Texts carry their lengths, so that no two
// values have one text.
#include <fmt/format.h>

#include <bit>

#include "idlc/compat/zero.h"

namespace idlc::compat {

using namespace schema;

namespace {

const Block* block_of(const Declaration* declaration) {
  if (declaration == nullptr) return nullptr;
  if (const auto* structure = std::get_if<Struct>(&declaration->form)) return &structure->block;
  if (const auto* error = std::get_if<Error>(&declaration->form)) return &error->block;
  return nullptr;
}

const Type* element_of(const Type& type) {
  if (const auto* list = std::get_if<ListType>(&type.form)) return &*list->element;
  if (const auto* set = std::get_if<SetType>(&type.form)) return &*set->element;
  if (const auto* array = std::get_if<ArrayType>(&type.form)) return &*array->element;
  return nullptr;
}

std::string sized(const std::string& text) {
  return text.empty() ? "" : fmt::format("{}:{}", text.size(), text);
}

// Of a value that stands for a type without `?`, boxes and new types.
class Writer {
 public:
  Writer(const Schema& schema, const Type& type) : schema_(schema), type_(type) {}

  std::string operator()(bool value) const { return value ? "true" : ""; }
  std::string operator()(const Integer& value) const {
    return value == Integer{} ? "" : to_string(value);
  }
  std::string operator()(double value) const {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    return bits == 0 ? "" : fmt::format("{:x}", bits);
  }
  std::string operator()(const std::string& value) const { return sized(value); }
  std::string operator()(const ByteString& value) const { return sized(value.bytes); }
  std::string operator()(const Nanoseconds& value) const {
    return value.count == 0 ? "" : std::to_string(value.count);
  }
  std::string operator()(const Uuid& value) const {
    if (value == Uuid{}) return "";
    return std::string(value.bytes.begin(), value.bytes.end());
  }
  std::string operator()(const EnumValueRef& value) const {
    const auto& all = std::get<Enum>(schema_[value.type].form).values;
    return (*this)(all[value.index].number);
  }
  std::string operator()(const Null&) const { return ""; }
  std::string operator()(const FlagsValue& value) const {
    return value.bits == 0 ? "" : std::to_string(value.bits);
  }

  std::string operator()(const ListValue& value) const {
    const Type* element = element_of(type_);
    std::string text;
    bool is_zero = std::holds_alternative<ArrayType>(type_.form) || value.elements.empty();
    for (const Value& one : value.elements) {
      const std::string part = element == nullptr ? "" : comparable_text(schema_, *element, one);
      is_zero = is_zero && part.empty();
      text += part + ",";
    }
    return is_zero ? "" : "[" + text + "]";
  }

  std::string operator()(const MapValue& value) const {
    const auto* map = std::get_if<MapType>(&type_.form);
    std::string text;
    for (const MapEntry& entry : value.entries) {
      if (map == nullptr) break;
      text += comparable_text(schema_, *map->key, entry.key) + "=" +
              comparable_text(schema_, *map->value, entry.value) + ",";
    }
    return text.empty() ? "" : "{" + text + "}";
  }

  // A field that is given its default is as one that is left out.
  std::string operator()(const StructValue& value) const {
    std::string text;
    for (const FieldValue& one : value.fields) {
      const auto [type, usual] = field(one.number);
      const std::string given = type == nullptr ? "" : comparable_text(schema_, *type, one.value);
      if (given != usual) text += fmt::format("{}={},", one.number, given);
    }
    return text.empty() ? "" : "{" + text + "}";
  }

  std::string operator()(const UnionValue& value) const {
    if (value.number == 0) return "";
    const auto& tagged = std::get<Union>(declaration_of(schema_, type_)->form);
    std::string text = fmt::format("{}(", value.number);
    for (const UnionCase& one : tagged.cases) {
      if (one.number != value.number || !one.type || value.content.empty()) continue;
      text += comparable_text(schema_, *one.type, value.content.front());
    }
    return text + ")";
  }

 private:
  struct FieldOfType {
    const Type* type = nullptr;
    std::string usual{};
  };

  // The type of a field or member, and the text of its default.
  [[nodiscard]] FieldOfType field(std::uint32_t number) const {
    const Declaration* declaration = declaration_of(schema_, type_);
    if (const Block* block = block_of(declaration)) {
      const auto* one = std::get_if<Field>(&block->members[number - 1]);
      if (one == nullptr) return {};
      if (!one->default_value) return {&one->type};
      return {&one->type, comparable_text(schema_, one->type, *one->default_value)};
    }
    if (declaration == nullptr) return {};
    const auto* fixed = std::get_if<FixedStruct>(&declaration->form);
    return fixed == nullptr ? FieldOfType{} : FieldOfType{&fixed->members[number - 1].type};
  }

  const Schema& schema_;
  const Type& type_;
};

}  // namespace

std::string comparable_text(const Schema& schema, const Type& type, const Value& value) {
  const Type& inner = innermost(schema, type);
  if (const auto* optional = std::get_if<OptionalType>(&inner.form)) {
    if (std::holds_alternative<Null>(value)) return "";
    return "?" + comparable_text(schema, *optional->value, value);
  }
  if (const auto* box = std::get_if<BoxType>(&inner.form)) {
    return comparable_text(schema, *box->value, value);
  }
  return std::visit(Writer(schema, inner), value);
}

}  // namespace idlc::compat
