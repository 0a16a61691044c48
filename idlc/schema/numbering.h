// The rules of numbers: none twice, none that is reserved, and for fields and cases none left out.
//
// Knows only numbers and places. Fields, cases and enum values all come here as ranges.
#pragma once

#include <cstdint>
#include <vector>

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// One number, or a reserved range of them, both ends included.
struct NumberEntry {
  Integer first;
  Integer last;
  Span span;
  bool is_reserved = false;
  std::size_t index = 0;  ///< for the caller, to find what it belongs to
};

/// What numbers must hold.
enum class NumberRule {
  Dense,   ///< every one from 1 to the highest: fields and cases
  Sparse,  ///< any: enum values
};

/// Reports numbers that are used twice, and gaps if they matter. What is left is sorted by number
/// and free of overlaps. Gaps are not looked for in a declaration that the parser lost a part of.
[[nodiscard]] std::vector<NumberEntry> check_numbers(DiagnosticSink& sink,
                                                     std::vector<NumberEntry> entries,
                                                     NumberRule rule, bool damaged);

/// Reports a field's or case's number that is 0 or beyond what any block can hold.
[[nodiscard]] bool check_number_limits(DiagnosticSink& sink, const syntax::Number& number);

}  // namespace idlc::schema
