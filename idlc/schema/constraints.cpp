// Which types constraints are about, and the pass over what has them. Ranges of one value come from
// several places: its own annotation, and those of the new types that it goes through.
#include "idlc/schema/constraints.h"

#include <algorithm>
#include <vector>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/constrained_types.h"
#include "idlc/schema/dump.h"
#include "idlc/schema/fit_value.h"
#include "idlc/schema/resolve_type.h"

namespace idlc::schema {

namespace {

// A range as values of one type; lengths are integers.
struct Bounds {
  std::optional<Value> min;
  std::optional<Value> max;
  Span span;
};

Value integer(std::uint64_t number) { return Integer{false, number}; }

std::optional<Bounds> length_of(const Annotations& annotations) {
  if (!annotations.length) return std::nullopt;
  Bounds bounds{std::nullopt, std::nullopt, annotations.length->span};
  if (annotations.length->min) bounds.min = integer(*annotations.length->min);
  if (annotations.length->max) bounds.max = integer(*annotations.length->max);
  return bounds;
}

std::optional<Bounds> range_of(const Annotations& annotations) {
  if (!annotations.range) return std::nullopt;
  return Bounds{annotations.range->min, annotations.range->max, annotations.range->span};
}

using BoundsOf = std::optional<Bounds> (*)(const Annotations&);

bool holds(const Bounds& bounds, const Value& value) {
  return !(bounds.min && is_less(value, *bounds.min)) &&
         !(bounds.max && is_less(*bounds.max, value));
}

// What a default's length is, if it has one.
std::optional<Value> length_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return integer(text->size());
  if (const auto* bytes = std::get_if<ByteString>(&value)) return integer(bytes->bytes.size());
  if (const auto* list = std::get_if<ListValue>(&value)) return integer(list->elements.size());
  if (const auto* map = std::get_if<MapValue>(&value)) return integer(map->entries.size());
  return std::nullopt;
}

class Checker {
 public:
  explicit Checker(Draft& draft) : draft_(draft) {}

  void run() {
    for (const FieldUse& use : draft_.field_uses) check_field(use);
    for (std::uint32_t i = 0; i < draft_.schema.declarations.size(); ++i) {
      const Declaration& decl = draft_.schema.declarations[i];
      if (draft_.is_broken(DeclId{i})) continue;
      std::visit([&](const auto& form) { check(DeclId{i}, decl, form); }, decl.form);
    }
  }

 private:
  template <class Other>
  void check(DeclId, const Declaration&, const Other&) {}

  void check(DeclId, const Declaration& decl, const NewType& new_type) {
    check_ranges(*decl.annotations, new_type.base);
  }

  void check(DeclId, const Declaration&, const FixedStruct& fixed) {
    for (const FixedMember& one : fixed.members) check_ranges(*one.annotations, one.type);
  }

  void check(DeclId, const Declaration&, const Union& tagged) {
    for (const UnionCase& one : tagged.cases) {
      if (one.type) check_ranges(*one.annotations, *one.type);
    }
  }

  void check(DeclId, const Declaration&, const Service& service) {
    for (const Method& method : service.methods) {
      if (method.stream_in) check_ranges(*method.stream_in->annotations, method.stream_in->type);
    }
  }

  void check(DeclId id, const Declaration&, const Constant& constant) {
    const Span& place = draft_.tree_as<syntax::ConstDecl>(id)->value.span;
    check_value({}, constant.type, constant.value, place);
  }

  void check_field(const FieldUse& use) {
    const Field& field = *use.field;
    const bool is_possible = check_ranges(*field.annotations, field.type);
    if (!is_possible || !field.default_value || use.default_value == nullptr) return;
    check_value(*field.annotations, field.type, *field.default_value, use.default_value->span);
  }

  // Whether each of the ranges of the new types behind the type has something in common with the
  // thing's own.
  bool check_ranges(const Annotations& own, const Type& type) {
    if (has_invalid(draft_, type)) return false;
    return check_ranges(own, type, length_of) && check_ranges(own, type, range_of);
  }

  bool check_ranges(const Annotations& own, const Type& type, BoundsOf bounds_of) {
    const auto wanted = bounds_of(own);
    if (!wanted) return true;
    for (const Bounds& other : bounds_behind(type, bounds_of)) {
      const bool misses = (wanted->min && other.max && is_less(*other.max, *wanted->min)) ||
                          (wanted->max && other.min && is_less(*wanted->max, *other.min));
      if (!misses) continue;
      draft_.sink.report(kImpossibleConstraint, wanted->span, draft_.quoted(wanted->span))
          .label("its type allows only " + draft_.quoted(other.span))
          .note(other.span, "the type's own range stands here");
      return false;
    }
    return true;
  }

  // The ranges of the new types that the type goes through, the outermost first.
  std::vector<Bounds> bounds_behind(const Type& type, BoundsOf bounds_of) const {
    std::vector<Bounds> found;
    const Type* current = &underlying(draft_.schema, type);
    for (;;) {
      if (const auto* optional = std::get_if<OptionalType>(&current->form)) {
        current = &underlying(draft_.schema, *optional->value);
        continue;
      }
      const auto* named = std::get_if<NamedType>(&current->form);
      const Declaration* decl = named == nullptr ? nullptr : &draft_.schema[named->id];
      const auto* new_type = decl == nullptr ? nullptr : std::get_if<NewType>(&decl->form);
      if (new_type == nullptr) return found;
      if (auto bounds = bounds_of(*decl->annotations)) found.push_back(std::move(*bounds));
      current = &underlying(draft_.schema, new_type->base);
    }
  }

  void check_value(const Annotations& own, const Type& type, const Value& value,
                   const Span& place) {
    if (has_invalid(draft_, type)) return;
    check_value(own, type, length_of(value), {place, length_of});
    check_value(own, type, value, {place, range_of});
  }

  struct Where {
    Span place;
    BoundsOf bounds_of;
  };

  void check_value(const Annotations& own, const Type& type, const std::optional<Value>& value,
                   const Where& where) {
    if (!value || std::holds_alternative<Null>(*value)) return;
    std::vector<Bounds> all = bounds_behind(type, where.bounds_of);
    if (auto bounds = where.bounds_of(own)) all.insert(all.begin(), std::move(*bounds));
    for (const Bounds& bounds : all) {
      if (holds(bounds, *value)) continue;
      const bool is_length = where.bounds_of == static_cast<BoundsOf>(length_of);
      const std::string found = is_length ? "a length of " + to_string(std::get<Integer>(*value))
                                          : draft_.quoted(where.place);
      draft_.sink.report(kBrokenByDefault, where.place, found, draft_.quoted(bounds.span))
          .note(bounds.span, "the constraint stands here");
      return;
    }
  }

  Draft& draft_;
};

}  // namespace

bool has_length(const Schema& schema, const Type& type) {
  const auto& form = bare_type(schema, type).form;
  if (const auto* scalar = std::get_if<Scalar>(&form)) {
    return *scalar == Scalar::String || *scalar == Scalar::Bytes;
  }
  return std::holds_alternative<ListType>(form) || std::holds_alternative<SetType>(form) ||
         std::holds_alternative<MapType>(form);
}

std::optional<Scalar> ranged_scalar(const Schema& schema, const Type& type) {
  const auto* scalar = std::get_if<Scalar>(&bare_type(schema, type).form);
  if (scalar == nullptr) return std::nullopt;
  const bool has_order = is_integer(*scalar) || *scalar == Scalar::F32 || *scalar == Scalar::F64 ||
                         *scalar == Scalar::Duration || *scalar == Scalar::Timestamp;
  return has_order ? std::optional(*scalar) : std::nullopt;
}

bool can_be_missing(const Schema& schema, const Type& type) {
  const Type& seen = underlying(schema, type);
  if (std::holds_alternative<OptionalType>(seen.form)) return true;
  const Declaration* decl = declaration_of(schema, seen);
  return decl != nullptr && std::holds_alternative<Union>(decl->form);
}

bool is_less(const Value& a, const Value& b) {
  if (const auto* left = std::get_if<Integer>(&a)) return *left < std::get<Integer>(b);
  if (const auto* left = std::get_if<double>(&a)) return *left < std::get<double>(b);
  if (const auto* left = std::get_if<Nanoseconds>(&a)) {
    return left->count < std::get<Nanoseconds>(b).count;
  }
  return false;
}

void check_constraints(Draft& draft) {
  Checker(draft).run();
  mark_constrained_types(draft.schema);
}

}  // namespace idlc::schema
