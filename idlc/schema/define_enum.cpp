// Enums: width, values and what is reserved. Values that clash are numbering.h's and
// scope_names.h's business.
#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/define.h"
#include "idlc/schema/fit_value.h"
#include "idlc/schema/numbering.h"
#include "idlc/schema/resolve_value.h"
#include "idlc/schema/scope_names.h"
#include "idlc/schema/value_target.h"

namespace idlc::schema {

namespace {

Scalar width_of(Draft& draft, DeclId id, const syntax::EnumDecl& tree) {
  if (!tree.width) return Scalar::U32;
  const PlainType type = plain_type(draft, scope_inside(draft, id), *tree.width);
  if (const auto* scalar = std::get_if<Scalar>(&type.target)) {
    if (is_integer(*scalar)) return *scalar;
  }
  draft.mark_broken(id);
  if (!std::holds_alternative<UnknownTarget>(type.target)) {
    draft.sink.report(kEnumWidth, tree.width->span, draft.quoted(tree.width->span));
  }
  return Scalar::I64;
}

}  // namespace

void define_enum(Draft& draft, DeclId id, const syntax::EnumDecl& tree) {
  Enum enumeration;
  enumeration.openness = tree.kind == syntax::EnumKind::Closed ? Openness::Closed : Openness::Open;
  enumeration.width = width_of(draft, id, tree);
  if (tree.values.empty() && !tree.damaged) {
    draft.sink.report(kEmptyEnum, tree.name.span, tree.name.text);
  }
  ScopeNames names(draft.sink);
  std::vector<NumberEntry> entries;
  enumeration.reserved =
      read_reserved({draft, id, tree.reserved, enumeration.width}, names, entries);
  for (const syntax::EnumValue& value : tree.values) {
    names.add(value.name);
    const auto number =
        resolve_value(draft, scope_inside(draft, id), value.value, enumeration.width);
    const Integer integer = number ? std::get<Integer>(*number) : Integer{};
    enumeration.values.push_back({value.name.text, value.name.span, value.doc.text, integer});
    if (!number) continue;
    enumeration.has_zero = enumeration.has_zero || integer == Integer{};
    entries.push_back({integer, integer, value.value.span, false, 0});
  }
  (void)check_numbers(draft.sink, std::move(entries), NumberRule::Sparse, tree.damaged);
  draft.schema[id].form = std::move(enumeration);
}

}  // namespace idlc::schema
