// Values of a single token: numbers, durations, strings, bytes. The lexer has reported what is
// wrong with their form; whether the value fits into 64 bits is seen here, and its type nowhere.
#include <limits>
#include <string>
#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"
#include "idlc/syntax/number.h"
#include "idlc/syntax/string_literal.h"

namespace idlc::syntax {
namespace {

// Reports a literal that no type can hold.
ValueNode too_large(Cursor& cursor, const Token& token, std::string_view for_what) {
  cursor.sink().report(kNumberTooLarge, token.span, cursor.text(token), for_what);
  return BrokenValue{};
}

ValueNode integer_node(Cursor& cursor, const Token& token, bool negative) {
  const auto magnitude = integer_value(cursor.text(token));
  if (!magnitude) return too_large(cursor, token, "every integer type");
  return IntegerValue{negative, *magnitude};
}

ValueNode float_node(Cursor& cursor, const Token& token, bool negative) {
  const auto value = float_value(cursor.text(token));
  if (!value) return too_large(cursor, token, "every float type");
  return FloatValue{negative ? -*value : *value};
}

// The negative range reaches one nanosecond further than the positive one.
ValueNode duration_node(Cursor& cursor, const Token& token, bool negative) {
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

}  // namespace

// literal = integer | float | duration | string | bytes
std::optional<ValueNode> parse_literal(Cursor& cursor, bool negative) {
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

std::optional<StringLiteral> parse_string(Cursor& cursor, std::string_view what) {
  const auto token = cursor.peek();
  if (!cursor.expect(TokenKind::String, what) || token.malformed) return std::nullopt;
  return StringLiteral{literal_text(cursor, token), token.span};
}

}  // namespace idlc::syntax
