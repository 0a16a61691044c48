// Values: one token each, or a path, or a sign and a number. Lists, maps and structs are refused as
// a whole; they are skipped without recursion.
#include <limits>
#include <string>
#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"
#include "idlc/syntax/number.h"
#include "idlc/syntax/string_literal.h"

namespace idlc::syntax {
namespace {

using Node = decltype(Value::node);

// Reports a literal that no type can hold.
Node too_large(Cursor& cursor, const Token& token, std::string_view for_what) {
  cursor.sink().report(kNumberTooLarge, token.span, cursor.text(token), for_what);
  return BrokenValue{};
}

Node integer_node(Cursor& cursor, const Token& token, bool negative) {
  const auto magnitude = integer_value(cursor.text(token));
  if (!magnitude) return too_large(cursor, token, "every integer type");
  return IntegerValue{negative, *magnitude};
}

Node float_node(Cursor& cursor, const Token& token, bool negative) {
  const auto value = float_value(cursor.text(token));
  if (!value) return too_large(cursor, token, "every float type");
  return FloatValue{negative ? -*value : *value};
}

// The negative range reaches one nanosecond further than the positive one.
Node duration_node(Cursor& cursor, const Token& token, bool negative) {
  const std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
  const auto magnitude = duration_value(cursor.text(token));
  if (!magnitude || *magnitude > largest + (negative ? 1 : 0)) {
    return too_large(cursor, token, "a duration");
  }
  return DurationValue{static_cast<std::int64_t>(negative ? 0 - *magnitude : *magnitude)};
}

// The body of a string token, without a prefix and its quotation marks.
std::string literal_text(const Cursor& cursor, const Token& token) {
  auto body = cursor.text(token);
  const bool is_bytes = token.kind == TokenKind::Bytes;
  body.remove_prefix(is_bytes ? 2 : 1);
  body.remove_suffix(1);
  return unescape(body, is_bytes ? StringKind::Bytes : StringKind::Text).value;
}

// literal = integer | float | duration | string | bytes
std::optional<Node> parse_literal(Cursor& cursor, bool negative) {
  const auto token = cursor.peek();
  const bool is_number = token.kind == TokenKind::Integer || token.kind == TokenKind::Float ||
                         token.kind == TokenKind::Duration;
  const bool is_text = token.kind == TokenKind::String || token.kind == TokenKind::Bytes;
  if (!is_number && (negative || !is_text)) return std::nullopt;
  cursor.take();
  if (token.malformed) return BrokenValue{};
  switch (token.kind) {
    case TokenKind::Integer:
      return integer_node(cursor, token, negative);
    case TokenKind::Float:
      return float_node(cursor, token, negative);
    case TokenKind::Duration:
      return duration_node(cursor, token, negative);
    case TokenKind::String:
      return StringValue{literal_text(cursor, token)};
    default:
      return BytesValue{literal_text(cursor, token)};
  }
}

// "null" | "true" | "false" | "inf" | "nan", which no value can be named.
std::optional<Node> word_node(std::string_view word) {
  if (word == "null") return NullValue{};
  if (word == "true") return BoolValue{true};
  if (word == "false") return BoolValue{false};
  if (word == "inf") return FloatValue{std::numeric_limits<double>::infinity()};
  if (word == "nan") return FloatValue{std::numeric_limits<double>::quiet_NaN()};
  return std::nullopt;
}

// named-value = "null" | "true" | "false" | "inf" | "nan" | path
std::optional<Node> parse_named(Cursor& cursor) {
  const bool is_damaged = cursor.peek().malformed;
  const bool is_single = cursor.peek(1).kind != TokenKind::Dot;
  if (cursor.at(TokenKind::Identifier) && is_single) {
    if (auto node = word_node(cursor.text(cursor.peek()))) {
      cursor.take();
      return node;
    }
  }
  auto path = parse_path(cursor, "a value");
  if (!path) return std::nullopt;
  if (is_damaged) return BrokenValue{};
  return NameValue{std::move(*path)};
}

// negative = "-" ( integer | float | duration | "inf" )
std::optional<Node> parse_negative(Cursor& cursor) {
  cursor.take();
  if (cursor.accept_word("inf")) return FloatValue{-std::numeric_limits<double>::infinity()};
  auto node = parse_literal(cursor, true);
  if (!node) cursor.report_expected("a number after `-`");
  return node;
}

// "[" … "]" | "{" … "}"
Node refuse_composite(Cursor& cursor) {
  const auto first = cursor.peek();
  const bool is_list = first.kind == TokenKind::LeftBracket;
  cursor.skip_brackets();
  cursor.sink().report(kUnsupportedFeature, cursor.span_from(first),
                       is_list ? "list values are" : "map and struct values are");
  return BrokenValue{};
}

std::optional<Node> parse_node(Cursor& cursor) {
  if (cursor.at(TokenKind::Minus)) return parse_negative(cursor);
  if (cursor.at(TokenKind::LeftBracket) || cursor.at(TokenKind::LeftBrace)) {
    return refuse_composite(cursor);
  }
  if (cursor.at(TokenKind::Identifier) || cursor.at(TokenKind::Dot)) return parse_named(cursor);
  auto node = parse_literal(cursor, false);
  if (!node) cursor.report_expected("a value");
  return node;
}

}  // namespace

// value = literal | negative | named-value | composite
std::optional<Value> parse_value(Cursor& cursor) {
  const auto first = cursor.peek();
  auto node = parse_node(cursor);
  if (!node) return std::nullopt;
  return Value{cursor.span_from(first), std::move(*node)};
}

std::optional<StringLiteral> parse_string(Cursor& cursor, std::string_view what) {
  const auto token = cursor.peek();
  if (!cursor.expect(TokenKind::String, what) || token.malformed) return std::nullopt;
  return StringLiteral{literal_text(cursor, token), token.span};
}

}  // namespace idlc::syntax
