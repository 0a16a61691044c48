// From the types that have constraints backwards to whoever contains them, each type once, so that
// cycles end.
#include "idlc/schema/constrained_types.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "idlc/schema/type_parts.h"

namespace idlc::schema {

namespace {

// Calls visit(annotations, type) for each value that is inside of a declared type.
template <class Visit>
struct ContentVisitor {
  const Declaration& decl;
  const Visit& visit;

  void operator()(const Alias& alias) const { visit(*decl.annotations, alias.target); }
  void operator()(const NewType& new_type) const { visit(*decl.annotations, new_type.base); }
  void operator()(const FixedStruct& fixed) const {
    for (const FixedMember& member : fixed.members) visit(*member.annotations, member.type);
  }
  void operator()(const Struct& structure) const { block(structure.block); }
  void operator()(const Error& error) const { block(error.block); }
  void operator()(const Union& tagged) const {
    for (const UnionCase& one : tagged.cases) {
      if (one.type) visit(*one.annotations, *one.type);
    }
  }
  template <class Other>
  void operator()(const Other&) const {}

  void block(const Block& block) const {
    for (const Field* field : fields_of(block)) visit(*field->annotations, field->type);
  }
};

template <class Visit>
void for_each_content(const Declaration& decl, const Visit& visit) {
  std::visit(ContentVisitor<Visit>{decl, visit}, decl.form);
}

}  // namespace

const Type& bare_type(const Schema& schema, const Type& type) {
  const Type* current = &innermost(schema, type);
  while (const auto* optional = std::get_if<OptionalType>(&current->form)) {
    current = &innermost(schema, *optional->value);
  }
  return *current;
}

void mark_constrained_types(Schema& schema) {
  std::vector<std::vector<std::uint32_t>> users(schema.declarations.size());
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < schema.declarations.size(); ++i) {
    Declaration& decl = schema.declarations[i];
    for_each_content(decl, [&](const Annotations& annotations, const Type& type) {
      for_each_name(type, [&](TypeId used, Holding) { users[used.index].push_back(i); });
      decl.is_constrained = decl.is_constrained || annotations.constrain();
    });
    if (decl.is_constrained) open.push_back(i);
  }
  while (!open.empty()) {
    const std::uint32_t used = open.back();
    open.pop_back();
    for (const std::uint32_t user : users[used]) {
      Declaration& decl = schema.declarations[user];
      if (std::exchange(decl.is_constrained, true)) continue;
      open.push_back(user);
    }
  }
}

bool is_constrained(const Schema& schema, const Type& type) {
  bool found = false;
  for_each_name(type, [&](TypeId id, Holding) { found = found || schema[id].is_constrained; });
  return found;
}

bool is_constrained(const Schema& schema, const Field& field) {
  return field.annotations->constrain() || is_constrained(schema, field.type);
}

}  // namespace idlc::schema
