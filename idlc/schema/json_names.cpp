// Only types with a `@json_name` are looked at: names that are declared differ already, or that has
// been reported.
#include "idlc/schema/json_names.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "idlc/diagnostics/catalogue.h"

namespace idlc::schema {

namespace {

struct Named {
  const std::string& name;
  const Span& span;
  const AnnotationSet& annotations;
};

struct MemberCollector {
  std::vector<Named> operator()(const Struct& structure) const { return of(structure.block); }
  std::vector<Named> operator()(const Error& error) const { return of(error.block); }
  std::vector<Named> operator()(const FixedStruct& fixed) const { return all(fixed.members); }
  std::vector<Named> operator()(const Union& tagged) const { return all(tagged.cases); }
  std::vector<Named> operator()(const Enum& enumeration) const { return all(enumeration.values); }
  std::vector<Named> operator()(const Flags& flags) const { return all(flags.bits); }
  template <class Other>
  std::vector<Named> operator()(const Other&) const {
    return {};
  }

  static std::vector<Named> of(const Block& block) {
    std::vector<Named> members;
    for (const Field* field : fields_of(block)) {
      members.push_back({field->name, field->span, field->annotations});
    }
    return members;
  }

  template <class Things>
  static std::vector<Named> all(const Things& things) {
    std::vector<Named> members;
    for (const auto& thing : things) {
      members.push_back({thing.name, thing.span, thing.annotations});
    }
    return members;
  }
};

void check(DiagnosticSink& sink, const std::vector<Named>& members) {
  const bool all_own = std::ranges::none_of(
      members, [](const Named& member) { return member.annotations->json_name.has_value(); });
  if (all_own) return;
  std::unordered_map<std::string, Span> taken;
  for (const Named& member : members) {
    const std::string& name = member.annotations->json_name.value_or(member.name);
    const auto [first, is_new] = taken.emplace(name, member.span);
    if (is_new) continue;
    sink.report(kJsonNameTaken, member.span, name).note(first->second, "the other one stands here");
  }
}

}  // namespace

void check_json_names(const Draft& draft) {
  for (const Declaration& decl : draft.schema.declarations) {
    check(draft.sink, std::visit(MemberCollector{}, decl.form));
  }
}

}  // namespace idlc::schema
