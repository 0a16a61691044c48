// The forms, from single names to paths. Identifiers are what the lexer takes for one: a letter,
// then letters and digits, with single underscores between them. Their lengths have its limits too.
#include "idlc/schema/text_forms.h"

#include <cstddef>

#include "idlc/syntax/characters.h"

namespace idlc::schema {

namespace {

// Whether the text is at least `count` identifiers with the separator between them.
bool is_path(std::string_view text, std::string_view separator, std::size_t count) {
  if (text.size() > syntax::kMaxFullNameBytes) return false;
  for (std::size_t parts = 1;; ++parts) {
    const std::size_t end = text.find(separator);
    if (!is_identifier(text.substr(0, end))) return false;
    if (end == std::string_view::npos) return parts >= count;
    text.remove_prefix(end + separator.size());
  }
}

}  // namespace

bool is_not_empty(std::string_view text) { return !text.empty(); }

bool is_identifier(std::string_view text) {
  if (text.empty() || !syntax::is_letter(text.front())) return false;
  if (text.size() > syntax::kMaxNameBytes) return false;
  char before = '_';
  for (const char c : text) {
    const bool doubled = c == '_' && before == '_';
    if (doubled || !syntax::is_word_character(c)) return false;
    before = c;
  }
  return before != '_';
}

bool is_qualified_name(std::string_view text) { return is_path(text, ".", 2); }

bool is_cpp_namespace(std::string_view text) { return is_path(text, "::", 1); }

}  // namespace idlc::schema
