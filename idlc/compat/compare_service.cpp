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

// A method under the name of the service that peers call.
struct Callable {
  const Method* method;
  std::uint64_t wire_id;
  const std::string* full_name;
};

std::vector<Callable> callable_methods(const Schema& schema, const Declaration& declaration) {
  const auto& service = std::get<Service>(declaration.form);
  std::vector<Callable> all;
  for (const Method& method : service.methods) {
    all.push_back({&method, method.wire_id, &method.full_name});
  }
  for (const InheritedMethod& one : service.inherited) {
    all.push_back({&method_of(schema, one), one.wire_id, &one.full_name});
  }
  return all;
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

void compare_streams(const Comparison& comparison, const std::optional<StreamPart>& before,
                     const std::optional<StreamPart>& after) {
  if (!before || !after) return;
  const auto change = type_change(comparison, {before->type, after->type});
  if (!change) return;
  const std::string name = after->name.empty() ? "result" : after->name;
  comparison.findings.add(kFieldType, change->impact, {after->span, before->span}, "stream", name,
                          change->what);
}

void compare_methods(const Comparison& comparison, const Method& before, const Method& after) {
  const Places places{after.span, before.span};
  const bool same_kind = before.kind == after.kind &&
                         before.stream_in.has_value() == after.stream_in.has_value() &&
                         before.stream_out.has_value() == after.stream_out.has_value();
  if (!same_kind) {
    comparison.findings.add(kMethodKind, kPeers, places, after.full_name);
    return;
  }
  compare_streams(comparison, before.stream_in, after.stream_in);
  compare_streams(comparison, before.stream_out, after.stream_out);
  compare_blocks(comparison, {before.parameters, after.parameters, BlockKind::Parameters, places});
  compare_blocks(comparison, {before.results, after.results, BlockKind::Results, places});
  compare_throws(comparison, before, after);
  compare_promises(comparison, before, after);
  const AnnotatedPair annotated{*before.annotations, *after.annotations, places, "method",
                                after.name};
  compare_names(comparison, {before.name, after.name, annotated, /*in_json=*/false});
}

}  // namespace

void compare_services(const Comparison& comparison, const DeclPair& pair) {
  const auto after = callable_methods(comparison.after, pair.after);
  for (const Callable& before : callable_methods(comparison.before, pair.before)) {
    const auto same = std::ranges::find(after, before.wire_id, &Callable::wire_id);
    if (same == after.end()) {
      comparison.findings.add(kMethodRemoved, {Category::Wire, Who::OldClients | Who::Source},
                              {{}, before.method->span}, *before.full_name);
    } else if (before.full_name == &before.method->full_name) {
      compare_methods(comparison, *before.method, *same->method);
    }
  }
}

}  // namespace idlc::compat
