// Values of containers, structs, unions and flags: `{"new", "web"}`, `{.sku = "A-1"}`,
// `Payment::cash()`, `Perm::read | Perm::write`. They stand on one line here; layout.h breaks those
// that are too long.
#include <fmt/format.h>

#include <algorithm>

#include "idlc/cpp/literals.h"
#include "idlc/schema/value_shape.h"

namespace idlc::cpp {

using namespace schema;

namespace {

void append(std::string& list, std::string_view item) {
  if (!list.empty()) list += ", ";
  list += item;
}

// Whether a field that a literal leaves out may be one without an initialiser, of which g++ would
// warn: a container or the like in a circle of types.
bool may_be_bare(const Schema& schema, const Declaration& owner, const Field& field) {
  return owner.in_cycle && !field.default_value && !scalar_of(schema, field.type);
}

}  // namespace

bool is_braced(const Schema& schema, const Type& type, const Value& value) {
  const bool is_composite = std::holds_alternative<ListValue>(value) ||
                            std::holds_alternative<MapValue>(value) ||
                            std::holds_alternative<StructValue>(value);
  return is_composite && underlying(schema, type).form == held_type(schema, type).form;
}

std::string Initializers::made(const Type& type, const Value& value, const Place& place) const {
  const std::string text = expression(type, value, place);
  const std::string name = spelling_.type(type, place);
  return text.starts_with(name + "{") ? text : name + "{" + text + "}";
}

std::string Initializers::element(const Type& type, const Value& value, const Place& place) const {
  if (!is_braced(schema_, type, value)) return expression(type, value, place);
  return "{" + inside(type, value, place) + "}";
}

std::string Initializers::inside(const Type& type, const Value& value, const Place& place) const {
  if (const auto* list = std::get_if<ListValue>(&value)) return elements(type, *list, place);
  if (const auto* map = std::get_if<MapValue>(&value)) return entries(type, *map, place);
  return fields(type, std::get<StructValue>(value), place);
}

// An array of what stands in braces needs a second pair of them: its elements are in a member.
std::string Initializers::elements(const Type& type, const ListValue& list,
                                   const Place& place) const {
  std::string text;
  for (const Value& value : list.elements) {
    append(text, element(element_type(schema_, type), value, place));
  }
  const bool is_array = std::holds_alternative<ArrayType>(held_type(schema_, type).form);
  return is_array && text.starts_with('{') ? "{" + text + "}" : text;
}

std::string Initializers::entries(const Type& type, const MapValue& map, const Place& place) const {
  const auto& form = std::get<MapType>(held_type(schema_, type).form);
  std::string text;
  for (const MapEntry& entry : map.entries) {
    append(text, fmt::format("{{{}, {}}}", element(*form.key, entry.key, place),
                             element(*form.value, entry.value, place)));
  }
  return text;
}

std::string Initializers::fields(const Type& type, const StructValue& value,
                                 const Place& place) const {
  const TypeId id = std::get<NamedType>(held_type(schema_, type).form).id;
  const Declaration& owner = schema_[id];
  const auto& names = names_.members(id).members;
  auto given = value.fields.begin();
  std::string text;
  const auto add_given = [&](const Type& member, const std::string& name) {
    append(text, fmt::format(".{} = {}", name, element(member, given->value, place)));
    ++given;
  };
  const auto is_given = [&](std::uint32_t number) {
    return given != value.fields.end() && given->number == number;
  };
  if (const auto* fixed = std::get_if<FixedStruct>(&owner.form)) {
    for (std::size_t i = 0; i < fixed->members.size(); ++i) {
      if (is_given(static_cast<std::uint32_t>(i + 1))) add_given(fixed->members[i].type, names[i]);
    }
    return text;
  }
  const auto* error = std::get_if<Error>(&owner.form);
  const Block& block = error != nullptr ? error->block : std::get<Struct>(owner.form).block;
  auto name = names.begin();
  for (const Field* field : fields_of(block)) {
    if (is_given(field->number)) {
      add_given(field->type, *name);
    } else if (may_be_bare(schema_, owner, *field)) {
      append(text, fmt::format(".{} = {{}}", *name));
    }
    ++name;
  }
  return text;
}

std::string Initializers::bits_of(const Type& type, const FlagsValue& value,
                                  const Place& place) const {
  const TypeId id = std::get<NamedType>(held_type(schema_, type).form).id;
  const std::string name = spelling_.type(type, place);
  const auto& bits = std::get<Flags>(schema_[id].form).bits;
  std::string text;
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if ((value.bits >> bits[i].bit & 1) == 0) continue;
    if (!text.empty()) text += " | ";
    text += name + "::" + names_.members(id).members[i];
  }
  return text.empty() ? name + "{}" : text;
}

std::string Initializers::case_of(const Type& type, const UnionValue& value,
                                  const Place& place) const {
  const std::string name = spelling_.type(type, place);
  if (value.number == 0) return name + "{}";
  const TypeId id = std::get<NamedType>(held_type(schema_, type).form).id;
  const auto& cases = std::get<Union>(schema_[id].form).cases;
  const auto one = std::find_if(cases.begin(), cases.end(), [&](const UnionCase& candidate) {
    return candidate.number == value.number;
  });
  const auto& factory = names_.members(id).members[static_cast<std::size_t>(one - cases.begin())];
  const std::string content =
      value.content.empty() ? "" : element(*one->type, value.content.front(), place);
  return fmt::format("{}::{}({})", name, factory, content);
}

}  // namespace idlc::cpp
