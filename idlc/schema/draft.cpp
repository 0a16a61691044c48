// Questions that several passes ask of the draft. They only look: each pass changes its own part of
// the draft.
#include "idlc/schema/draft.h"

#include <algorithm>
#include <array>

namespace idlc::schema {

std::string Draft::quoted(const Span& span) const {
  return "`" + std::string(sources.text(span)) + "`";
}

bool Draft::may_be_lost(const syntax::Path& path) const {
  return std::ranges::any_of(
      path.parts, [&](const syntax::Name& part) { return lost_words.contains(part.text); });
}

Scope scope_inside(const Draft& draft, DeclId id) {
  const Declaration& decl = draft.schema[id];
  const bool has_scope = std::holds_alternative<syntax::StructDecl>(draft.trees[id.index]->node) ||
                         std::holds_alternative<syntax::UnionDecl>(draft.trees[id.index]->node);
  if (has_scope) return {decl.file, decl.full_name};
  if (decl.parent) return {decl.file, draft.schema[*decl.parent].full_name};
  return {decl.file, package_name(draft.schema[decl.file])};
}

std::string_view kind_with_article(const Draft& draft, DeclId id) {
  const auto& node = draft.trees[id.index]->node;
  if (const auto* structure = std::get_if<syntax::StructDecl>(&node)) {
    switch (structure->kind) {
      case syntax::StructKind::Struct:
        return "a struct";
      case syntax::StructKind::Fixed:
        return "a fixed struct";
      case syntax::StructKind::Error:
        return "an error";
    }
  }
  constexpr std::array<std::string_view, 8> kKinds{"a constant",    "an alias", "an enum",
                                                   "a struct",      "a union",  "a service",
                                                   "an annotation", "unclear"};
  return kKinds[node.index()];
}

}  // namespace idlc::schema
