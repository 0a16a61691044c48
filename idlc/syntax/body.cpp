// Bodies, and the two mistakes that belong to them: a declaration where none may stand, and a `}`
// that is missing. Which of the two it is, the indentation tells: a declaration that begins no
// further to the right than its host was meant to stand behind it.
#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"

namespace idlc::syntax {
namespace {

bool is_type_word(std::string_view word) {
  return word == "type" || word == "enum" || word == "closed" || word == "flags" ||
         word == "fixed" || word == "struct" || word == "union";
}

std::string_view plural_of(std::string_view word) {
  if (word == "package") return "a package";
  if (word == "import") return "imports";
  if (word == "annotation") return "annotations";
  if (word == "const") return "constants";
  if (word == "error") return "errors";
  if (word == "service") return "services";
  return "types";
}

}  // namespace

bool Body::open() {
  has_brace_ = cursor_.expect(TokenKind::LeftBrace, "`{`");
  const bool begins_without = !has_brace_ && at_member_without_brace();
  if (!has_brace_ && !at_declaration(cursor_) && cursor_.skip_to_brace()) {
    cursor_.take();
    has_brace_ = true;
  }
  open_ = cursor_.previous();
  open_position_ = cursor_.position() - 1;
  if (has_brace_) refuse_second_brace();
  if (has_brace_ || begins_without) {
    cursor_.begin_body();
    return true;
  }
  damaged_ = true;
  if (!at_declaration(cursor_)) cursor_.skip_member();
  return false;
}

// Whether what stands where the `{` is missing looks like a part of the body.
bool Body::at_member_without_brace() const {
  const auto& token = cursor_.peek();
  if (at_declaration(cursor_)) {
    return can_nest(cursor_.text(token)) && token.starts_line && is_indented();
  }
  if (token.kind == TokenKind::Integer) return true;
  return at_type(cursor_) && cursor_.peek(1).kind != TokenKind::Semicolon;
}

void Body::refuse_second_brace() {
  if (!cursor_.at(TokenKind::LeftBrace)) return;
  auto diagnostic = cursor_.report_expected("a member");
  const auto second = cursor_.take().span;
  if (diagnostic) diagnostic->label("remove it").fix(second, "");
  has_second_brace_ = true;
  cursor_.settle_unclosed();
}

bool Body::has_member() {
  refuse_annotations(cursor_);
  if (cursor_.accept(TokenKind::RightBrace)) {
    const bool may_be_twice = has_second_brace_ && host_.depth == 0;
    if (may_be_twice) cursor_.accept(TokenKind::RightBrace);
    cursor_.end_body();
    return false;
  }
  if (cursor_.at(TokenKind::EndOfFile) || at_outer_declaration() || at_outer_member()) {
    cursor_.lose_declaration();
    if (has_brace_) cursor_.report_unclosed(open_);
    damaged_ = true;
    cursor_.end_body();
    return false;
  }
  return true;
}

// Types can be declared inside of types.
bool Body::can_nest(std::string_view word) const {
  return host_.nested != nullptr && is_type_word(word);
}

// Whether the next token stands further to the right than the host.
bool Body::is_indented() const {
  return cursor_.column(cursor_.peek()) > cursor_.column(host_.first);
}

// A type that could be nested counts as one behind the host only where a `}` is missing: text need
// not be indented at all.
bool Body::at_outer_declaration() const {
  const auto& token = cursor_.peek();
  if (!at_declaration(cursor_) || !token.starts_line || is_indented()) return false;
  return !can_nest(cursor_.text(token)) || cursor_.is_behind_unclosed(open_position_);
}

// A member of the declaration around this one: a field in an enum, or what is indented like it
// where a `}` is missing.
bool Body::at_outer_member() const {
  const auto& token = cursor_.peek();
  if (host_.depth == 0 || !token.starts_line || at_declaration(cursor_)) return false;
  const std::size_t number_at = cursor_.at_word("reserved") ? 1 : 0;
  const bool is_field = cursor_.peek(number_at).kind == TokenKind::Integer &&
                        cursor_.peek(number_at + 1).kind == TokenKind::Colon;
  if (is_field && host_.nested == nullptr) return true;
  return !is_indented() && cursor_.is_behind_unclosed(open_position_);
}

// `enum : u8 {`, where the name is missing: no type of a field can be called so.
bool Body::at_nameless_type() const {
  const auto next = cursor_.peek(1).kind;
  return cursor_.at(TokenKind::Identifier) && can_nest(cursor_.text(cursor_.peek())) &&
         (next == TokenKind::LeftBrace || next == TokenKind::Colon);
}

bool Body::accept_declaration() {
  if (!at_declaration(cursor_) && !at_nameless_type()) return false;
  const auto first = cursor_.peek();
  const auto word = cursor_.text(first);
  const bool is_allowed = can_nest(word);
  if (!is_allowed) {
    cursor_.sink().report(kNestedNotAllowed, first.span, plural_of(word), host_.name);
    cursor_.lose_declaration();
  }
  auto decl = parse_declaration(cursor_, {word, cursor_.take_doc(), host_.depth + 1});
  if (is_allowed && decl) host_.nested->push_back(std::move(*decl));
  return true;
}

}  // namespace idlc::syntax
