// Tokens put close together: a blank stays only where two of them would become one.
// What the tokens mean does not matter here, but for the ends of declarations.
#include "idlc/schema/compact_text.h"

#include <string_view>

#include "idlc/diagnostics/sink.h"
#include "idlc/syntax/characters.h"
#include "idlc/syntax/lexer.h"

namespace idlc::schema {

namespace {

using syntax::is_digit;
using syntax::is_word_character;
using syntax::TokenKind;

// `stream Price`, `1 ..5`, and `b "…"`, which is not `b"…"`.
bool would_merge(char before, char behind) {
  if (is_word_character(before) && (is_word_character(behind) || behind == '"')) return true;
  return (is_digit(before) && behind == '.') || (before == '.' && is_digit(behind));
}

// How many braces are open behind a token.
int depth_behind(int depth, TokenKind kind) {
  if (kind == TokenKind::LeftBrace) return depth + 1;
  return kind == TokenKind::RightBrace ? depth - 1 : depth;
}

}  // namespace

std::string compact_text(const SourceMap& sources, SourceId source) {
  DiagnosticSink silent;
  std::string compact;
  int depth = 0;
  for (const syntax::Token& token : syntax::lex(sources, source, silent).tokens) {
    if (token.kind == TokenKind::EndOfFile) break;
    const std::string_view text = sources.text(token.span);
    if (!compact.empty() && would_merge(compact.back(), text.front())) compact += ' ';
    compact += text;
    depth = depth_behind(depth, token.kind);
    const bool may_end = token.kind == TokenKind::Semicolon || token.kind == TokenKind::RightBrace;
    if (depth == 0 && may_end) compact += '\n';
  }
  return compact;
}

std::vector<std::string> compact_texts(const Schema& schema, const SourceMap& sources) {
  std::vector<std::string> texts;
  texts.reserve(schema.files.size());
  for (const File& file : schema.files) texts.push_back(compact_text(sources, file.source));
  return texts;
}

std::vector<FileId> with_imports(const Schema& schema, FileId file) {
  // A file stands behind what it imports, so one look at each, from the last to the first, is
  // enough.
  std::vector<bool> reached(schema.files.size());
  reached[file.index] = true;
  for (std::uint32_t index = file.index + 1; index-- > 0;) {
    if (!reached[index]) continue;
    for (const Import& import : schema.files[index].imports) reached[import.file.index] = true;
  }
  std::vector<FileId> files;
  for (std::uint32_t index = 0; index <= file.index; ++index) {
    if (reached[index]) files.push_back({index});
  }
  return files;
}

}  // namespace idlc::schema
