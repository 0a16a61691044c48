// Unions and fixed structs: cases are known by number, members by position.
// Neither has defaults, so only types, names and constraints can change.
#include <fmt/format.h>

#include <algorithm>

#include "idlc/compat/rules.h"
#include "idlc/diagnostics/catalogue_breaking.h"

namespace idlc::compat {

using namespace schema;

namespace {

bool is_reserved(const Union& all, std::uint32_t number) {
  return std::ranges::any_of(all.reserved.numbers, [&](const NumberRange& range) {
    return range.first.magnitude <= number && number <= range.last.magnitude;
  });
}

const UnionCase* case_numbered(const Union& all, std::uint32_t number) {
  const auto found = std::ranges::find(all.cases, number, &UnionCase::number);
  return found == all.cases.end() ? nullptr : &*found;
}

const UnionCase* case_named(const Union& all, std::string_view name) {
  const auto found = std::ranges::find(all.cases, name, &UnionCase::name);
  return found == all.cases.end() ? nullptr : &*found;
}

class UnionComparer {
 public:
  UnionComparer(const Comparison& comparison, const DeclPair& pair)
      : comparison_(comparison),
        pair_(pair),
        before_(std::get<Union>(pair.before.form)),
        after_(std::get<Union>(pair.after.form)) {}

  void compare() {
    for (const UnionCase& one : before_.cases) compare_case(one);
    compare_reserved(comparison_, pair_, before_.reserved, after_.reserved);
  }

 private:
  void compare_case(const UnionCase& before) {
    Findings& findings = comparison_.findings;
    const auto* same = case_named(after_, before.name);
    if (same != nullptr && same->number != before.number) {
      findings.add(kFieldMoved, kWireImpact, {same->span, before.span}, subject(before),
                   before.number, same->number);
      return;
    }
    const auto* after = case_numbered(after_, before.number);
    if (after == nullptr) {
      if (is_reserved(after_, before.number)) return;
      findings.add(kFieldRemoved, kWireImpact, {{}, before.span}, subject(before), before.number);
      return;
    }
    if (after->name == before.name || case_named(before_, after->name) == nullptr) {
      const AnnotatedPair annotated{
          *before.annotations, *after->annotations, {after->span, before.span}};
      compare_names(comparison_, {before.name, after->name, "case", annotated});
      compare_constraints(comparison_, annotated, comparison_.uses.of(pair_.before),
                          subject(*after));
    }
    compare_types(before, *after);
  }

  void compare_types(const UnionCase& before, const UnionCase& after) {
    const Places places{after.span, before.span};
    if (before.type.has_value() != after.type.has_value()) {
      comparison_.findings.add(kFieldType, kWireImpact, places, subject(after),
                               before.type ? "it became `void`" : "it was `void`");
      return;
    }
    if (!before.type) return;
    if (auto change = type_change(comparison_, {*before.type, *after.type})) {
      comparison_.findings.add(kFieldType, change->impact, places, subject(after), change->what);
    }
  }

  static std::string subject(const UnionCase& one) { return fmt::format("case `{}`", one.name); }

  const Comparison& comparison_;
  const DeclPair& pair_;
  const Union& before_;
  const Union& after_;
};

// Whether a member stands where another of its name stood: what is read there is another value.
bool has_moved_member(const std::vector<FixedMember>& before,
                      const std::vector<FixedMember>& after) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto same = std::ranges::find(before, after[i].name, &FixedMember::name);
    if (same != before.end() && same != before.begin() + static_cast<std::ptrdiff_t>(i))
      return true;
  }
  return false;
}

}  // namespace

void compare_unions(const Comparison& comparison, const DeclPair& pair) {
  UnionComparer(comparison, pair).compare();
}

void compare_fixed_structs(const Comparison& comparison, const DeclPair& pair) {
  const auto& before = std::get<FixedStruct>(pair.before.form).members;
  const auto& after = std::get<FixedStruct>(pair.after.form).members;
  bool same_types = before.size() == after.size();
  for (std::size_t i = 0; same_types && i < before.size(); ++i) {
    const auto change = type_change(comparison, {before[i].type, after[i].type});
    same_types = !change || change->impact.category != Category::Wire;
  }
  if (!same_types || has_moved_member(before, after)) {
    comparison.findings.add(kFixedChanged, kWireImpact, pair.places(), pair.after.full_name);
    return;
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    const AnnotatedPair annotated{
        *before[i].annotations, *after[i].annotations, {after[i].span, before[i].span}};
    compare_names(comparison, {before[i].name, after[i].name, "member", annotated});
    compare_constraints(comparison, annotated, comparison.uses.of(pair.before),
                        fmt::format("member `{}`", after[i].name));
  }
}

}  // namespace idlc::compat
