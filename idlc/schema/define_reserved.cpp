// `reserved 3, 7..9, "lost";` of enums and unions. What structs and errors reserve has types, and
// is defined with their members.
#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/define.h"
#include "idlc/schema/numbering.h"
#include "idlc/schema/resolve_value.h"
#include "idlc/schema/scope_names.h"

namespace idlc::schema {

namespace {

std::optional<NumberRange> read_range(const ReservedReader& reader,
                                      const syntax::ReservedRange& range, const Span& place) {
  const Scope scope = scope_inside(reader.draft, reader.owner);
  const auto first = resolve_value(reader.draft, scope, range.first, reader.width);
  // A single number stands at both ends; it is looked at once, so that it is reported once.
  const bool is_single = range.first.span == range.last.span;
  const auto last =
      is_single ? first : resolve_value(reader.draft, scope, range.last, reader.width);
  if (!first || !last) return std::nullopt;
  const NumberRange numbers{std::get<Integer>(*first), std::get<Integer>(*last)};
  if (!(numbers.last < numbers.first)) return numbers;
  reader.draft.sink.report(kReservedRange, place, to_string(numbers.first), to_string(numbers.last))
      .label("swap the ends")
      .fix(place, to_string(numbers.last) + ".." + to_string(numbers.first));
  return std::nullopt;
}

}  // namespace

ReservedNumbers read_reserved(const ReservedReader& reader, ScopeNames& names,
                              std::vector<NumberEntry>& entries) {
  ReservedNumbers reserved;
  for (const syntax::ReservedItem& item : reader.items) {
    if (const auto* name = std::get_if<syntax::StringLiteral>(&item.node)) {
      names.reserve(*name);
      reserved.names.push_back(name->text);
      continue;
    }
    const auto range = read_range(reader, std::get<syntax::ReservedRange>(item.node), item.span);
    if (!range) continue;
    entries.push_back({range->first, range->last, item.span, true, 0});
    reserved.numbers.push_back(*range);
  }
  return reserved;
}

}  // namespace idlc::schema
