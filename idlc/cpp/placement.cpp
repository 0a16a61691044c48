// Finding the enums that something before their parent's class needs. It decides only where
// declarations stand, from what refers to what.
#include "idlc/cpp/placement.h"

#include <algorithm>

#include "idlc/cpp/match.h"

namespace idlc::cpp {

using namespace schema;

namespace {

void add_mentioned(const Type& type, Boxes boxes, std::vector<TypeId>& found) {
  const auto add = [&](const Element& element) { add_mentioned(*element, boxes, found); };
  match(
      type.form, [](InvalidType) {}, [](Scalar) {}, [](FdType) {}, [](ServiceType) {},
      [&](const NamedType& named) { found.push_back(named.id); },
      [&](const ListType& list) { add(list.element); },
      [&](const SetType& set) { add(set.element); },
      [&](const MapType& map) {
        add(map.key);
        add(map.value);
      },
      [&](const BoxType& box) {
        if (boxes == Boxes::Opened) add(box.value);
      },
      [&](const ArrayType& array) { add(array.element); },
      [&](const OptionalType& optional) { add(optional.value); });
}

void add_mentioned(const Type& type, std::vector<TypeId>& found) {
  add_mentioned(type, Boxes::Opened, found);
}

void add_mentioned(const Block& block, std::vector<TypeId>& found) {
  for (const Field* field : fields_of(block)) add_mentioned(field->type, found);
}

bool is_enum(const Schema& schema, DeclId id) {
  const auto& form = schema[id].form;
  return std::holds_alternative<Enum>(form) || std::holds_alternative<Flags>(form);
}

}  // namespace

std::vector<TypeId> mentioned_types(const Type& type, Boxes boxes) {
  std::vector<TypeId> found;
  add_mentioned(type, boxes, found);
  return found;
}

std::vector<TypeId> used_types(const Declaration& declaration) {
  std::vector<TypeId> found;
  match(
      declaration.form, [&](const Constant& constant) { add_mentioned(constant.type, found); },
      [&](const Alias& alias) { add_mentioned(alias.target, found); },
      [&](const NewType& new_type) { add_mentioned(new_type.base, found); }, [](const Enum&) {},
      [](const Flags&) {},
      [&](const FixedStruct& fixed) {
        for (const FixedMember& member : fixed.members) add_mentioned(member.type, found);
      },
      [&](const Struct& structure) { add_mentioned(structure.block, found); },
      [&](const Error& error) { add_mentioned(error.block, found); },
      [&](const Union& choice) {
        for (const UnionCase& one : choice.cases) {
          if (one.type) add_mentioned(*one.type, found);
        }
      },
      [](const Service&) {}, [](const Annotation&) {});
  return found;
}

std::vector<bool> stands_inside(const Schema& schema) {
  std::vector<bool> inside(schema.declarations.size(), false);
  for (std::uint32_t index = 0; index < inside.size(); ++index) {
    inside[index] = schema.declarations[index].parent && is_enum(schema, {index});
  }
  std::vector<bool> declared(schema.declarations.size(), false);
  for (const File& file : schema.files) {
    for (const TypeGroup& group : file.type_order) {
      for (const TypeId user : group.members) {
        for (const TypeId used : used_types(schema[user])) {
          const auto parent = schema[used].parent;
          if (parent && *parent != user && !declared[parent->index]) inside[used.index] = false;
        }
        declared[user.index] = true;
      }
    }
  }
  return inside;
}

}  // namespace idlc::cpp
