// Services: a method is known by the hash of its name, so a renamed one is another method.
// Its parameters and results are blocks, which compare_block.cpp looks at.
#include <fmt/format.h>

#include <algorithm>

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

// Inherited from the same service in both: compared there, once.
bool is_left_to_base(const Callable& before, const Callable& after) {
  const bool inherited = before.full_name != &before.method->full_name;
  return inherited && before.method->full_name == after.method->full_name;
}

std::vector<Callable> callable_methods(const Schema& schema, const Declaration& declaration) {
  const auto& service = std::get<Service>(declaration.form);
  std::vector<Callable> all;
  all.reserve(service.methods.size() + service.inherited.size());
  for (const Method& method : service.methods) {
    all.push_back({&method, method.wire_id, &method.full_name});
  }
  for (const InheritedMethod& one : service.inherited) {
    all.push_back({&method_of(schema, one), one.wire_id, &one.full_name});
  }
  return all;
}

// Whether a method of that schema throws the error, under whatever name.
template <class Same>
bool throws_it(const Schema& schema, const Method& method, const Same& is_it) {
  return std::ranges::any_of(method.throws, [&](TypeId id) { return is_it(schema[id]); });
}

void compare_throws(const Comparison& comparison, const Method& before, const Method& after) {
  const Places places{after.span, before.span};
  for (const TypeId id : after.throws) {
    const Declaration& error = comparison.after[id];
    const auto is_it = [&](const Declaration& old) { return is_same(old, error); };
    if (throws_it(comparison.before, before, is_it)) continue;
    comparison.findings.add(kThrowsGained, {Category::Behaviour, Who::OldClients}, places,
                            after.full_name, error.full_name);
  }
  for (const TypeId id : before.throws) {
    const Declaration& error = comparison.before[id];
    const auto is_it = [&](const Declaration& now) { return is_same(error, now); };
    if (throws_it(comparison.after, after, is_it)) continue;
    comparison.findings.add(kThrowsLost, {Category::Source, Who::NewClients | Who::Source}, places,
                            after.full_name, error.full_name);
  }
}

struct StreamPair {
  const std::optional<StreamPart>& before;
  const std::optional<StreamPart>& after;
  Travels travels;
  std::string_view method;
};

void compare_streams(const Comparison& comparison, const StreamPair& pair) {
  if (!pair.before || !pair.after) return;
  const StreamPart& before = *pair.before;
  const StreamPart& after = *pair.after;
  const Places places{after.span, before.span};
  const std::string subject = after.name.empty() ? fmt::format("result stream of `{}`", pair.method)
                                                 : fmt::format("stream `{}`", after.name);
  if (const auto change = type_change(comparison, {before.type, after.type})) {
    const bool on_wire = change->impact.category == Category::Wire;
    comparison.findings.add(kFieldType, on_wire ? kPeers : change->impact, places, subject,
                            change->what);
  }
  compare_constraints(comparison, {*before.annotations, *after.annotations, places}, pair.travels,
                      subject);
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
  const std::string& name = after.full_name;
  compare_streams(comparison, {before.stream_in, after.stream_in, {.taken = true}, name});
  compare_streams(comparison, {before.stream_out, after.stream_out, {.streamed = true}, name});
  compare_blocks(
      comparison,
      {before.parameters, after.parameters, BlockKind::Parameters, places, name, {.taken = true}});
  compare_blocks(
      comparison,
      {before.results, after.results, BlockKind::Results, places, name, {.answered = true}});
  compare_throws(comparison, before, after);
  compare_promises(comparison, before, after);
  const AnnotatedPair annotated{*before.annotations, *after.annotations, places};
  compare_names(comparison, {before.name, after.name, "method", annotated, /*in_json=*/false});
}

const Declaration* base_of(const Schema& schema, const Declaration& declaration) {
  const auto& service = std::get<Service>(declaration.form);
  return service.base ? &schema[*service.base] : nullptr;
}

// The nearest base that is none any more: who knows the service by it is no longer answered.
void compare_bases(const Comparison& comparison, const DeclPair& pair) {
  const auto is_base_now = [&](const Declaration& base) {
    const auto* one = base_of(comparison.after, pair.after);
    while (one != nullptr && !is_same(base, *one)) one = base_of(comparison.after, *one);
    return one != nullptr;
  };
  const auto* base = base_of(comparison.before, pair.before);
  while (base != nullptr && is_base_now(*base)) base = base_of(comparison.before, *base);
  if (base == nullptr) return;
  comparison.findings.add(kExtendsLost, {Category::Wire, Who::OldClients | Who::Source},
                          pair.places(), pair.after.full_name, base->full_name);
}

}  // namespace

void compare_services(const Comparison& comparison, const DeclPair& pair) {
  compare_bases(comparison, pair);
  const auto after = callable_methods(comparison.after, pair.after);
  for (const Callable& before : callable_methods(comparison.before, pair.before)) {
    const auto same = std::ranges::find(after, before.wire_id, &Callable::wire_id);
    if (same == after.end()) {
      comparison.findings.add(kMethodRemoved, {Category::Wire, Who::OldClients | Who::Source},
                              {{}, before.method->span}, *before.full_name);
    } else if (!is_left_to_base(before, *same)) {
      compare_methods(comparison, *before.method, *same->method);
    }
  }
}

}  // namespace idlc::compat
