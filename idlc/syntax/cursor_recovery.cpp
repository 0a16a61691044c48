// The cursor's way back after an error. Members end with `;` or a block, so only braces count while
// skipping: a parenthesis that is never closed must not swallow the members that follow. And where
// a line begins like a member, it is taken for one.
#include <fmt/format.h>

#include <algorithm>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/cursor.h"
#include "idlc/syntax/words.h"

namespace idlc::syntax {
namespace {

bool ends_member(TokenKind kind) {
  return kind == TokenKind::Semicolon || kind == TokenKind::RightBrace ||
         kind == TokenKind::EndOfFile;
}

TokenKind closing_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::LeftBrace:
      return TokenKind::RightBrace;
    case TokenKind::LeftParen:
      return TokenKind::RightParen;
    case TokenKind::LeftBracket:
      return TokenKind::RightBracket;
    default:
      return TokenKind::Greater;
  }
}

}  // namespace

void Cursor::skip() {
  note_trouble();
  use_docs();
  take();
}

// What begins a member in some body: `1:`, `name =`, `name(`, `struct Name`, `reserved 1`.
bool Cursor::at_next_member(std::size_t distance) const {
  const auto& token = peek(distance);
  const auto next = peek(distance + 1).kind;
  if (token.kind == TokenKind::Integer) return next == TokenKind::Colon;
  if (token.kind != TokenKind::Identifier || !token.starts_line) return false;
  if (next == TokenKind::Equals || next == TokenKind::LeftParen) return true;
  const auto word = text(token);
  if (word == "reserved") return next == TokenKind::Integer || next == TokenKind::String;
  if (word == "import") return next == TokenKind::String || next == TokenKind::Identifier;
  return next == TokenKind::Identifier && (is_declaration_word(word) || word == "oneway");
}

// A comma where other languages have one instead of a semicolon.
bool Cursor::at_comma_for_semicolon() const {
  if (!at(TokenKind::Comma)) return false;
  const auto& next = peek(1);
  if (is_in_value_ && !may_begin_behind_value(1)) return false;
  if (next.starts_line || ends_member(next.kind) || at_next_member(1)) return true;
  const auto behind = peek(2).kind;  // `enum E { a = 0, b = 1 }`
  const bool ends_value =
      behind == TokenKind::Equals || behind == TokenKind::Comma || behind == TokenKind::RightBrace;
  return next.kind == TokenKind::Identifier && ends_value;
}

// What stands behind the `}` of a value that is a part of another, and of no body.
bool Cursor::goes_on_behind_brace(std::size_t distance) const {
  const auto kind = peek(distance).kind;
  return kind == TokenKind::Comma || kind == TokenKind::RightBracket ||
         kind == TokenKind::RightParen;
}

// A `}` in the middle of a member, whose `{` was forgotten.
bool Cursor::at_brace_of_value() const {
  if (goes_on_behind_brace(1)) return true;
  const bool is_field_next = peek(2).kind == TokenKind::Integer && peek(3).kind == TokenKind::Colon;
  return peek(1).kind == TokenKind::Semicolon && is_field_next;
}

void Cursor::skip_member() {
  const auto stuck_at = last_skip_end_;  // whoever comes back to the same token did not get on
  if (is_in_value_ && at_ != stuck_at) skip_value();
  while (!at(TokenKind::EndOfFile) && (!at(TokenKind::RightBrace) || at_brace_of_value())) {
    if (accept(TokenKind::Semicolon)) break;
    if (at_ != stuck_at && peek().starts_line && at_next_member()) break;
    if (at(TokenKind::LeftBrace)) {
      skip_brackets();
      if (!at(TokenKind::Semicolon) && !goes_on_behind_brace(0)) break;
      continue;
    }
    skip();
  }
  last_skip_end_ = at_;
}

// A comma between the types of a map, whose `<` was lost.
bool Cursor::at_comma_of_type() const {
  return at(TokenKind::Comma) && peek(1).kind == TokenKind::Identifier &&
         peek(2).kind == TokenKind::Greater;
}

void Cursor::skip_element() {
  while (!ends_member(peek().kind) && (!at(TokenKind::Comma) || at_comma_of_type()) &&
         !at(TokenKind::RightParen) && !at(TokenKind::RightBracket) && !at(TokenKind::LeftBrace) &&
         !at(TokenKind::Arrow)) {
    if (peek().starts_line && at_next_member()) break;
    if (at(TokenKind::Less) || at(TokenKind::LeftParen) || at(TokenKind::LeftBracket)) {
      skip_brackets();
    } else {
      skip();
    }
  }
}

bool Cursor::skip_brackets() {
  const auto open = peek().kind;
  const auto close = closing_of(open);
  const bool is_body = open == TokenKind::LeftBrace;
  std::size_t depth = 0;
  std::size_t inner_braces = 0;
  while (!at(TokenKind::EndOfFile)) {
    const bool is_lost = at(TokenKind::Semicolon) || (at(TokenKind::RightBrace) && !inner_braces);
    if (!is_body && is_lost) return false;
    if (!is_body && at(TokenKind::LeftBrace)) ++inner_braces;
    if (!is_body && at(TokenKind::RightBrace)) --inner_braces;
    if (at(open)) ++depth;
    const bool closes = at(close);
    skip();
    if (closes && --depth == 0) return true;
  }
  return false;
}

// Each `{` is closed by the next `}` that no later one needs.
void Cursor::find_unclosed() {
  if (unclosed_) return;
  unclosed_.emplace();
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (tokens_[i].kind == TokenKind::LeftBrace) unclosed_->push_back(i);
    if (tokens_[i].kind == TokenKind::RightBrace && !unclosed_->empty()) unclosed_->pop_back();
  }
}

bool Cursor::is_closed(std::size_t open) {
  find_unclosed();
  return !std::ranges::binary_search(*unclosed_, open);
}

bool Cursor::is_behind_unclosed(std::size_t position) {
  find_unclosed();
  return settled_ < unclosed_->size() && (*unclosed_)[settled_] <= position;
}

void Cursor::settle_unclosed() { ++settled_; }

bool Cursor::skip_to_brace() {
  std::size_t distance = 0;
  std::size_t depth = 0;  // of parentheses: annotations may stand before the brace
  while (depth != 0 || peek(distance).kind != TokenKind::LeftBrace) {
    const auto& token = peek(distance);
    if (token.kind == TokenKind::LeftParen) ++depth;
    if (token.kind == TokenKind::RightParen && depth != 0) --depth;
    const bool is_member =
        depth == 0 && (token.kind == TokenKind::Integer || token.kind == TokenKind::Equals);
    if (is_member || ends_member(token.kind) || (distance != 0 && token.starts_line)) return false;
    ++distance;
  }
  for (; distance != 0; --distance) skip();
  return true;
}

void Cursor::skip_to_declaration() {
  do {
    if (!at(TokenKind::LeftBrace) || !is_closed(at_)) {
      skip();
    } else {
      skip_brackets();
    }
    const bool begins = peek().starts_line || is_opening(previous().kind) ||
                        previous().kind == TokenKind::RightBrace ||
                        previous().kind == TokenKind::Semicolon;
    const bool has_name =
        peek(1).kind == TokenKind::Identifier || peek(1).kind == TokenKind::String;
    if (begins && has_name && at(TokenKind::Identifier) && is_declaration_word(text(peek()))) break;
  } while (!at(TokenKind::EndOfFile));
}

void Cursor::expect_semicolon(std::string_view what) {
  if (accept(TokenKind::Semicolon)) return;
  const bool is_inside =
      is_in_value_ && at(TokenKind::RightBrace) && is_closing(previous().kind) && closes_value(0);
  const bool next_begins =
      !is_inside && (peek().starts_line || ends_member(peek().kind) || at_next_member());
  if (is_consequence()) {
    if (!next_begins) skip_member();
    return;
  }
  if (next_begins || at_comma_for_semicolon()) return report_missing_semicolon(what);
  report_expected(fmt::format("`;` after {}", what));
  skip_member();
}

bool Cursor::refuse_trailing_comma() {
  const auto comma = previous();
  if (!at(TokenKind::RightParen) || comma.kind != TokenKind::Comma) return false;
  auto diagnostic = report_expected("something after the comma");
  if (diagnostic) diagnostic->label("remove the comma").fix(comma.span, "");
  return true;
}

void Cursor::report_missing_semicolon(std::string_view what) {
  next_error_at_ = at_ + 1;
  if (at(TokenKind::Comma)) {
    const auto comma = take().span;
    sink_.report(kMissingSemicolon, comma, what).label("write `;`").fix(comma, ";");
    return;
  }
  const auto place = previous().span.after();
  sink_.report(kMissingSemicolon, place, what).label("add `;`").fix(place, ";");
}

}  // namespace idlc::syntax
