// Which function defines what; and aliases and late constants, of which only the type is needed.
// Each declaration is defined once, after all names are known.
#include "idlc/schema/define.h"

#include <utility>

#include "idlc/schema/resolve_type.h"

namespace idlc::schema {

namespace {

struct Definer {
  Draft& draft;
  DeclId id;

  void operator()(const syntax::ConstDecl& tree) const { define_constant(draft, id, tree); }
  void operator()(const syntax::BrokenDecl&) const {}
  void operator()(const syntax::AnnotationDecl& tree) const { define_annotation(draft, id, tree); }
  void operator()(const syntax::TypeDecl& tree) const { define_alias(draft, id, tree); }
  void operator()(const syntax::EnumDecl& tree) const { define_enum(draft, id, tree); }
  void operator()(const syntax::StructDecl& tree) const { define_struct(draft, id, tree); }
  void operator()(const syntax::UnionDecl& tree) const { define_union(draft, id, tree); }
  void operator()(const syntax::ServiceDecl& tree) const { define_service(draft, id, tree); }
};

}  // namespace

void define_all(Draft& draft) {
  for (std::uint32_t i = 0; i < draft.trees.size(); ++i) {
    std::visit(Definer{draft, DeclId{i}}, draft.trees[i]->node);
  }
}

void define_constant(Draft& draft, DeclId id, const syntax::ConstDecl& tree) {
  if (!draft.is_late(id)) return;
  Type type = resolve_type(draft, id, tree.type);
  draft.type_uses.back().is_member = false;
  draft.schema[id].form = Constant{std::move(type), Null{}};
}

void define_alias(Draft& draft, DeclId id, const syntax::TypeDecl& tree) {
  Type type = resolve_type(draft, id, tree.target);
  if (tree.is_new) {
    draft.schema[id].form = NewType{std::move(type)};
  } else {
    draft.schema[id].form = Alias{std::move(type), {}};
  }
}

}  // namespace idlc::schema
