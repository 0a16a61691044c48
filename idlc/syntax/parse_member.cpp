// The small productions that stand in members of several kinds of declarations. The kinds of
// declarations share them, so that the same mistake gets the same words everywhere.
#include <fmt/format.h>

#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"
#include "idlc/syntax/words.h"

namespace idlc::syntax {
namespace {

// A name like the refused one that is allowed: String for string, nullValue for null.
std::string allowed_type_name(std::string_view name) {
  std::string allowed(name);
  if (allowed[0] >= 'a' && allowed[0] <= 'z')
    allowed[0] = static_cast<char>(allowed[0] - 'a' + 'A');
  return allowed;
}

// `struct struct Order {`, `service extends Base {`: a word of the grammar where the name belongs,
// and another behind it. False where that cannot be the name.
bool skip_word_for_name(Cursor& cursor, std::string_view what) {
  if (!cursor.at(TokenKind::Identifier) || cursor.peek(1).kind != TokenKind::Identifier)
    return true;
  const auto word = cursor.text(cursor.peek());
  const bool is_base_next = cursor.text(cursor.peek(1)) == "extends";
  if (is_base_next || type_name_collision(word) != "a word of the grammar") return true;
  cursor.report_expected(what);
  if (word == "extends") return false;
  cursor.take();
  return true;
}

// reserved-item = string | value [ ".." value ]
std::optional<ReservedItem> parse_reserved_item(Cursor& cursor) {
  const auto first = cursor.peek();
  if (cursor.at(TokenKind::String)) {
    auto name = parse_string(cursor, "a reserved name");
    if (!name) return std::nullopt;
    return ReservedItem{name->span, std::move(*name)};
  }
  auto low = parse_value(cursor);
  if (!low) return std::nullopt;
  auto high = low;
  if (cursor.accept(TokenKind::DotDot)) high = parse_value(cursor);
  if (!high) return std::nullopt;
  return ReservedItem{cursor.span_from(first), ReservedRange{std::move(*low), std::move(*high)}};
}

}  // namespace

std::optional<Name> parse_type_name(Cursor& cursor, std::string_view what) {
  if (!skip_word_for_name(cursor, what)) return std::nullopt;
  auto name = cursor.expect_name(what);
  if (!name) return std::nullopt;
  const auto collision = type_name_collision(name->text);
  if (!collision.empty()) {
    const auto allowed = allowed_type_name(name->text);
    cursor.sink()
        .report(kReservedTypeName, name->span, name->text, collision)
        .label(fmt::format("`{}` would do", allowed))
        .fix(name->span, allowed);
  }
  return name;
}

std::optional<Name> parse_value_name(Cursor& cursor, std::string_view what) {
  auto name = cursor.expect_name(fmt::format("the name of {}", what));
  if (!name || !is_literal_word(name->text)) return name;
  const auto allowed = name->text + "_value";
  cursor.sink()
      .report(kReservedValueName, name->span, what, name->text)
      .label(fmt::format("`{}` would do", allowed))
      .fix(name->span, allowed);
  return name;
}

namespace {

// default = "=" value
std::optional<Value> parse_default(Cursor& cursor, std::string_view refused_for) {
  const auto equals = cursor.peek();
  if (!cursor.accept(TokenKind::Equals)) return std::nullopt;
  auto value = parse_value_of_member(cursor);
  if (refused_for.empty()) return value;
  if (!std::holds_alternative<BrokenValue>(value.node)) {
    cursor.sink().report(kDefaultNotAllowed, cursor.span_from(equals), refused_for);
  }
  return std::nullopt;
}

}  // namespace

// tail = [ default ] { annotation }
MemberTail parse_tail(Cursor& cursor, std::string_view refused_for) {
  MemberTail tail;
  tail.default_value = parse_default(cursor, refused_for);
  tail.annotations = parse_annotations(cursor);
  if (!cursor.at(TokenKind::Equals)) return tail;
  check_annotations_last(cursor, tail.annotations, "the default");
  if (!tail.annotations.empty()) tail.default_value = parse_default(cursor, refused_for);
  return tail;
}

// reserved-items = "reserved" reserved-item { "," reserved-item } ";"
void parse_reserved_items(Cursor& cursor, std::vector<ReservedItem>& items) {
  cursor.take();
  do {
    auto item = parse_reserved_item(cursor);
    if (!item) return cursor.skip_member();
    items.push_back(std::move(*item));
  } while (cursor.accept(TokenKind::Comma));
  cursor.expect_semicolon("reserved entries");
}

bool at_declaration(const Cursor& cursor) {
  if (!cursor.at(TokenKind::Identifier)) return false;
  const auto word = cursor.text(cursor.peek());
  const auto next = cursor.peek(1).kind;
  if (word == "import" && next == TokenKind::String) return true;
  return is_declaration_word(word) && next == TokenKind::Identifier;
}

}  // namespace idlc::syntax
