// A brace opens a body unless it stands in a value, and values stand behind `=` or in parentheses.
// Bodies nest no deeper than the parser allows.
#include "idlc/format/statements.h"

namespace idlc::format {
namespace {

using syntax::TokenKind;

class Finder {
 public:
  explicit Finder(const Pieces& pieces) : pieces_(pieces) {}

  std::vector<Statement> statements() {
    std::vector<Statement> found;
    while (kind() != TokenKind::RightBrace && kind() != TokenKind::EndOfFile) {
      found.push_back(statement());
    }
    return found;
  }

 private:
  [[nodiscard]] TokenKind kind() const { return pieces_[at_].kind; }

  Statement statement() {
    Statement result{.first = at_};
    std::size_t depth = 0;
    bool in_value = false;
    for (; kind() != TokenKind::EndOfFile; ++at_) {
      if (depth == 0 && kind() == TokenKind::Semicolon) break;
      if (depth == 0 && kind() == TokenKind::LeftBrace && !in_value) return with_body(result);
      in_value = in_value || (depth == 0 && kind() == TokenKind::Equals);
      if (syntax::is_opening(kind())) ++depth;
      if (syntax::is_closing(kind()) && depth > 0) --depth;
    }
    result.last = at_;
    if (kind() == TokenKind::Semicolon) ++at_;
    return result;
  }

  Statement with_body(Statement result) {
    result.last = at_;
    result.body = body_kind(pieces_[result.first].text);
    ++at_;
    result.members = statements();
    result.close = at_;
    if (kind() == TokenKind::RightBrace) ++at_;
    return result;
  }

  static BodyKind body_kind(std::string_view word) {
    if (word == "enum" || word == "closed" || word == "flags") return BodyKind::Values;
    if (word == "fixed" || word == "annotation") return BodyKind::Unnumbered;
    return word == "service" ? BodyKind::Methods : BodyKind::Numbered;
  }

  const Pieces& pieces_;
  std::size_t at_ = 0;
};

// ---- blanks ----

bool is_type_end(TokenKind kind) {
  return kind == TokenKind::Identifier || kind == TokenKind::Greater ||
         kind == TokenKind::Question || kind == TokenKind::RightBracket;
}

bool never_follows_blank(TokenKind kind) {
  switch (kind) {
    case TokenKind::Semicolon:
    case TokenKind::Comma:
    case TokenKind::RightParen:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace:
    case TokenKind::Less:
    case TokenKind::Greater:
    case TokenKind::Question:
    case TokenKind::Colon:
    case TokenKind::DotDot:
      return true;
    default:
      return false;
  }
}

bool never_precedes_blank(TokenKind kind) {
  switch (kind) {
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
    case TokenKind::Less:
    case TokenKind::Dot:
    case TokenKind::DotDot:
    case TokenKind::Minus:
    case TokenKind::At:
      return true;
    default:
      return false;
  }
}

// Whether a path from the root may begin behind this word, which stands behind `before`.
bool introduces_path(std::string_view word, TokenKind before) {
  if (word == "const") return before != TokenKind::Dot;
  if (word == "new") return before == TokenKind::Equals;
  if (word == "stream") return before != TokenKind::Dot && before != TokenKind::Colon;
  if (word == "extends") return before == TokenKind::Identifier;
  return word == "throws" && (before == TokenKind::RightParen || is_type_end(before));
}

class Spacer {
 public:
  explicit Spacer(Pieces& pieces) : pieces_(pieces) {}

  void space_out(const Statement& statement) {
    for (auto i = statement.first + 1; i <= statement.last; ++i) {
      pieces_[i].space_before = needs_blank(i, statement);
    }
    if (!statement.has_body()) return;
    pieces_[statement.last].space_before = true;
    for (const Statement& member : statement.members) {
      pieces_[member.first].space_before = true;
      space_out(member);
    }
    pieces_[statement.close].space_before = !statement.members.empty();
    // Outside of brackets a colon of a head stands before a type: `enum Status : u8`.
    for (auto i = statement.first; i < statement.last && pieces_[i].kind != TokenKind::At; ++i) {
      if (pieces_[i].kind == TokenKind::Colon) pieces_[i].space_before = true;
    }
  }

 private:
  [[nodiscard]] bool needs_blank(std::size_t i, const Statement& statement) const {
    const auto kind = pieces_[i].kind;
    const auto before = pieces_[i - 1].kind;
    if (kind == TokenKind::Dot) return is_root_dot(i, statement);
    if (never_follows_blank(kind) || never_precedes_blank(before)) return false;
    if (kind == TokenKind::LeftParen) return before != TokenKind::Identifier;
    if (kind == TokenKind::LeftBracket) return !is_type_end(before);
    return true;
  }

  // `.a.B` begins at the root; in `a.B` the dot binds.
  [[nodiscard]] bool is_root_dot(std::size_t i, const Statement& statement) const {
    const auto before = pieces_[i - 1].kind;
    if (before == TokenKind::DotDot) return true;
    if (before != TokenKind::Identifier) return !never_precedes_blank(before);
    const auto ahead = i - 1 == statement.first ? TokenKind::EndOfFile : pieces_[i - 2].kind;
    return introduces_path(pieces_[i - 1].text, ahead);
  }

  Pieces& pieces_;
};

}  // namespace

std::vector<Statement> find_statements(const Pieces& pieces) { return Finder(pieces).statements(); }

void space_out(Pieces& pieces, const std::vector<Statement>& statements) {
  Spacer spacer(pieces);
  for (const Statement& statement : statements) spacer.space_out(statement);
}

}  // namespace idlc::format
