// Enums, open and closed, and flags. The productions stand above their functions; what values mean
// is the schema's business.
#include <fmt/format.h>

#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"

namespace idlc::syntax {
namespace {

// Other languages count for themselves, and separate values with commas: one mistake, however many
// values follow each other so.
void report_missing_value(Cursor& cursor, const Name& name, const std::vector<EnumValue>& before) {
  const bool is_known = !before.empty() && before.back().value.is_broken();
  if (!is_known) {
    cursor.sink()
        .report(kMissingEnumValue, name.span, name.text)
        .label(fmt::format("for example `= {}`", before.size()));
  }
  if (cursor.at(TokenKind::Comma) || cursor.at(TokenKind::RightBrace)) {
    cursor.accept(TokenKind::Comma);
  } else {
    cursor.expect_semicolon("enum value");
  }
}

// Takes the `=`. Where it is forgotten or preceded by too much, that is one mistake: the value is
// read. False where there is none at all.
bool accept_equals(Cursor& cursor) {
  if (cursor.accept(TokenKind::Equals)) return true;
  const auto kind = cursor.peek().kind;
  const bool is_number = kind == TokenKind::Integer || kind == TokenKind::Minus;
  const bool is_doubled = kind == TokenKind::Identifier && cursor.peek(1).kind == TokenKind::Equals;
  if (cursor.peek().starts_line || !(is_number || is_doubled)) return false;
  cursor.report_expected("`=` and the value's number");
  if (is_doubled) cursor.take();
  cursor.accept(TokenKind::Equals);
  return true;
}

// enum-value = identifier "=" value ";"
bool parse_enum_value(Cursor& cursor, EnumDecl& decl) {
  const auto first = cursor.peek();
  EnumValue value;
  value.doc = cursor.take_doc();
  auto name = parse_value_name(cursor, "an enum value");
  if (!name) return false;
  value.name = std::move(*name);
  const bool has_value = accept_equals(cursor);
  if (has_value) {
    auto number = parse_value(cursor);
    if (!number) return false;
    value.value = std::move(*number);
  }
  value.annotations = parse_annotations(cursor);
  value.span = cursor.span_from(first);
  if (has_value) {
    cursor.expect_semicolon("enum value");
  } else {
    report_missing_value(cursor, value.name, decl.values);
  }
  decl.values.push_back(std::move(value));
  return true;
}

// An enum value may be called `reserved`; then a `=` follows.
bool at_reserved_items(const Cursor& cursor) {
  return cursor.at_word("reserved") && cursor.peek(1).kind != TokenKind::Equals;
}

// enum-body = "{" { enum-value | reserved-items } "}"
void parse_enum_body(Cursor& cursor, Body& body, EnumDecl& decl) {
  while (body.has_member()) {
    if (body.accept_declaration()) continue;
    if (at_reserved_items(cursor)) {
      parse_reserved_items(cursor, decl.reserved);
    } else if (!parse_enum_value(cursor, decl)) {
      body.set_damaged();
      cursor.skip_member();
    }
  }
}

}  // namespace

// enum = ( [ "closed" ] "enum" | "flags" ) name [ ":" type ] enum-body
std::optional<Decl> parse_enum(Cursor& cursor, DeclStart start) {
  const auto first = cursor.take();
  EnumDecl decl;
  decl.doc = std::move(start.doc);
  if (start.word == "closed") decl.kind = EnumKind::Closed;
  if (start.word == "flags") decl.kind = EnumKind::Flags;
  if (decl.kind == EnumKind::Closed && !cursor.accept_word("enum")) {
    cursor.report_expected("`enum` after `closed`");
    return std::nullopt;
  }
  const bool is_flags = decl.kind == EnumKind::Flags;
  auto name = parse_type_name(cursor, is_flags ? "the name of the flags" : "the name of the enum");
  if (!name) return std::nullopt;
  decl.name = std::move(*name);
  Body body(cursor, {first, is_flags ? "flags" : "an enum", nullptr, start.depth});
  if (cursor.accept(TokenKind::Colon)) {
    decl.width = parse_type(cursor);
    if (!decl.width) decl.width = TypeExpr{};
  }
  decl.annotations = parse_annotations(cursor);
  const bool is_open = body.open();
  // What stood where the `{` belongs may have been the width.
  if (!decl.width && body.is_damaged()) decl.width = TypeExpr{};
  if (is_open) parse_enum_body(cursor, body, decl);
  decl.damaged = body.is_damaged();
  decl.span = cursor.span_from(first);
  return Decl{std::move(decl)};
}

}  // namespace idlc::syntax
