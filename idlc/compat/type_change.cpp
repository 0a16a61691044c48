// What became of a type: walks both types side by side until they differ. Aliases are seen through;
// a named type is compared by its name here, its content by the rules of its own declaration.
#include <fmt/format.h>

#include "idlc/compat/rules.h"
#include "idlc/schema/dump.h"

namespace idlc::compat {

using namespace schema;

namespace {

constexpr Impact kSource{Category::Source, Who::Source};

class TypeComparer {
 public:
  explicit TypeComparer(const Comparison& comparison) : comparison_(comparison) {}

  // The parser bounds how deep types nest.
  [[nodiscard]] std::optional<TypeChange> compare(const Type& before, const Type& after) const {
    const Type& old_type = underlying(comparison_.before, before);
    const Type& new_type = underlying(comparison_.after, after);
    if (old_type.form.index() == new_type.form.index()) return same_form(old_type, new_type);
    return other_form(old_type, new_type);
  }

 private:
  [[nodiscard]] std::optional<TypeChange> same_form(const Type& before, const Type& after) const {
    if (const auto* scalar = std::get_if<Scalar>(&before.form)) {
      if (*scalar == std::get<Scalar>(after.form)) return std::nullopt;
      return changed(kWireImpact, before, after);
    }
    if (const auto* array = std::get_if<ArrayType>(&before.form)) {
      const auto& other = std::get<ArrayType>(after.form);
      if (array->size != other.size) return changed(kWireImpact, before, after);
    }
    if (std::holds_alternative<NamedType>(before.form)) return named(before, after);
    if (const auto* service = std::get_if<ServiceType>(&before.form)) {
      const auto& other = std::get<ServiceType>(after.form);
      const bool same = is_same(comparison_.before[service->id], comparison_.after[other.id]);
      return same ? std::nullopt : std::optional(changed(kWireImpact, before, after));
    }
    return parts(before, after);
  }

  // The first part that differs tells what became of the whole.
  [[nodiscard]] std::optional<TypeChange> parts(const Type& before, const Type& after) const {
    if (const auto* map = std::get_if<MapType>(&before.form)) {
      const auto& other = std::get<MapType>(after.form);
      if (auto change = compare(*map->key, *other.key)) return change;
      return compare(*map->value, *other.value);
    }
    if (const auto* list = std::get_if<ListType>(&before.form)) {
      return compare(*list->element, *std::get<ListType>(after.form).element);
    }
    if (const auto* set = std::get_if<SetType>(&before.form)) {
      return compare(*set->element, *std::get<SetType>(after.form).element);
    }
    if (const auto* array = std::get_if<ArrayType>(&before.form)) {
      return compare(*array->element, *std::get<ArrayType>(after.form).element);
    }
    if (const auto* box = std::get_if<BoxType>(&before.form)) {
      return compare(*box->value, *std::get<BoxType>(after.form).value);
    }
    if (const auto* optional = std::get_if<OptionalType>(&before.form)) {
      return compare(*optional->value, *std::get<OptionalType>(after.form).value);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<TypeChange> named(const Type& before, const Type& after) const {
    const Declaration& old_decl = *declaration_of(comparison_.before, before);
    const Declaration& new_decl = *declaration_of(comparison_.after, after);
    if (is_same(old_decl, new_decl)) return std::nullopt;
    return other_form(before, after);
  }

  // The type that travels, if the type is a new type or a box.
  static const Type& travelling(const Schema& schema, const Type& type) {
    const Type& inner = innermost(schema, type);
    const auto* box = std::get_if<BoxType>(&inner.form);
    return box == nullptr ? inner : *box->value;
  }

  // New types and boxes travel as what is inside: only C++ code sees one come or go.
  [[nodiscard]] std::optional<TypeChange> other_form(const Type& before, const Type& after) const {
    const Type& old_inner = travelling(comparison_.before, before);
    const Type& new_inner = travelling(comparison_.after, after);
    const bool seen_through = &old_inner != &before || &new_inner != &after;
    if (seen_through && !compare(old_inner, new_inner)) return changed(kSource, before, after);
    return changed(kWireImpact, before, after);
  }

  [[nodiscard]] TypeChange changed(const Impact& impact, const Type& before,
                                   const Type& after) const {
    return {impact, fmt::format("`{}` became `{}`", type_text(comparison_.before, before),
                                type_text(comparison_.after, after))};
  }

  const Comparison& comparison_;
};

}  // namespace

std::optional<TypeChange> type_change(const Comparison& comparison, const TypePair& pair) {
  return TypeComparer(comparison).compare(pair.before, pair.after);
}

}  // namespace idlc::compat
