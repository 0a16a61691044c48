// Services: a method is known by the hash of its name, so a renamed one is another method.
// Its parameters and results are blocks, which compare_block.cpp looks at.
#include <algorithm>
#include <set>

#include "idlc/compat/rules.h"
#include "idlc/diagnostics/catalogue_breaking.h"

namespace idlc::compat {

using namespace schema;

namespace {

constexpr Impact kPeers{Category::Wire, Who::Peers};

const Method* method_with(const Service& service, std::uint64_t wire_id) {
  const auto found = std::ranges::find(service.methods, wire_id, &Method::wire_id);
  return found == service.methods.end() ? nullptr : &*found;
}

std::set<std::string> thrown_names(const Schema& schema, const Method& method) {
  std::set<std::string> names;
  for (const TypeId id : method.throws) names.insert(schema[id].full_name);
  return names;
}

void compare_throws(const Comparison& comparison, const Method& before, const Method& after) {
  const auto old_names = thrown_names(comparison.before, before);
  const auto new_names = thrown_names(comparison.after, after);
  const Places places{after.span, before.span};
  for (const std::string& name : new_names) {
    if (old_names.contains(name)) continue;
    comparison.findings.add(kThrowsGained, {Category::Behaviour, Who::OldClients}, places,
                            after.full_name, name);
  }
  for (const std::string& name : old_names) {
    if (new_names.contains(name)) continue;
    comparison.findings.add(kThrowsLost, {Category::Source, Who::NewClients | Who::Source}, places,
                            after.full_name, name);
  }
}

void compare_methods(const Comparison& comparison, const Method& before, const Method& after) {
  const Places places{after.span, before.span};
  if (before.kind != after.kind) {
    comparison.findings.add(kMethodKind, kPeers, places, after.full_name);
    return;
  }
  compare_blocks(comparison, {before.parameters, after.parameters, BlockKind::Parameters, places});
  compare_blocks(comparison, {before.results, after.results, BlockKind::Results, places});
  compare_throws(comparison, before, after);
}

}  // namespace

void compare_services(const Comparison& comparison, const DeclPair& pair) {
  const auto& before = std::get<Service>(pair.before.form);
  const auto& after = std::get<Service>(pair.after.form);
  for (const Method& method : before.methods) {
    if (const Method* same = method_with(after, method.wire_id)) {
      compare_methods(comparison, method, *same);
      continue;
    }
    comparison.findings.add(kMethodRemoved, {Category::Wire, Who::OldClients | Who::Source},
                            {{}, method.span}, method.full_name);
  }
}

}  // namespace idlc::compat
