// Which kind of literal a type has, and what a name means instead of one. What stands between
// brackets and braces is read in read_composite.cpp.
#include "idlc/schema/read_value.h"

#include <fmt/format.h>

#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/dump.h"
#include "idlc/schema/resolve_name.h"
#include "idlc/schema/resolve_type.h"
#include "idlc/schema/resolve_value.h"
#include "idlc/schema/value_shape.h"

namespace idlc::schema {

namespace {

bool is_optional_inside(const Schema& schema, const Type& type) {
  return std::holds_alternative<OptionalType>(innermost(schema, type).form);
}

}  // namespace

ValueReader::ValueReader(Draft& draft, Prepare prepare)
    : draft_(draft), prepare_(std::move(prepare)) {}

std::optional<Value> ValueReader::read(const Scope& scope, const syntax::Value& value,
                                       const Type& type, unsigned level) {
  return read(Place{scope, value, type, level});
}

ValueReader::Read ValueReader::read(const Place& place) {
  if (place.value.is_broken()) return std::nullopt;
  const auto& form = innermost(draft_.schema, place.type).form;
  if (std::holds_alternative<InvalidType>(form)) return std::nullopt;
  if (const auto* scalar = std::get_if<Scalar>(&form)) {
    return resolve_value(draft_, place.scope, place.value, *scalar);
  }
  if (const auto* named = std::get_if<NamedType>(&form)) return read_named(place, named->id);
  if (const auto* list = std::get_if<ListType>(&form)) return read_list(place, *list->element);
  if (const auto* set = std::get_if<SetType>(&form)) return read_set(place, *set->element);
  if (const auto* map = std::get_if<MapType>(&form)) return read_map(place, *map);
  if (const auto* array = std::get_if<ArrayType>(&form)) return read_array(place, *array);
  if (const auto* optional = std::get_if<OptionalType>(&form)) {
    return read_optional(place, *optional->value);
  }
  if (const auto* box = std::get_if<BoxType>(&form)) {
    return read(Place{place.scope, place.value, *box->value, place.level});
  }
  draft_.sink.report(kNoDefaultPossible, place.value.span,
                     "`" + type_text(draft_.schema, place.type) + "`");
  return std::nullopt;
}

ValueReader::Read ValueReader::read_named(const Place& place, TypeId id) {
  if (draft_.is_broken(id)) return std::nullopt;
  const auto& form = draft_.schema[id].form;
  if (std::holds_alternative<Enum>(form)) {
    return resolve_value(draft_, place.scope, place.value, id);
  }
  if (const auto* flags = std::get_if<Flags>(&form)) return read_flags(place, id, *flags);
  if (std::holds_alternative<Union>(form)) return read_union(place, id);
  return read_fields(place, id);
}

ValueReader::Read ValueReader::read_optional(const Place& place, const Type& inner) {
  if (std::holds_alternative<syntax::NullValue>(place.value.node)) return Value{Null{}};
  const auto constant = late_constant_named(draft_, place.scope, place.value, inner);
  const bool is_whole =
      constant &&
      is_optional_inside(draft_.schema, std::get<Constant>(draft_.schema[*constant].form).type);
  if (is_whole) return read_other(place);
  return read(Place{place.scope, place.value, inner, place.level});
}

ValueReader::Read ValueReader::read_other(const Place& place) {
  const auto* named = std::get_if<syntax::NameValue>(&place.value.node);
  if (named == nullptr) return wrong_type(place, literal_text(place.value));
  const auto id = resolve_name(draft_, place.scope, named->path, Wanted::Constant);
  if (!id) return std::nullopt;
  const auto* constant = std::get_if<Constant>(&draft_.schema[*id].form);
  const bool is_unclear = constant == nullptr || has_invalid(draft_, constant->type);
  if (is_unclear || (!draft_.is_late(*id) && draft_.is_broken(*id))) return std::nullopt;
  if (!hold_the_same(draft_.schema, constant->type, place.type)) {
    return wrong_type(
        place, fmt::format("a constant of type `{}`", type_text(draft_.schema, constant->type)));
  }
  if (prepare_) prepare_(*id, place.value.span, place.level);
  if (draft_.is_broken(*id)) return std::nullopt;
  return copy_of(place, std::get<Constant>(draft_.schema[*id].form));
}

ValueReader::Read ValueReader::copy_of(const Place& place, const Constant& constant) {
  if (draft_.copied_values > kMaxCopiedValues) return std::nullopt;
  draft_.copied_values += weight_of(constant.value);
  if (draft_.copied_values > kMaxCopiedValues) {
    draft_.sink.report(kConstantsTooLarge, place.value.span, kMaxCopiedValues);
    return std::nullopt;
  }
  if (place.level + depth_of(constant.value) > syntax::kMaxNesting) {
    draft_.sink.report(kNestingTooDeep, place.value.span, syntax::kMaxNesting);
    return std::nullopt;
  }
  return constant.value;
}

ValueReader::Read ValueReader::wrong_type(const Place& place, std::string_view found) {
  draft_.sink.report(kValueType, place.value.span, expected_literal(draft_.schema, place.type),
                     found);
  return std::nullopt;
}

std::optional<Value> read_value(Draft& draft, const Scope& scope, const syntax::Value& value,
                                const Type& type) {
  return ValueReader(draft).read(scope, value, type);
}

std::optional<DeclId> late_constant_named(const Draft& draft, const Scope& scope,
                                          const syntax::Value& value, const Type& type) {
  const auto* named = std::get_if<syntax::NameValue>(&value.node);
  if (named == nullptr || named->path.is_broken()) return std::nullopt;
  const auto* expected = std::get_if<NamedType>(&held_type(draft.schema, type).form);
  const bool is_bare = named->path.parts.size() == 1 && !named->path.from_root;
  if (expected != nullptr && is_bare &&
      enum_value(draft, expected->id, named->path.parts.front().text)) {
    return std::nullopt;
  }
  const auto found = draft.names.peek(scope, named->path);
  return found && draft.is_late(*found) ? found : std::nullopt;
}

}  // namespace idlc::schema
