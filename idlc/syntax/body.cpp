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
  open_ = cursor_.peek();
  if (cursor_.expect(TokenKind::LeftBrace, "`{`")) return true;
  damaged_ = true;
  const bool is_lost = cursor_.at(TokenKind::Semicolon) || cursor_.at(TokenKind::RightBrace) ||
                       cursor_.at(TokenKind::EndOfFile) || at_declaration(cursor_);
  if (open_.starts_line && !is_lost) return true;
  if (!at_declaration(cursor_)) cursor_.skip_member();
  return false;
}

bool Body::has_member() {
  refuse_annotations(cursor_);
  if (cursor_.accept(TokenKind::RightBrace)) return false;
  if (cursor_.at(TokenKind::EndOfFile) || at_outer_declaration()) {
    cursor_.report_unclosed(open_);
    damaged_ = true;
    return false;
  }
  return true;
}

// Types can be declared inside of types.
bool Body::can_nest(std::string_view word) const {
  return host_.nested != nullptr && is_type_word(word);
}

bool Body::at_outer_declaration() const {
  const auto& token = cursor_.peek();
  if (!at_declaration(cursor_) || !token.starts_line || can_nest(cursor_.text(token))) return false;
  return cursor_.column(token) <= cursor_.column(host_.first);
}

bool Body::accept_declaration() {
  if (!at_declaration(cursor_)) return false;
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
