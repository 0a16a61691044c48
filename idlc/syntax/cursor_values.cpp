// The cursor's way out of a value whose brackets do not match. Where one was lost, no later one can
// be trusted: the value is given up as a whole, up to what no value can hold.
#include "idlc/syntax/cursor.h"
#include "idlc/syntax/tree.h"
#include "idlc/syntax/words.h"

namespace idlc::syntax {
namespace {

TokenKind opening_of(TokenKind closing) {
  if (closing == TokenKind::RightBrace) return TokenKind::LeftBrace;
  if (closing == TokenKind::RightBracket) return TokenKind::LeftBracket;
  return TokenKind::LeftParen;
}

// What may follow a closing bracket inside of a value, and not the parameters of a method.
bool goes_on_with(TokenKind kind) { return kind == TokenKind::Comma || is_closing(kind); }

// What only the parts of a value stand before.
bool is_inside_value(TokenKind kind) {
  return kind == TokenKind::Colon || kind == TokenKind::RightBracket;
}

}  // namespace

Cursor::Brackets Cursor::brackets_of_value() const {
  bool has_malformed = false;
  std::vector<TokenKind> open;
  for (std::size_t at = at_; at < tokens_.size(); ++at) {
    const auto& token = tokens_[at];
    if (at != at_ && at_member_behind_value(at - at_)) break;
    has_malformed = has_malformed || token.malformed;
    if (is_opening(token.kind)) open.push_back(token.kind);
    const bool closes = is_closing(token.kind);
    const bool fits = closes && open.back() == opening_of(token.kind);
    if (token.kind == TokenKind::Semicolon || (closes && !fits)) break;
    if (closes) open.pop_back();
    if (open.empty()) return Brackets::Match;
  }
  return has_malformed ? Brackets::LostToLexer : Brackets::Differ;
}

// `2: list<u8> name`, which no entry of a map looks like, `struct Name`, `oneway name`, `name(`.
bool Cursor::at_member_behind_value(std::size_t distance) const {
  const auto& token = peek(distance);
  std::size_t next = distance + 1;
  if (!token.starts_line) return false;
  if (token.kind == TokenKind::Identifier) {
    if (peek(next).kind == TokenKind::LeftParen) return true;
    const auto word = text(token);
    return peek(next).kind == TokenKind::Identifier &&
           (is_declaration_word(word) || word == "oneway");
  }
  if (token.kind != TokenKind::Integer || peek(next++).kind != TokenKind::Colon) return false;
  while (peek(next).kind == TokenKind::Identifier && peek(next + 1).kind == TokenKind::Dot) {
    next += 2;
  }
  const auto behind = peek(next + 1).kind;
  return peek(next).kind == TokenKind::Identifier &&
         (behind == TokenKind::Identifier || behind == TokenKind::Less ||
          behind == TokenKind::LeftBracket || behind == TokenKind::Question);
}

bool Cursor::at_end_of_value() const {
  if (at(TokenKind::Comma)) {
    const auto next = peek(1).kind;
    return (next == TokenKind::Identifier || next == TokenKind::Dot) &&
           peek(2).kind != TokenKind::Colon;
  }
  if (at(TokenKind::RightBrace)) return !closes_value(0);
  return !is_inside_value(peek().kind);
}

// Whether a `)` or `}` that has no opening one stands inside of a value, as what follows shows.
bool Cursor::closes_value(std::size_t distance) const {
  std::size_t next = distance + 1;
  if (peek(distance).kind == TokenKind::RightParen) return goes_on_with(peek(next).kind);
  if (open_bodies_ == 0) return true;
  const std::size_t last = next + kMaxNesting;
  while (peek(next).kind == TokenKind::RightBrace && next < last) ++next;
  if (peek(next).kind != TokenKind::Semicolon) return goes_on_with(peek(next).kind);
  const auto behind = peek(next + 1).kind;  // a body may end so too, for who is used to it
  return behind == TokenKind::RightBrace ||
         (behind == TokenKind::Integer && peek(next + 2).kind == TokenKind::Colon);
}

// Whether a member may begin there, or end its body.
bool Cursor::may_begin_behind_value(std::size_t distance) const {
  const auto kind = peek(distance).kind;
  if (kind == TokenKind::RightBrace) return !closes_value(distance);
  return kind == TokenKind::Identifier || kind == TokenKind::Integer || kind == TokenKind::Dot ||
         kind == TokenKind::EndOfFile;
}

void Cursor::skip_value() {
  std::size_t parentheses = 0;
  std::size_t braces = 0;
  while (!at(TokenKind::EndOfFile) && !at(TokenKind::Semicolon) && !at_member_behind_value()) {
    if (at(TokenKind::RightParen) && parentheses == 0 && !closes_value(0)) break;
    if (at(TokenKind::RightBrace) && braces == 0 && !closes_value(0)) break;
    if (at(TokenKind::LeftParen)) ++parentheses;
    if (at(TokenKind::LeftBrace)) ++braces;
    if (at(TokenKind::RightParen) && parentheses != 0) --parentheses;
    if (at(TokenKind::RightBrace) && braces != 0) --braces;
    skip();
  }
  stay_silent();
}

}  // namespace idlc::syntax
