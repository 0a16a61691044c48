// Enums and flags: width, values or bits, and what is reserved. Values that clash are numbering.h's
// and scope_names.h's business.
#include <fmt/format.h>

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

bool is_width(syntax::EnumKind kind, Scalar scalar) {
  if (kind == syntax::EnumKind::Flags) return scalar >= Scalar::U8 && scalar <= Scalar::U64;
  return is_integer(scalar);
}

// What the values must fit. Without a width that can be one, anything does.
Scalar width_of(Draft& draft, DeclId id, const syntax::EnumDecl& tree) {
  if (!tree.width) return Scalar::U32;
  const PlainType type = plain_type(draft, scope_inside(draft, id), *tree.width);
  if (const auto* scalar = std::get_if<Scalar>(&type.target)) {
    if (is_width(tree.kind, *scalar)) return *scalar;
  }
  draft.mark_broken(id);
  if (!std::holds_alternative<UnknownTarget>(type.target)) {
    const Span& place = tree.width->span;
    const bool is_flags = tree.kind == syntax::EnumKind::Flags;
    draft.sink.report(is_flags ? kFlagsWidth : kEnumWidth, place, draft.quoted(place));
  }
  return tree.kind == syntax::EnumKind::Flags ? Scalar::U64 : Scalar::I64;
}

// Reports a position that the width does not have.
class BitChecker {
 public:
  BitChecker(Draft& draft, Scalar width)
      : draft_(draft), width_(width), bits_(8U << (unsigned(width) - unsigned(Scalar::U8))) {}

  bool accepts(const Integer& position, const Span& place) const {
    if (!position.negative && position.magnitude < bits_) return true;
    draft_.sink.report(kFlagBit, place, name_of(width_), to_string(position))
        .label(fmt::format("0 to {} are allowed", bits_ - 1));
    return false;
  }

 private:
  Draft& draft_;
  Scalar width_;
  std::uint64_t bits_;
};

void define_flags(Draft& draft, DeclId id, const syntax::EnumDecl& tree) {
  Flags flags;
  flags.width = width_of(draft, id, tree);
  const BitChecker checker(draft, flags.width);
  if (tree.values.empty() && !tree.damaged) {
    draft.sink.report(kEmptyFlags, tree.name.span, tree.name.text);
  }
  ScopeNames names(draft.sink);
  std::vector<NumberEntry> entries;
  flags.reserved = read_reserved({draft, id, tree.reserved, Scalar::I64}, names, entries);
  std::erase_if(entries, [&](const NumberEntry& entry) {
    return !checker.accepts(entry.first, entry.span) || !checker.accepts(entry.last, entry.span);
  });
  for (const syntax::EnumValue& value : tree.values) {
    names.add(value.name);
    const auto number = resolve_value(draft, scope_inside(draft, id), value.value, Scalar::I64);
    const Integer position = number ? std::get<Integer>(*number) : Integer{};
    // Values are read also where the position is refused below: it must be one of some width.
    flags.bits.push_back({value.name.text, value.name.span, value.doc.text,
                          static_cast<std::uint32_t>(position.magnitude % 64)});
    const bool fits = number && checker.accepts(position, value.value.span);
    if (!fits) draft.mark_broken(id);
    if (fits) entries.push_back({position, position, value.value.span, false, 0});
  }
  (void)check_numbers(draft.sink, std::move(entries), NumberRule::Sparse, tree.damaged);
  draft.schema[id].form = std::move(flags);
}

}  // namespace

void define_enum(Draft& draft, DeclId id, const syntax::EnumDecl& tree) {
  if (tree.kind == syntax::EnumKind::Flags) return define_flags(draft, id, tree);
  Enum enumeration;
  enumeration.openness = tree.kind == syntax::EnumKind::Closed ? Openness::Closed : Openness::Open;
  enumeration.width = width_of(draft, id, tree);
  enumeration.has_zero = tree.damaged;  // then it may have had one
  const auto target =
      draft.is_broken(id) ? ValueTarget{UnknownTarget{}} : ValueTarget{enumeration.width};
  if (tree.values.empty() && !tree.damaged) {
    draft.sink.report(kEmptyEnum, tree.name.span, tree.name.text);
  }
  ScopeNames names(draft.sink);
  std::vector<NumberEntry> entries;
  enumeration.reserved =
      read_reserved({draft, id, tree.reserved, enumeration.width}, names, entries);
  for (const syntax::EnumValue& value : tree.values) {
    names.add(value.name);
    const auto number = resolve_value(draft, scope_inside(draft, id), value.value, target);
    const Integer integer = number ? std::get<Integer>(*number) : Integer{};
    enumeration.values.push_back({value.name.text, value.name.span, value.doc.text, integer});
    enumeration.has_zero = enumeration.has_zero || integer == Integer{};  // so is an unclear one
    if (!number) continue;
    entries.push_back({integer, integer, value.value.span, false, 0});
  }
  (void)check_numbers(draft.sink, std::move(entries), NumberRule::Sparse, tree.damaged);
  draft.schema[id].form = std::move(enumeration);
}

}  // namespace idlc::schema
