// Passes over all types until nothing changes: each makes known what needs one level more than
// what was known. As types stand behind those that they hold, two or three do.
#include "idlc/cpp/least_nesting.h"

#include <algorithm>

#include "idlc/cpp/match.h"

namespace idlc::cpp {

using namespace schema;

namespace {

constexpr std::uint32_t kInfinite = UINT32_MAX;

std::uint32_t one_more(std::uint32_t levels) { return levels == kInfinite ? levels : levels + 1; }

bool may_be_empty(const Annotations& annotations) {
  return !annotations.length || annotations.length->min.value_or(0) == 0;
}

}  // namespace

LeastNesting::LeastNesting(const Schema& schema)
    : schema_(schema), known_(schema.declarations.size(), kInfinite) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (const File& file : schema.files) {
      for (const TypeGroup& group : file.type_order) {
        for (const TypeId id : group.members) {
          const std::uint32_t levels = of(schema[id]);
          changed = changed || levels != known_[id.index];
          known_[id.index] = levels;
        }
      }
    }
  }
}

bool LeastNesting::is_finite(TypeId type) const { return known_[type.index] != kInfinite; }

std::size_t LeastNesting::simplest_case(const Union& choice) const {
  const auto levels = [this](const UnionCase& one) {
    return one.type ? of(*one.type, *one.annotations) : 0;
  };
  return static_cast<std::size_t>(std::ranges::min_element(choice.cases, {}, levels) -
                                  choice.cases.begin());
}

std::uint32_t LeastNesting::of(const Declaration& declaration) const {
  const auto of_members = [this](const auto& members) {
    std::uint32_t most = 0;
    for (const auto& member : members) {
      if constexpr (requires { member->type; }) {
        most = std::max(most, of(member->type, *member->annotations));
      } else {
        most = std::max(most, of(member.type, *member.annotations));
      }
    }
    return one_more(most);
  };
  return match(
      declaration.form, [&](const Alias& alias) { return of(alias.target, Annotations{}); },
      [&](const NewType& type) { return of(type.base, *declaration.annotations); },
      [&](const FixedStruct& fixed) { return of_members(fixed.members); },
      [&](const Struct& structure) { return of_members(fields_of(structure.block)); },
      [&](const Error& error) { return of_members(fields_of(error.block)); },
      [](const auto&) -> std::uint32_t { return 0; });
}

// Of a value that has a case.
std::uint32_t LeastNesting::of(const Union& choice) const {
  if (choice.cases.empty()) return kInfinite;
  const UnionCase& simplest = choice.cases[simplest_case(choice)];
  return simplest.type ? one_more(of(*simplest.type, *simplest.annotations)) : 1;
}

std::uint32_t LeastNesting::of(const Type& type, const Annotations& annotations) const {
  const auto inner = [this](const Element& element) { return of(*element, Annotations{}); };
  const auto of_elements = [&](const Element& element) {
    return may_be_empty(annotations) ? 0 : one_more(inner(element));
  };
  return match(
      underlying(schema_, type).form,
      [&](const NamedType& named) {
        const auto* choice = std::get_if<Union>(&schema_[named.id].form);
        if (choice != nullptr && annotations.required) return of(*choice);
        const auto* held = std::get_if<NewType>(&schema_[named.id].form);
        const std::uint32_t known = known_[named.id.index];
        return held == nullptr ? known : std::max(known, of(held->base, annotations));
      },
      [&](const ListType& list) { return of_elements(list.element); },
      [&](const SetType& set) { return of_elements(set.element); },
      [&](const MapType& map) { return of_elements(map.value); },
      [&](const ArrayType& array) { return inner(array.element); },
      [&](const BoxType& box) { return inner(box.value); },
      [&](const OptionalType& optional) {
        return annotations.required ? of(*optional.value, annotations) : 0;
      },
      [](const auto&) -> std::uint32_t { return 0; });
}

}  // namespace idlc::cpp
