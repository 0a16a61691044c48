// A cursor over the bytes. Each lex_* function begins at the first byte of its token and leaves the
// cursor behind the last.
#include "idlc/syntax/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/source/utf8.h"
#include "idlc/syntax/characters.h"
#include "idlc/syntax/number.h"
#include "idlc/syntax/string_literal.h"
#include "idlc/syntax/text_check.h"

namespace idlc::syntax {
namespace {

// Letters beyond ASCII are read as a part of names, so that `größe` is one mistake and not three.
// Blanks, quotation marks and other punctuation of Unicode are not.
bool is_foreign_letter(const Utf8Character& character) {
  const auto code = character.code;
  const bool is_punctuation = code < 0xC0 || (code >= 0x2000 && code <= 0x206F) ||
                              (code >= 0x3000 && code <= 0x303F) || code == 0xFEFF;
  return character.valid && !is_punctuation && !is_bidi_control(code);
}

std::optional<TokenKind> single_character_token(char c) {
  switch (c) {
    case '{':
      return TokenKind::LeftBrace;
    case '}':
      return TokenKind::RightBrace;
    case '(':
      return TokenKind::LeftParen;
    case ')':
      return TokenKind::RightParen;
    case '[':
      return TokenKind::LeftBracket;
    case ']':
      return TokenKind::RightBracket;
    case '<':
      return TokenKind::Less;
    case '>':
      return TokenKind::Greater;
    case ',':
      return TokenKind::Comma;
    case ';':
      return TokenKind::Semicolon;
    case ':':
      return TokenKind::Colon;
    case '=':
      return TokenKind::Equals;
    case '?':
      return TokenKind::Question;
    case '-':
      return TokenKind::Minus;
    case '.':
      return TokenKind::Dot;
    case '@':
      return TokenKind::At;
    default:
      return std::nullopt;
  }
}

// How much of a name a message shows that says it is too long, in bytes.
constexpr std::size_t kShownOfLongNames = 32;

// Quotation marks of other languages, and those that text processors make.
bool is_foreign_quote(char32_t code) {
  return code == U'\'' || code == U'\u201C' || code == U'\u201D' || code == U'\u201E';
}

// What somebody who typed this character probably wanted.
std::string_view advice_for(char32_t code) {
  switch (code) {
    case U'#':
    case U'/':
      return "comments begin with `//`";
    case U'+':
    case U'*':
      return "values are not computed here; write the result";
    case U'\'':
      return "strings stand between `\"` and `\"`";
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
      return "this is a typographic quotation mark; strings stand between `\"` and `\"`";
    case U'\u00A0':
      return "this is a no-break space; write an ordinary one";
    default:
      return {};
  }
}

class Lexer {
 public:
  Lexer(const SourceMap& sources, SourceId source, DiagnosticSink& sink)
      : text_(sources.file(source).text()), source_(source), sink_(sink) {}

  TokenList run() && {
    constexpr std::size_t kBytesOfShortTokens = 3;  // so that the tokens rarely move
    result_.tokens.reserve(text_.size() / kBytesOfShortTokens + 1);
    if (is_utf16(text_)) skip_all();
    while (at_ < text_.size()) lex_next();
    begin_ = at_;
    add_token(TokenKind::EndOfFile);
    return std::move(result_);
  }

 private:
  [[nodiscard]] char peek(std::size_t distance = 0) const {
    return at_ + distance < text_.size() ? text_[at_ + distance] : '\0';
  }

  [[nodiscard]] bool looking_at(std::string_view wanted) const {
    return text_.substr(at_).starts_with(wanted);
  }

  [[nodiscard]] Span span_of(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  [[nodiscard]] Span current_span() const { return span_of(begin_, at_); }
  [[nodiscard]] std::string_view current_text() const { return text_.substr(begin_, at_ - begin_); }

  void add_token(TokenKind kind) {
    const auto comments = static_cast<std::uint32_t>(result_.comments.size());
    result_.tokens.push_back({kind, malformed_, starts_line_, comments, current_span()});
    malformed_ = false;
    starts_line_ = false;
  }

  void lex_next() {
    begin_ = at_;
    const char c = peek();
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') return skip_blank();
    if (looking_at("//")) return lex_line_comment();
    if (looking_at("/*")) return lex_block_comment();
    if (c == '"') return lex_string(StringKind::Text);
    if (looking_at("b\"")) return lex_string(StringKind::Bytes);
    if (is_digit(c) || starts_like_fraction()) return lex_number();
    if (is_letter(c) || c == '_' || is_foreign_letter(decode_utf8(text_, at_))) return lex_word();
    lex_punctuation();
  }

  // Text in an encoding that was reported: each of its bytes would be a mistake.
  void skip_all() {
    at_ = text_.size();
    malformed_ = true;
  }

  void skip_blank() {
    if (peek() == '\n' || peek() == '\r') starts_line_ = true;
    ++at_;
  }

  [[nodiscard]] std::size_t end_of_line() const {
    return std::min(text_.find_first_of("\r\n", at_), text_.size());
  }

  // `//` to the end of the line. Exactly three slashes make a doc comment; more are a drawing.
  void lex_line_comment() {
    const bool is_doc = looking_at("///") && !looking_at("////");
    at_ = end_of_line();
    result_.comments.push_back({is_doc ? CommentKind::Doc : CommentKind::Line, current_span()});
  }

  // `/*` to the next `*/`.
  void lex_block_comment() {
    const auto close = text_.find("*/", at_ + 2);
    if (close == std::string_view::npos) {
      sink_.report(kUnterminatedComment, span_of(begin_, begin_ + 2)).label("begins here");
      at_ = text_.size();
      malformed_ = true;
    } else {
      at_ = close + 2;
      if (current_text().find('\n') != std::string_view::npos) starts_line_ = true;
    }
    result_.comments.push_back({CommentKind::Block, current_span()});
  }

  void lex_string(StringKind kind) {
    at_ += kind == StringKind::Bytes ? 2 : 1;
    const auto body_begin = at_;
    while (at_ < text_.size() && peek() != '"' && peek() != '\n') {
      const bool is_pair = peek() == '\\' && peek(1) != '\n' && peek(1) != '\r';
      at_ = std::min(at_ + (is_pair ? 2 : 1), text_.size());
    }
    if (peek() != '"') return end_unclosed_string(kind);
    report_escapes(body_begin, kind);
    ++at_;
    add_string_token(kind);
  }

  void end_unclosed_string(StringKind kind) {
    if (text_[at_ - 1] == '\r') --at_;
    sink_.report(kUnterminatedString, current_span())
        .label("add `\"`")
        .fix(current_span().after(), "\"");
    malformed_ = true;
    add_string_token(kind);
  }

  void add_string_token(StringKind kind) {
    add_token(kind == StringKind::Bytes ? TokenKind::Bytes : TokenKind::String);
  }

  void report_escapes(std::size_t body_begin, StringKind kind) {
    const auto body = text_.substr(body_begin, at_ - body_begin);
    for (const auto& problem : unescape(body, kind).problems) {
      malformed_ = true;
      const auto begin = body_begin + problem.offset;
      const auto span = span_of(begin, begin + problem.length);
      const auto escape = text_.substr(begin, problem.length);
      if (problem.kind == EscapeProblemKind::BadUnicode) {
        sink_.report(kBadUnicodeEscape, span, escape).help("write it like `\\u{1F600}`");
      } else if (problem.kind == EscapeProblemKind::BytesOnly) {
        sink_.report(kUnknownEscape, span, escape)
            .help("`\\xHH` stands only in byte strings, `b\"…\"`; here write `\\u{…}`");
      } else {
        sink_.report(kUnknownEscape, span, escape).help("to write a backslash, double it");
      }
    }
  }

  // `.5`, which is no number; but in `..5` the second dot is a part of `..`.
  [[nodiscard]] bool starts_like_fraction() const { return peek() == '.' && is_digit(peek(1)); }

  void lex_number() {
    if (peek() == '.') ++at_;
    at_ += number_length(text_.substr(at_));
    auto form = classify_number(current_text());
    if (text_[begin_] == '.') {
      form = {TokenKind::Float, "a float has a digit on both sides of its dot"};
    }
    if (!form.problem.empty()) {
      sink_.report(kMalformedNumber, current_span(), current_text(), form.problem);
      malformed_ = true;
    }
    add_token(form.kind);
  }

  void lex_word() {
    bool is_ascii = true;
    while (at_ < text_.size()) {
      const auto character = decode_utf8(text_, at_);
      const bool is_foreign = is_foreign_letter(character);
      if (!is_word_character(peek()) && !is_foreign) break;
      is_ascii = is_ascii && !is_foreign;
      at_ += character.bytes;
    }
    const auto problem =
        is_ascii ? identifier_problem(current_text()) : "names consist of ASCII letters and digits";
    if (!problem.empty()) {
      const bool is_long = is_ascii && current_text().size() > kMaxNameBytes;
      const auto begin = std::string(current_text().substr(0, kShownOfLongNames)) + "…";
      sink_.report(kBadIdentifier, current_span(), is_long ? begin : current_text(), problem);
      malformed_ = true;
    }
    add_token(TokenKind::Identifier);
  }

  void lex_punctuation() {
    if (looking_at("->") || looking_at("..")) {
      const auto kind = peek() == '-' ? TokenKind::Arrow : TokenKind::DotDot;
      at_ += 2;
      return add_token(kind);
    }
    const auto kind = single_character_token(peek());
    if (!kind) return starts_quotation() ? lex_quotation() : skip_unexpected();
    ++at_;
    add_token(*kind);
  }

  // Text between quotation marks that are none of ours: `'x'`, or typographic ones.
  [[nodiscard]] bool starts_quotation() const {
    return is_foreign_quote(decode_utf8(text_, at_).code) && quotation_end() != 0;
  }

  // Behind the mark that closes the quotation on its line; 0 if there is none.
  [[nodiscard]] std::size_t quotation_end() const {
    const auto first = decode_utf8(text_, at_);
    const auto end = end_of_line();
    for (auto at = at_ + first.bytes; at < end;) {
      const auto character = decode_utf8(text_, at);
      at += character.bytes;
      const bool is_same_kind = (character.code == U'\'') == (first.code == U'\'');
      if (is_foreign_quote(character.code) && is_same_kind) return at;
    }
    return 0;
  }

  void lex_quotation() {
    const auto mark = decode_utf8(text_, at_);
    at_ = quotation_end();
    malformed_ = true;
    report_unexpected(mark.code, span_of(begin_, begin_ + mark.bytes));
    add_token(TokenKind::String);
  }

  // No token begins here. What follows is marked, so that the parser does not complain as well.
  void skip_unexpected() {
    const auto character = decode_utf8(text_, at_);
    at_ += character.bytes;
    malformed_ = true;
    const bool is_reported =
        !character.valid || character.code == U'\0' || is_bidi_control(character.code);
    if (!is_reported) report_unexpected(character.code, current_span());
  }

  void report_unexpected(char32_t code, const Span& span) {
    const auto text = text_.substr(span.begin, span.end - span.begin);
    const auto shown = code < 0x80 ? fmt::format("`{}`", text)
                                   : fmt::format("`{}` (U+{:04X})", text, std::uint32_t{code});
    auto diagnostic = sink_.report(kUnexpectedCharacter, span, shown);
    const auto advice = advice_for(code);
    if (!advice.empty()) diagnostic.help(std::string(advice));
  }

  std::string_view text_;
  SourceId source_;
  DiagnosticSink& sink_;
  TokenList result_;
  std::size_t begin_ = 0;  // of the token that is being read
  std::size_t at_ = 0;
  bool malformed_ = false;  // what is read next
  bool starts_line_ = true;
};

}  // namespace

TokenList lex(const SourceMap& sources, SourceId source, DiagnosticSink& sink) {
  check_text(sources, source, sink);
  return Lexer(sources, source, sink).run();
}

}  // namespace idlc::syntax
