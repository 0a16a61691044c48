// The parser's hands: looking at tokens, taking them, saying what was expected, and finding the way
// back after an error. It holds the rules that keep one mistake from becoming two diagnostics:
// nothing is said about a token that the lexer complained of, and nothing twice at one token.
// It knows tokens and words, but no production of the grammar.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "idlc/diagnostics/sink.h"
#include "idlc/source/source_file.h"
#include "idlc/syntax/damage.h"
#include "idlc/syntax/token.h"
#include "idlc/syntax/value.h"

namespace idlc::syntax {

class Cursor {
 public:
  // All three outlive the cursor.
  Cursor(const SourceMap& sources, const TokenList& list, DiagnosticSink& sink);

  // ---- looking ----

  // The token `distance` behind the next one; EndOfFile behind the last.
  [[nodiscard]] const Token& peek(std::size_t distance = 0) const;
  // The token that was taken last; at the begin of the file the first one.
  [[nodiscard]] const Token& previous() const;
  [[nodiscard]] bool at(TokenKind kind) const { return peek().kind == kind; }
  // Whether the next token is this identifier; words of the grammar are no kinds of their own.
  [[nodiscard]] bool at_word(std::string_view word) const;
  [[nodiscard]] std::string_view text(const Token& token) const;
  // A name out of an identifier. Of one that is too long, which has been reported, only the begin.
  [[nodiscard]] Name name_in(const Token& token) const;
  // The column of a token, from 1.
  [[nodiscard]] std::uint32_t column(const Token& token) const;
  // From a token to the one that was taken last.
  [[nodiscard]] Span span_from(const Token& first) const;
  // How many tokens were taken: whether there was progress.
  [[nodiscard]] std::size_t position() const { return at_; }

  // ---- taking ----

  Token take();
  bool accept(TokenKind kind);
  bool accept_word(std::string_view word);
  // Takes a token of that kind, or reports that it was expected ("`:` after the number").
  bool expect(TokenKind kind, std::string_view what);
  // Takes an identifier, or reports that "a name for the field" was expected.
  std::optional<Name> expect_name(std::string_view what);
  // Takes the `;` that ends `what`. Without one it reports, and goes to where the next member
  // begins.
  void expect_semicolon(std::string_view what);
  // Whether a `)` stands behind a comma, which is reported: the values of lists may end so, and
  // nothing in parentheses.
  bool refuse_trailing_comma();
  // The doc comments right before the next token.
  Doc take_doc();

  // ---- reporting ----

  [[nodiscard]] DiagnosticSink& sink() { return sink_; }
  // "expected {what}, found …" at the next token; null if that would be a consequence of an error
  // that was reported already.
  std::optional<DiagnosticBuilder> report_expected(std::string_view what);
  // The body that begins with `open` has no end. Only the innermost one is told of at the end of
  // the file.
  void report_unclosed(const Token& open);
  // Warns of every doc comment that take_doc never got.
  void report_unused_docs();
  // The way was lost, and an error has told why: nothing is "expected" before the next token.
  void stay_silent() { next_error_at_ = at_ + 1; }
  // A declaration was skipped whose name is not known.
  void lose_declaration() { lost_declaration_ = true; }
  [[nodiscard]] bool has_lost_declaration() const { return lost_declaration_; }
  // How many tokens did not fit so far, or were skipped or malformed: whether something was lost.
  [[nodiscard]] std::size_t trouble_count() const { return troubles_.size(); }
  // What those tokens make unreliable. The end of parsing.
  [[nodiscard]] Damage damage() const { return damage_around(tokens_, troubles_, sources_); }

  // ---- braces of the whole file ----

  // Whether the `{` at that position has a `}`, all others being closed as they stand.
  [[nodiscard]] bool is_closed(std::size_t open);
  // Whether that position is behind a `{` that has none, and that was not reported yet.
  [[nodiscard]] bool is_behind_unclosed(std::size_t position);
  // One `{` without a `}` is known now: the next ones are to be told from it.
  void settle_unclosed();

  // ---- finding the way back; all without recursion ----

  // Behind the `;` or the block that ends the member, or before a `}` or what begins the next
  // member.
  void skip_member();
  // Before the `,` or closing bracket that ends an element, or where skip_member would stop.
  void skip_element();
  // Behind a `{…}`, `(…)`, `[…]` or `<…>` that begins with the next token. False if the member ends
  // before it does.
  bool skip_brackets();
  // Whether the brackets from the next one on close in their order, before a `;`. The lexer may
  // have refused something among them, that explains why they do not.
  enum class Brackets : std::uint8_t { Match, Differ, LostToLexer };
  [[nodiscard]] Brackets brackets_of_value() const;
  // Whether a value ends before the next token, that is not a part of another one.
  [[nodiscard]] bool at_end_of_value() const;
  // Before the `;`, the `)`, the `}` or the member that follows a value whose brackets do not
  // match.
  void skip_value();
  // A value begins, to whose end skip_member goes until the next `;` or body.
  void begin_value() { is_in_value_ = true; }
  void begin_body() {
    is_in_value_ = false;
    ++open_bodies_;
  }
  void end_body() { --open_bodies_; }
  // Before the `{` that stands on this line, nothing of a member being before it. False, and
  // nothing skipped, if there is none.
  bool skip_to_brace();
  // Before the next declaration at the top level, or the end of the file.
  void skip_to_declaration();

 private:
  // Takes a token that no production asked for, together with its doc comments.
  void skip();
  void use_docs();
  void find_unclosed();
  void note_trouble();
  [[nodiscard]] bool at_next_member(std::size_t distance = 0) const;
  [[nodiscard]] bool at_member_behind_value(std::size_t distance = 0) const;
  [[nodiscard]] bool closes_value(std::size_t distance) const;
  [[nodiscard]] bool may_begin_behind_value(std::size_t distance) const;
  [[nodiscard]] bool at_comma_for_semicolon() const;
  [[nodiscard]] bool at_comma_of_type() const;
  [[nodiscard]] bool goes_on_behind_brace(std::size_t distance) const;
  [[nodiscard]] bool at_brace_of_value() const;
  [[nodiscard]] bool is_consequence() const;
  void report_missing_semicolon(std::string_view what);

  const SourceMap& sources_;
  const std::vector<Token>& tokens_;
  const std::vector<Comment>& comments_;
  DiagnosticSink& sink_;
  std::size_t at_ = 0;
  std::size_t next_error_at_ = 0;  // no "expected" before this token
  bool is_statement_malformed_ = false;
  bool is_in_value_ = false;  // the member that is being parsed has a value
  std::size_t open_bodies_ = 0;
  std::size_t last_skip_end_ = 0;                     // where skip_member stopped
  std::vector<bool> used_docs_;                       // one for each comment
  std::vector<std::size_t> troubles_;                 // ascending
  std::optional<std::vector<std::size_t>> unclosed_;  // each `{` without a `}`, once asked for
  std::size_t settled_ = 0;                           // how many of them were reported
  bool has_reported_unclosed_ = false;
  bool lost_declaration_ = false;
};

}  // namespace idlc::syntax
