// Walking through a type: its parts, and theirs.
//
// Stops at names: what a declared type contains is another matter. The parser bounds the depth.
#pragma once

#include <variant>

#include "idlc/schema/type.h"

namespace idlc::schema {

/// Whether a value of the outer type has the part's value inside it, or somewhere else in memory.
enum class Holding { ByValue, Indirect };

/// Calls visit(part, holding) for each type argument of the type, in the order of the text.
template <class Visit>
void for_each_part(const Type& type, const Visit& visit) {
  const auto& form = type.form;
  if (const auto* list = std::get_if<ListType>(&form)) visit(*list->element, Holding::Indirect);
  if (const auto* set = std::get_if<SetType>(&form)) visit(*set->element, Holding::Indirect);
  if (const auto* map = std::get_if<MapType>(&form)) {
    visit(*map->key, Holding::Indirect);
    visit(*map->value, Holding::Indirect);
  }
  if (const auto* box = std::get_if<BoxType>(&form)) visit(*box->value, Holding::Indirect);
  if (const auto* array = std::get_if<ArrayType>(&form)) visit(*array->element, Holding::ByValue);
  if (const auto* optional = std::get_if<OptionalType>(&form)) {
    visit(*optional->value, Holding::ByValue);
  }
}

/// Calls visit(id, holding) for each declared type that is named anywhere in the type.
template <class Visit>
void for_each_name(const Type& type, const Visit& visit, Holding holding = Holding::ByValue) {
  if (const auto* named = std::get_if<NamedType>(&type.form)) visit(named->id, holding);
  for_each_part(type, [&](const Type& part, Holding inner) {
    const bool by_value = holding == Holding::ByValue && inner == Holding::ByValue;
    for_each_name(part, visit, by_value ? Holding::ByValue : Holding::Indirect);
  });
}

}  // namespace idlc::schema
