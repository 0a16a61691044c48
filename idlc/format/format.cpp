// Tokens to pieces, pieces to statements, statements to lines. What comes out is read once more: a
// formatter that changed a token would be worse than none.
#include "idlc/format/format.h"

#include <stdexcept>
#include <string_view>
#include <vector>

#include "idlc/format/layout.h"
#include "idlc/format/pieces.h"
#include "idlc/format/statements.h"
#include "idlc/syntax/lexer.h"
#include "idlc/syntax/parser.h"

namespace idlc::format {
namespace {

// What must not change: the tokens, and the comments without the blanks at the ends of their lines.
std::vector<std::string> essence(const SourceFile& file, const syntax::TokenList& list) {
  std::vector<std::string> words;
  std::size_t next = 0;
  for (const syntax::Token& token : list.tokens) {
    for (; next < token.comments_before; ++next) {
      const Span& span = list.comments[next].span;
      std::string text;
      for (const char c : file.text().substr(span.begin, span.size())) {
        if (c != ' ' && c != '\t' && c != '\r') text += c;
      }
      words.push_back(std::move(text));
    }
    words.emplace_back(file.text().substr(token.span.begin, token.span.size()));
  }
  return words;
}

std::vector<std::string> essence_of_text(const std::string& text) {
  SourceMap sources;
  DiagnosticSink sink;
  const SourceId source = sources.add("formatted", text);
  return essence(sources.file(source), syntax::lex(sources, source, sink));
}

}  // namespace

std::optional<std::string> format(const SourceMap& sources, SourceId source, DiagnosticSink& sink) {
  const auto errors_before = sink.error_count();
  static_cast<void>(syntax::parse(sources, source, sink));
  if (sink.error_count() != errors_before) return std::nullopt;

  DiagnosticSink heard_already;
  const auto list = syntax::lex(sources, source, heard_already);
  const SourceFile& file = sources.file(source);
  auto pieces = make_pieces(file, list);
  const auto statements = find_statements(pieces);
  space_out(pieces, statements);
  auto text = lay_out(pieces, statements).take();
  if (essence_of_text(text) != essence(file, list)) {
    throw std::logic_error("formatting would have changed the tokens of `" + file.path() + "`");
  }
  return text;
}

}  // namespace idlc::format
