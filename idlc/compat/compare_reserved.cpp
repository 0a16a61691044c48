// What unions and enums reserve stays reserved: each number of each range, and each name.
// A range may have been written differently since, in pieces or as part of a larger one.
#include <algorithm>

#include "idlc/compat/rules.h"
#include "idlc/diagnostics/catalogue_breaking.h"

namespace idlc::compat {

using namespace schema;

namespace {

bool holds(const NumberRange& range, const Integer& number) {
  return !(number < range.first) && !(range.last < number);
}

// The greatest of all integers has no next one; it ends every range.
Integer next(const Integer& number) {
  if (!number.negative) return {false, number.magnitude + 1};
  return {number.magnitude > 1, number.magnitude - 1};
}

// The first number of the range that is in none of the others.
std::optional<Integer> first_missing(const NumberRange& range,
                                     const std::vector<NumberRange>& others) {
  Integer number = range.first;
  for (;;) {
    const auto found = std::ranges::find_if(
        others, [&](const NumberRange& other) { return holds(other, number); });
    if (found == others.end()) return number;
    if (!(found->last < range.last)) return std::nullopt;
    number = next(found->last);
  }
}

}  // namespace

void compare_reserved(const Comparison& comparison, const DeclPair& pair,
                      const ReservedNumbers& before, const ReservedNumbers& after) {
  for (const NumberRange& range : before.numbers) {
    const auto missing = first_missing(range, after.numbers);
    if (!missing) continue;
    comparison.findings.add(kReservationDropped, kWireImpact, pair.places(), pair.after.full_name,
                            to_string(*missing));
  }
  for (const std::string& name : before.names) {
    if (std::ranges::find(after.names, name) != after.names.end()) continue;
    comparison.findings.add(kReservationDropped, {Category::Json, Who::Peers | Who::StoredData},
                            pair.places(), pair.after.full_name, '"' + name + '"');
  }
}

}  // namespace idlc::compat
