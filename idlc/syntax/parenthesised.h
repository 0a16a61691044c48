// What stands between parentheses and is separated by commas: parameters, results, arguments of
// annotations. One item that is wrong leaves the others; what an item is, the caller knows.
#pragma once

#include <string_view>

#include "idlc/syntax/cursor.h"

namespace idlc::syntax {

// Parses items, of which there is at least one, and the `)` behind them; false if that is missing.
// `parse_item` returns false where it has reported an error. An item that is wrong, or not followed
// by what is `expected`, is skipped to its end, and sets `damaged`.
template <class ParseItem>
[[nodiscard]] bool parse_parenthesised(Cursor& cursor, std::string_view expected, bool& damaged,
                                       const ParseItem& parse_item) {
  const auto at_end = [&] {
    return cursor.at(TokenKind::Comma) || cursor.at(TokenKind::RightParen);
  };
  do {
    if (cursor.refuse_trailing_comma()) break;
    const bool is_whole = parse_item();
    if (is_whole && at_end()) continue;
    if (is_whole) cursor.report_expected(expected);
    damaged = true;
    if (is_whole && !cursor.at_end_of_value()) cursor.skip_value();
    cursor.skip_element();
    if (!at_end()) cursor.stay_silent();
  } while (cursor.accept(TokenKind::Comma));
  return cursor.accept(TokenKind::RightParen);
}

}  // namespace idlc::syntax
