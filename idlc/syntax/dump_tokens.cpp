// Merges tokens and comments, which the lexer keeps apart, back into the order of the text. It
// prints what the lexer saw, for people and tests; nothing reads it back.
#include <fmt/format.h>

#include "idlc/diagnostics/display_text.h"
#include "idlc/syntax/dump.h"

namespace idlc::syntax {
namespace {

// Without the article that messages have.
std::string_view kind_name(TokenKind kind) {
  auto name = describe(kind);
  for (const std::string_view article : {"an ", "a ", "the "}) {
    if (name.starts_with(article)) name.remove_prefix(article.size());
  }
  return name;
}

std::string_view kind_name(CommentKind kind) {
  return kind == CommentKind::Doc ? "doc comment" : "comment";
}

std::string dump_line(const SourceMap& sources, const Span& span, std::string_view kind) {
  const auto at = sources.file(span.source).position(span.begin);
  const auto text = display_text(sources.text(span));
  const bool says_more = !text.empty() && kind != fmt::format("`{}`", text);
  return fmt::format("{}:{} {}{}{}\n", at.line, at.column, kind, says_more ? " " : "",
                     says_more ? text : "");
}

}  // namespace

std::string dump_tokens(const SourceMap& sources, const TokenList& list) {
  std::string text;
  std::size_t next_comment = 0;
  for (const auto& token : list.tokens) {
    for (; next_comment < token.comments_before; ++next_comment) {
      const auto& comment = list.comments[next_comment];
      text += dump_line(sources, comment.span, kind_name(comment.kind));
    }
    auto kind = std::string(kind_name(token.kind));
    if (token.malformed) kind += " (malformed)";
    text += dump_line(sources, token.span, kind);
  }
  return text;
}

}  // namespace idlc::syntax
