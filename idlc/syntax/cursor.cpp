// The simple half of the cursor: looking, taking, expecting. cursor_recovery.cpp has the other. It
// moves over tokens only and makes no tree.
#include "idlc/syntax/cursor.h"

#include <fmt/format.h>

#include <algorithm>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/characters.h"

namespace idlc::syntax {
namespace {

// The text of a `///` line without the slashes and the blank that usually follows them.
std::string_view doc_text(std::string_view comment) {
  comment.remove_prefix(3);
  if (comment.starts_with(' ')) comment.remove_prefix(1);
  return comment;
}

// How a token is called in "found …": by its text where that is short and says more than its kind.
std::string found(const Token& token, std::string_view text) {
  constexpr std::size_t kMaxShownBytes = 32;
  const bool has_own_text = token.kind == TokenKind::Identifier ||
                            token.kind == TokenKind::Integer || token.kind == TokenKind::Float ||
                            token.kind == TokenKind::Duration;
  if (has_own_text && text.size() <= kMaxShownBytes) return fmt::format("`{}`", text);
  return std::string(describe(token.kind));
}

}  // namespace

Cursor::Cursor(const SourceMap& sources, const TokenList& list, DiagnosticSink& sink)
    : sources_(sources),
      tokens_(list.tokens),
      comments_(list.comments),
      sink_(sink),
      used_docs_(list.comments.size(), false) {}

const Token& Cursor::peek(std::size_t distance) const {
  return tokens_[std::min(at_ + distance, tokens_.size() - 1)];
}

const Token& Cursor::previous() const { return tokens_[at_ == 0 ? 0 : at_ - 1]; }

bool Cursor::at_word(std::string_view word) const {
  return at(TokenKind::Identifier) && text(peek()) == word;
}

std::string_view Cursor::text(const Token& token) const { return sources_.text(token.span); }

std::uint32_t Cursor::column(const Token& token) const {
  return sources_.file(token.span.source).position(token.span.begin).column;
}

Span Cursor::span_from(const Token& first) const {
  const auto& last = previous().span;
  return last.end < first.span.begin ? first.span : join(first.span, last);
}

Token Cursor::take() {
  const auto token = peek();
  if (token.malformed) note_trouble();
  if (token.kind == TokenKind::Semicolon) is_in_value_ = false;
  const bool is_border = token.starts_line || token.kind == TokenKind::Semicolon ||
                         token.kind == TokenKind::LeftBrace || token.kind == TokenKind::RightBrace;
  is_statement_malformed_ = token.malformed || (is_statement_malformed_ && !is_border);
  if (token.kind != TokenKind::EndOfFile) ++at_;
  return token;
}

bool Cursor::accept(TokenKind kind) {
  if (!at(kind)) return false;
  take();
  return true;
}

bool Cursor::accept_word(std::string_view word) {
  if (!at_word(word)) return false;
  take();
  return true;
}

bool Cursor::expect(TokenKind kind, std::string_view what) {
  if (accept(kind)) return true;
  report_expected(what);
  return false;
}

std::optional<Name> Cursor::expect_name(std::string_view what) {
  if (!at(TokenKind::Identifier)) {
    report_expected(what);
    return std::nullopt;
  }
  return name_in(take());
}

Name Cursor::name_in(const Token& token) const {
  const auto whole = text(token);
  auto size = std::min(whole.size(), kMaxNameBytes);
  // Not within a letter, should it not be one of ASCII's.
  const auto is_continuation = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
  };
  while (size < whole.size() && is_continuation(whole[size])) --size;
  return {std::string(whole.substr(0, size)), token.span};
}

Doc Cursor::take_doc() {
  Doc doc;
  const auto begin = at_ == 0 ? 0 : previous().comments_before;
  for (auto i = begin; i < peek().comments_before; ++i) {
    const auto& comment = comments_[i];
    if (comment.kind != CommentKind::Doc || used_docs_[i]) continue;
    const bool is_first = !doc.span.has_place();
    if (!is_first) doc.text += '\n';
    doc.text += doc_text(sources_.text(comment.span));
    doc.span = is_first ? comment.span : join(doc.span, comment.span);
  }
  use_docs();
  return doc;
}

void Cursor::use_docs() {
  const auto begin = at_ == 0 ? 0 : previous().comments_before;
  for (auto i = begin; i < peek().comments_before; ++i) used_docs_[i] = true;
}

bool Cursor::is_consequence() const {
  return at_ < next_error_at_ || peek().malformed || is_statement_malformed_;
}

std::optional<DiagnosticBuilder> Cursor::report_expected(std::string_view what) {
  const bool is_silent = is_consequence();
  next_error_at_ = at_ + 1;
  note_trouble();
  if (is_silent) return std::nullopt;
  const auto& token = peek();
  return sink_.report(kExpectedToken, token.span, what, found(token, text(token)));
}

void Cursor::note_trouble() {
  if (troubles_.empty() || troubles_.back() < at_) troubles_.push_back(at_);
}

void Cursor::report_unclosed(const Token& open) {
  settle_unclosed();
  const bool is_silent = has_reported_unclosed_ || is_consequence();
  if (at(TokenKind::EndOfFile)) has_reported_unclosed_ = true;
  lose_declaration();
  if (!is_silent) sink_.report(kUnclosedBrace, open.span).label("its `}` is missing");
}

void Cursor::report_unused_docs() {
  std::size_t next = 0;
  for (const auto& token : tokens_) {
    bool is_first = true;  // the lines before one token are one comment
    std::optional<DiagnosticBuilder> report;
    for (; next < token.comments_before; ++next) {
      if (comments_[next].kind != CommentKind::Doc || used_docs_[next]) continue;
      const Span& line = comments_[next].span;
      if (is_first) {
        report.emplace(sink_.report(kUnusedDocComment, line));
        report->help("for an ordinary comment write `//`");
      }
      report->fix({line.source, line.begin, line.begin + 1}, "");
      is_first = false;
    }
  }
}

}  // namespace idlc::syntax
