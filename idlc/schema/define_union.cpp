// Unions: cases with their numbers, names and types. A case without a type carries nothing, which
// only unions can say.
#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/define.h"
#include "idlc/schema/numbering.h"
#include "idlc/schema/resolve_type.h"
#include "idlc/schema/scope_names.h"

namespace idlc::schema {

namespace {

// Adds the cases' numbers to the reserved ones. Whether all of them were usable.
bool collect_numbers(Draft& draft, const syntax::UnionDecl& tree,
                     std::vector<NumberEntry>& entries) {
  bool all_usable = true;
  for (std::size_t i = 0; i < tree.cases.size(); ++i) {
    const auto& number = tree.cases[i].number;
    const bool usable = number && check_number_limits(draft.sink, *number);
    all_usable = all_usable && usable;
    if (!usable) continue;
    const Integer integer{false, number->value};
    entries.push_back({integer, integer, number->span, false, i});
  }
  return all_usable;
}

UnionCase case_of(Draft& draft, DeclId id, const syntax::Field& tree) {
  UnionCase result;
  result.number = static_cast<std::uint32_t>(tree.number->value);
  result.name = tree.name.text;
  result.span = tree.name.span;
  result.doc = tree.doc.text;
  if (!is_word(tree.type, "void")) result.type = resolve_type(draft, id, tree.type);
  return result;
}

}  // namespace

void define_union(Draft& draft, DeclId id, const syntax::UnionDecl& tree) {
  if (tree.cases.empty() && !tree.damaged) {
    draft.sink.report(kEmptyUnion, tree.name.span, tree.name.text);
  }
  Union result;
  ScopeNames names(draft.sink);
  std::vector<NumberEntry> entries;
  result.reserved = read_reserved({draft, id, tree.reserved, Scalar::U32}, names, entries);
  for (const auto& tagged : tree.cases) names.add(tagged.name);
  const bool all_usable = collect_numbers(draft, tree, entries);
  const auto kept =
      check_numbers(draft.sink, std::move(entries), NumberRule::Dense, tree.damaged || !all_usable);
  for (const NumberEntry& entry : kept) {
    if (!entry.is_reserved) result.cases.push_back(case_of(draft, id, tree.cases[entry.index]));
  }
  draft.schema[id].form = std::move(result);
}

}  // namespace idlc::schema
