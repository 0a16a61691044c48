// What annotations promise: bounds of values, names in JSON and C++, and what a method may take for
// granted. Bounds are compared from the side of whoever sends: what was allowed must stay allowed.
#include <optional>

#include "idlc/compat/rules.h"
#include "idlc/diagnostics/catalogue_breaking.h"
#include "idlc/schema/annotations.h"

namespace idlc::compat {

using namespace schema;

namespace {

// What a call has that says nothing else (docs/LANGUAGE.md, "Services").
constexpr std::int64_t kDefaultTimeout = 30'000'000'000;

// Bounds are of one kind, since their types are: integers, floats, or spans of time.
bool is_less(const Value& a, const Value& b) {
  if (const auto* integer = std::get_if<Integer>(&a)) {
    const auto* other = std::get_if<Integer>(&b);
    return other != nullptr && *integer < *other;
  }
  if (const auto* number = std::get_if<double>(&a)) {
    const auto* other = std::get_if<double>(&b);
    return other != nullptr && *number < *other;
  }
  const auto* time = std::get_if<Nanoseconds>(&a);
  const auto* other = std::get_if<Nanoseconds>(&b);
  return time != nullptr && other != nullptr && time->count < other->count;
}

bool is_less(std::uint64_t a, std::uint64_t b) { return a < b; }

// Whether `after` leaves out something that `before` let pass, at one end.
template <class Bound>
bool raises(const std::optional<Bound>& before, const std::optional<Bound>& after) {
  return after && (!before || is_less(*before, *after));
}
template <class Bound>
bool lowers(const std::optional<Bound>& before, const std::optional<Bound>& after) {
  return after && (!before || is_less(*after, *before));
}

template <class Bounds>
bool tightens(const std::optional<Bounds>& before, const std::optional<Bounds>& after) {
  if (!after) return false;
  const Bounds none{};
  const Bounds& old_bounds = before ? *before : none;
  return raises(old_bounds.min, after->min) || lowers(old_bounds.max, after->max);
}

bool tightens(const Annotations& before, const Annotations& after) {
  return (after.required && !before.required) || tightens(before.length, after.length) ||
         tightens(before.range, after.range);
}

}  // namespace

void compare_constraints(const Comparison& comparison, const AnnotatedPair& pair,
                         const Travels& travels, std::string_view subject) {
  Findings& findings = comparison.findings;
  const Who refused = checked_now(travels);
  if (refused != Who::Nobody && tightens(pair.before, pair.after)) {
    findings.add(kConstraintTightened, {Category::Wire, refused}, pair.places, subject);
  }
  // A client holds what streams to it against constraints; results it takes as they are.
  if ((travels.answered || travels.streamed) && tightens(pair.after, pair.before)) {
    const Category category = travels.streamed ? Category::Wire : Category::Behaviour;
    findings.add(kConstraintLoosened, {category, Who::OldClients}, pair.places, subject);
  }
  if (pair.before.sensitive && !pair.after.sensitive) {
    findings.add(kSensitiveDropped, {Category::Behaviour, Who::Source}, pair.places, subject);
  }
}

void compare_names(const Comparison& comparison, const NamePair& pair) {
  const auto& [before, after, places] = pair.annotated;
  const std::string old_json = before.json_name.value_or(pair.before);
  const std::string new_json = after.json_name.value_or(pair.after);
  const std::string old_cpp = before.cpp_name.value_or(pair.before);
  const std::string new_cpp = after.cpp_name.value_or(pair.after);
  const bool json_changed = pair.in_json && old_json != new_json;
  if (old_cpp != new_cpp) {
    const Impact both{Category::Json, Who::Peers | Who::StoredData | Who::Source};
    const Impact source{Category::Source, Who::Source};
    const Impact& impact = json_changed ? both : source;
    if (pair.noun == "value") {
      comparison.findings.add(kValueRenamed, impact, places, old_cpp, new_cpp);
    } else {
      comparison.findings.add(kFieldRenamed, impact, places, pair.noun, old_cpp, new_cpp);
    }
  } else if (json_changed) {
    comparison.findings.add(kJsonNameChanged, {Category::Json, Who::Peers | Who::StoredData},
                            places, pair.noun, old_json, new_json);
  }
}

void compare_promises(const Comparison& comparison, const Method& before, const Method& after) {
  const Places places{after.span, before.span};
  if (before.annotations->idempotent && !after.annotations->idempotent) {
    comparison.findings.add(kIdempotentLost, {Category::Behaviour, Who::OldClients}, places,
                            after.full_name);
  }
  const auto was = before.annotations->timeout_nanoseconds.value_or(kDefaultTimeout);
  const auto is = after.annotations->timeout_nanoseconds.value_or(kDefaultTimeout);
  if (is < was) {
    comparison.findings.add(kTimeoutLowered, {Category::Behaviour, Who::NewClients}, places,
                            after.full_name);
  }
}

}  // namespace idlc::compat
