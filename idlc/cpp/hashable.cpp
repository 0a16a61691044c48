// One pass over all types. Imports come before their importers and what is held by value before its
// holder, so that every answer that is needed is there; what is not, as in a cycle, has no hash.
#include "idlc/cpp/hashable.h"

#include <algorithm>

#include "idlc/cpp/match.h"

namespace idlc::cpp {

using namespace schema;

HashableTypes::HashableTypes(const Schema& schema) : known_(schema.declarations.size()) {
  for (const File& file : schema.files) {
    for (const TypeGroup& group : file.type_order) {
      for (const TypeId id : group.members) known_[id.index] = has_hash(schema[id]);
    }
  }
}

bool HashableTypes::has_hash(const Declaration& declaration) const {
  return match(
      declaration.form, [](const Enum&) { return true; }, [](const Flags&) { return true; },
      [&](const Alias& alias) { return has_hash(alias.target); },
      [&](const NewType& new_type) { return has_hash(new_type.base); },
      [&](const FixedStruct& fixed) {
        return !fixed.members.empty() &&
               std::ranges::all_of(fixed.members, [this](const FixedMember& member) {
                 return has_hash(member.type);
               });
      },
      [&](const Struct& structure) {
        const auto fields = fields_of(structure.block);
        return !fields.empty() && std::ranges::all_of(fields, [this](const Field* field) {
          return has_hash(field->type);
        });
      },
      [](const auto&) { return false; });
}

bool HashableTypes::has_hash(const Type& type) const {
  return match(
      type.form, [](Scalar) { return true; },
      [this](const NamedType& name) { return contains(name.id); },
      [this](const ArrayType& array) { return has_hash(*array.element); },
      [this](const OptionalType& optional) { return has_hash(*optional.value); },
      [](const auto&) { return false; });
}

}  // namespace idlc::cpp
