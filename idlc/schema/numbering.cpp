// One sweep over the sorted numbers finds both overlaps and gaps. It looks at the numbers of one
// scope at a time and knows nothing of types.
#include "idlc/schema/numbering.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "idlc/diagnostics/catalogue.h"

namespace idlc::schema {

namespace {

// A block of 65,536 bytes has no more slots than that.
constexpr std::uint64_t kHighestNumber = 65'536;

std::string range_text(const NumberEntry& entry) {
  const std::string first = to_string(entry.first);
  return entry.first == entry.last ? first : first + ".." + to_string(entry.last);
}

// The lowest number from 1 on that no entry covers; entries are sorted.
std::uint64_t next_free(const std::vector<NumberEntry>& entries) {
  std::uint64_t free = 1;
  for (const NumberEntry& entry : entries) {
    if (entry.first.magnitude > free) break;
    free = std::max(free, entry.last.magnitude + 1);
  }
  return free;
}

std::string advice(NumberRule rule, const std::vector<NumberEntry>& entries) {
  if (rule == NumberRule::Sparse) return "choose another number";
  return fmt::format("the next free number is {}", next_free(entries));
}

// Of two that overlap, a declared one is to blame before a reserved one, else the later in the
// text.
void report_overlap(DiagnosticSink& sink, const NumberEntry& a, const NumberEntry& b,
                    const std::string& label) {
  const bool both_alike = a.is_reserved == b.is_reserved;
  const bool a_first = both_alike ? a.span.begin < b.span.begin : a.is_reserved;
  const NumberEntry& earlier = a_first ? a : b;
  const NumberEntry& wrong = a_first ? b : a;
  if (wrong.is_reserved) {
    sink.report(kReservedTwice, wrong.span, range_text(wrong))
        .note(earlier.span, "reserved here already");
  } else if (earlier.is_reserved) {
    sink.report(kReservedNumber, wrong.span, range_text(wrong))
        .label(label)
        .note(earlier.span, "reserved here, because old peers may still send it");
  } else {
    sink.report(kDuplicateNumber, wrong.span, range_text(wrong))
        .label(label)
        .note(earlier.span, "first used here");
  }
}

void report_gap(DiagnosticSink& sink, std::uint64_t first, const NumberEntry& next) {
  const std::uint64_t last = next.first.magnitude - 1;
  const std::string missing = first == last ? fmt::format("number {} is", first)
                                            : fmt::format("numbers {} to {} are", first, last);
  sink.report(kNumberGap, next.span, missing)
      .label(fmt::format("use {} here, or reserve what was removed", first));
}

bool numbers_below(const NumberEntry& a, const NumberEntry& b) {
  if (!(a.first == b.first)) return a.first < b.first;
  return a.span.begin < b.span.begin;
}

}  // namespace

std::vector<NumberEntry> check_numbers(DiagnosticSink& sink, std::vector<NumberEntry> entries,
                                       NumberRule rule, bool damaged) {
  std::sort(entries.begin(), entries.end(), numbers_below);
  std::string label;  // made for the first that needs it
  const bool gaps_matter = rule == NumberRule::Dense && !damaged;
  std::vector<NumberEntry> kept;
  kept.reserve(entries.size());
  for (const NumberEntry& entry : entries) {
    const bool overlaps = !kept.empty() && !(kept.back().last < entry.first);
    if (overlaps) {
      if (label.empty()) label = advice(rule, entries);
      report_overlap(sink, kept.back(), entry, label);
      if (kept.back().last < entry.last) kept.back().last = entry.last;
      continue;
    }
    const std::uint64_t expected = kept.empty() ? 1 : kept.back().last.magnitude + 1;
    if (gaps_matter && entry.first.magnitude > expected) report_gap(sink, expected, entry);
    kept.push_back(entry);
  }
  return kept;
}

bool check_number_limits(DiagnosticSink& sink, const syntax::Number& number) {
  if (number.value == 0) {
    sink.report(kNumberZero, number.span);
    return false;
  }
  if (number.value <= kHighestNumber) return true;
  sink.report(kFieldNumberTooLarge, number.span, std::to_string(number.value), kHighestNumber);
  return false;
}

}  // namespace idlc::schema
