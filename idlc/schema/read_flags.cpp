// Values of flags: the names of bits in brackets, or one of them alone. A name is looked for as an
// enum's value is: among the bits first, then among the constants.
#include <unordered_map>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/deprecated.h"
#include "idlc/schema/read_value.h"
#include "idlc/schema/resolve_name.h"
#include "idlc/schema/resolve_value.h"
#include "idlc/schema/value_shape.h"

namespace idlc::schema {

ValueReader::Read ValueReader::read_flags(const Place& place, TypeId id, const Flags& flags) {
  const auto* list = std::get_if<syntax::ListValue>(&place.value.node);
  if (list == nullptr) return read_bit(place, id, flags);
  FlagsValue result;
  std::unordered_map<std::uint64_t, const Span*> known;
  bool is_whole = true;
  for (const syntax::Value& text : list->elements) {
    const auto value = read_bit(Place{place.scope, text, place.type, place.level + 1}, id, flags);
    is_whole = is_whole && value;
    if (!value) continue;
    const std::uint64_t bits = std::get<FlagsValue>(*value).bits;
    const auto [first, is_new] = known.emplace(bits, &text.span);
    if (!is_new) {
      draft_.sink.report(kDuplicateEntry, text.span, draft_.quoted(text.span))
          .note(*first->second, "the first one stands here");
    }
    is_whole = is_whole && is_new;
    result.bits |= bits;
  }
  if (!is_whole) return std::nullopt;
  return Value{result};
}

// Whether everything before the last dot names the flags.
bool ValueReader::is_qualified_by(const Place& place, const syntax::Path& path) {
  if (path.parts.size() < 2) return false;
  syntax::Path prefix = path;
  prefix.parts.pop_back();
  const Lookup lookup = draft_.names.find(place.scope, prefix);
  if (!lookup.found || !is_wanted(draft_, *lookup.found, Wanted::Type)) return false;
  return hold_the_same(draft_.schema, Type{NamedType{*lookup.found}}, place.type);
}

ValueReader::Read ValueReader::read_bit(const Place& place, TypeId id, const Flags& flags) {
  const auto* named = std::get_if<syntax::NameValue>(&place.value.node);
  if (named == nullptr || named->path.is_broken()) return read_other(place);
  const syntax::Path& path = named->path;
  const bool is_bare = path.parts.size() == 1 && !path.from_root;
  const bool is_qualified = is_qualified_by(place, path);
  if (!is_bare && !is_qualified) return read_other(place);
  if (const auto bit = enum_value(draft_, id, path.parts.back().text)) {
    note_use(draft_, *bit, path.parts.back().span);
    return Value{FlagsValue{std::uint64_t{1} << flags.bits[bit->index].bit}};
  }
  const Lookup lookup = draft_.names.find(place.scope, path);
  if (lookup.found || lookup.hidden) return read_other(place);
  report_unknown_enum_value(draft_, id, path.parts.back());
  return std::nullopt;
}

}  // namespace idlc::schema
