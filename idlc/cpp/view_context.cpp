// Questions about types that several builders of views ask. They read the schema and the names, and
// make no text of their own.
#include "idlc/cpp/view_context.h"

#include <algorithm>

#include <fmt/format.h>

#include "idlc/cpp/match.h"
#include "idlc/cpp/placement.h"
#include "idlc/schema/layout.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// Two registers: what compilers pass without memory.
constexpr std::uint64_t kMaxBytesByValue = 16;

bool holds_closed_enum(const Schema& schema, const Type& type);

bool holds_closed_enum(const Schema& schema, const Declaration& declaration) {
  return match(
      declaration.form,
      [](const Enum& enumeration) { return enumeration.openness == Openness::Closed; },
      [&](const NewType& new_type) { return holds_closed_enum(schema, new_type.base); },
      [&](const FixedStruct& fixed) {
        return std::ranges::any_of(fixed.members, [&](const FixedMember& member) {
          return holds_closed_enum(schema, member.type);
        });
      },
      [](const auto&) { return false; });
}

bool holds_closed_enum(const Schema& schema, const Type& type) {
  const Type& seen = underlying(schema, type);
  if (const auto* array = std::get_if<ArrayType>(&seen.form)) {
    return holds_closed_enum(schema, *array->element);
  }
  if (const auto* optional = std::get_if<OptionalType>(&seen.form)) {
    return holds_closed_enum(schema, *optional->value);
  }
  const Declaration* declaration = declaration_of(schema, seen);
  return declaration != nullptr && holds_closed_enum(schema, *declaration);
}

// A bool, or what begins with one: an optional's presence.
bool holds_bool(const Schema& schema, const Type& type) {
  const Type& seen = underlying(schema, type);
  if (std::holds_alternative<OptionalType>(seen.form)) return true;
  if (const auto* scalar = std::get_if<Scalar>(&seen.form)) return *scalar == Scalar::Bool;
  if (const auto* array = std::get_if<ArrayType>(&seen.form)) {
    return holds_bool(schema, *array->element);
  }
  const Declaration* declaration = declaration_of(schema, seen);
  if (declaration == nullptr) return false;
  if (const auto* new_type = std::get_if<NewType>(&declaration->form)) {
    return holds_bool(schema, new_type->base);
  }
  const auto* fixed = std::get_if<FixedStruct>(&declaration->form);
  return fixed != nullptr && std::ranges::any_of(fixed->members, [&](const FixedMember& member) {
           return holds_bool(schema, member.type);
         });
}

// The declared types that are mentioned, with what aliases stand for instead of the aliases.
std::vector<TypeId> types_behind_aliases(const Schema& schema, const Type& type,
                                         Boxes boxes = Boxes::Opened) {
  std::vector<TypeId> found;
  std::vector<TypeId> open = mentioned_types(type, boxes);
  while (!open.empty()) {
    const TypeId id = open.back();
    open.pop_back();
    if (const auto* alias = std::get_if<Alias>(&schema[id].form)) {
      for (const TypeId inner : mentioned_types(alias->target, boxes)) open.push_back(inner);
    } else {
      found.push_back(id);
    }
  }
  return found;
}

bool holds_optional(const Schema& schema, const Type& type) {
  const auto inside = [&](const Element& element) { return holds_optional(schema, *element); };
  return match(
      underlying(schema, type).form, [](const OptionalType&) { return true; },
      [&](const ListType& list) { return inside(list.element); },
      [&](const SetType& set) { return inside(set.element); },
      [&](const MapType& map) { return inside(map.value); },
      [&](const ArrayType& array) { return inside(array.element); },
      [](const auto&) { return false; });
}

}  // namespace

ViewContext::ViewContext(const Schema& all, const Names& all_names,
                         const HashableTypes& all_hashable, FileId of_file)
    : schema(all),
      names(all_names),
      hashable(all_hashable),
      file(of_file),
      spelling(all, all_names),
      initializers(all, all_names) {
  std::size_t number = 0;
  for (const TypeGroup& group : schema[file].type_order) {
    ++number;
    for (const TypeId id : group.members) {
      position.emplace(id, position.size());
      if (group.recursive) cycle.emplace(id, number);
    }
  }
}

std::vector<TypeId> declared_later(const ViewContext& context, TypeId user, const Type& type) {
  std::vector<TypeId> later;
  const std::size_t own = context.position.at(user);
  for (const TypeId id : types_behind_aliases(context.schema, type)) {
    const auto at = context.position.find(id);
    if (at != context.position.end() && at->second > own) later.push_back(id);
  }
  return later;
}

bool is_entangled(const ViewContext& context, TypeId user, const Type& type) {
  const auto own = context.cycle.find(user);
  if (own == context.cycle.end()) return false;
  const auto mentioned = types_behind_aliases(context.schema, type, Boxes::Closed);
  return std::ranges::any_of(mentioned, [&](TypeId id) {
    const auto cycle = context.cycle.find(id);
    if (cycle == context.cycle.end() || cycle->second != own->second) return false;
    return id != user || holds_optional(context.schema, type);
  });
}

std::string local_name(const ViewContext& context, std::string name,
                       const std::vector<std::string>& taken) {
  const auto& package = context.names.package_scope(context.file);
  while (package.contains(name) || std::ranges::find(taken, name) != taken.end()) name += '_';
  return name;
}

bool is_plain(const Schema& schema, const Type& type) {
  return !holds_bool(schema, type) && !holds_closed_enum(schema, type);
}

bool is_descriptor(const Type& type) {
  const auto* optional = std::get_if<OptionalType>(&type.form);
  return std::holds_alternative<FdType>(optional == nullptr ? type.form : optional->value->form);
}

bool needs_measuring(const Schema& schema, const Type& type) {
  return slot_of(schema, type).form != SlotForm::Fixed || holds_closed_enum(schema, type);
}

bool is_passed_by_value(const Schema& schema, const Type& type) {
  const Type& seen = underlying(schema, type);
  if (const auto* optional = std::get_if<OptionalType>(&seen.form)) {
    const auto size = fixed_size_bytes(schema, *optional->value);
    return size && *size < kMaxBytesByValue;
  }
  const auto size = fixed_size_bytes(schema, seen);
  return size && *size <= kMaxBytesByValue;
}

std::string leading_attribute(const AnnotationSet& annotations) {
  const auto& reason = annotations->deprecated;
  if (!reason) return {};
  return reason->empty() ? "[[deprecated]] " : "[[deprecated(" + string_literal(*reason) + ")]] ";
}

std::string trailing_attribute(const AnnotationSet& annotations) {
  std::string attribute = leading_attribute(annotations);
  if (attribute.empty()) return attribute;
  attribute.pop_back();
  return " " + attribute;
}

std::string wire_id_literal(std::uint64_t id) { return fmt::format("0x{:016X}", id); }

}  // namespace idlc::cpp
