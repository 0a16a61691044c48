// Values: literals, names, and the composite ones, which hold values. Recursion is bounded by
// kMaxNesting; what is nested deeper is skipped without it.
#include <limits>
#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"

namespace idlc::syntax {
namespace {

// "null" | "true" | "false" | "inf" | "nan", which no value can be named.
std::optional<ValueNode> word_node(std::string_view word) {
  if (word == "null") return NullValue{};
  if (word == "true") return BoolValue{true};
  if (word == "false") return BoolValue{false};
  if (word == "inf") return FloatValue{std::numeric_limits<double>::infinity()};
  if (word == "nan") return FloatValue{std::numeric_limits<double>::quiet_NaN()};
  return std::nullopt;
}

class ValueParser {
  using Brackets = Cursor::Brackets;

 public:
  explicit ValueParser(Cursor& cursor)
      : cursor_(cursor),
        brackets_(is_opening(cursor.peek().kind) ? cursor.brackets_of_value() : Brackets::Match) {}

  // The outermost value. One whose brackets do not match is skipped as soon as something is wrong.
  std::optional<Value> parse() {
    cursor_.begin_value();
    std::optional<Value> value;
    if (brackets_ != Brackets::LostToLexer) value = parse(0);
    if (!value && brackets_ != Brackets::Match) cursor_.skip_value();
    return value;
  }

 private:
  // value = literal | negative | named-value | list | braces
  std::optional<Value> parse(unsigned depth) {
    const auto first = cursor_.peek();
    auto node = parse_node(depth);
    if (!node) return std::nullopt;
    return Value{cursor_.span_from(first), std::move(*node)};
  }

  std::optional<ValueNode> parse_node(unsigned depth) {
    switch (cursor_.peek().kind) {
      case TokenKind::Minus:
        return parse_negative();
      case TokenKind::LeftBracket:
        return check_nesting(depth) ? parse_list(depth) : skip_composite();
      case TokenKind::LeftBrace:
        return check_nesting(depth) ? parse_braces(depth) : skip_composite();
      case TokenKind::Identifier:
      case TokenKind::Dot:
        return parse_named();
      default:
        auto node = parse_literal(cursor_, false);
        if (!node) cursor_.report_expected("a value");
        return node;
    }
  }

  // negative = "-" ( integer | float | duration | "inf" )
  std::optional<ValueNode> parse_negative() {
    cursor_.take();
    if (cursor_.accept_word("inf")) return FloatValue{-std::numeric_limits<double>::infinity()};
    auto node = parse_literal(cursor_, true);
    if (!node) cursor_.report_expected("a number after `-`");
    return node;
  }

  // named-value = "null" | "true" | "false" | "inf" | "nan" | path
  std::optional<ValueNode> parse_named() {
    const bool is_damaged = cursor_.peek().malformed;
    const bool is_single = cursor_.peek(1).kind != TokenKind::Dot;
    if (cursor_.at(TokenKind::Identifier) && is_single) {
      if (auto node = word_node(cursor_.text(cursor_.peek()))) {
        cursor_.take();
        return node;
      }
    }
    auto path = parse_path(cursor_, "a value");
    if (!path) return std::nullopt;
    if (is_damaged) return BrokenValue{};
    return NameValue{std::move(*path)};
  }

  // list = "[" [ value { "," value } [ "," ] ] "]"
  std::optional<ValueNode> parse_list(unsigned depth) {
    cursor_.take();
    ListValue list;
    const bool is_closed = parse_items(TokenKind::RightBracket, "`,` or `]` after the value", [&] {
      auto element = parse(depth + 1);
      if (element) list.elements.push_back(std::move(*element));
      return element.has_value();
    });
    return finish(is_closed, std::move(list));
  }

  // braces = "{" [ entry { "," entry } [ "," ] ] "}"
  std::optional<ValueNode> parse_braces(unsigned depth) {
    cursor_.take();
    BracesValue braces;
    const bool is_closed = parse_items(TokenKind::RightBrace, "`,` or `}` after the value", [&] {
      auto entry = parse_entry(depth);
      if (entry) braces.entries.push_back(std::move(*entry));
      return entry.has_value();
    });
    return finish(is_closed, std::move(braces));
  }

  // entry = value ":" value
  std::optional<BracesEntry> parse_entry(unsigned depth) {
    auto key = parse(depth + 1);
    if (!key || !expect_colon()) return std::nullopt;
    auto value = parse(depth + 1);
    if (!value) return std::nullopt;
    return BracesEntry{std::move(*key), std::move(*value)};
  }

  // An `=` was meant as the colon.
  bool expect_colon() {
    if (cursor_.accept(TokenKind::Colon)) return true;
    const bool is_equals = cursor_.at(TokenKind::Equals);
    const bool is_list = cursor_.at(TokenKind::Comma) || cursor_.at(TokenKind::RightBrace);
    if (is_list && is_broken_) return false;  // `{1, 2, 3}` is one mistake
    auto diagnostic = cursor_.report_expected("`:` after the key");
    if (diagnostic && is_equals) diagnostic->label("write `:`").fix(cursor_.peek().span, ":");
    if (diagnostic && is_list) diagnostic->help("lists and sets stand between `[` and `]`");
    is_broken_ = true;
    return is_equals && cursor_.accept(TokenKind::Equals);
  }

  // The items up to the closing bracket, which it takes. False where the way to it was lost.
  template <class ParseItem>
  bool parse_items(TokenKind close, std::string_view expected, const ParseItem& parse_item) {
    do {
      if (cursor_.at(close)) break;
      const bool has_item = parse_item();
      if (has_item && (cursor_.at(TokenKind::Comma) || cursor_.at(close))) continue;
      if (is_lost_) return false;
      if (has_item) cursor_.report_expected(expected);
      is_broken_ = true;
      if (brackets_ != Brackets::Match) lose_way();
      if (is_lost_ || !skip_item(close)) return false;
    } while (cursor_.accept(TokenKind::Comma));
    is_broken_ = is_broken_ || cursor_.peek().malformed;
    cursor_.take();
    return true;
  }

  // Before the `,` or bracket that ends the item. Another closing bracket, or the end of the
  // member, belongs to whoever surrounds the value; then the rest of the value is given up.
  bool skip_item(TokenKind close) {
    cursor_.skip_element();
    while (cursor_.at(TokenKind::LeftBrace) && cursor_.skip_brackets()) cursor_.skip_element();
    if (cursor_.at(TokenKind::Comma) || cursor_.at(close) || at_wrong_bracket()) return true;
    lose_way();
    return false;
  }

  // A closing bracket of another kind that was meant for this value, as what follows it shows.
  [[nodiscard]] bool at_wrong_bracket() const {
    const auto next = cursor_.peek(1).kind;
    const bool is_brace = cursor_.at(TokenKind::RightBrace);
    return is_closing(cursor_.peek().kind) && (next == TokenKind::Comma || is_closing(next) ||
                                               (is_brace && next == TokenKind::Semicolon));
  }

  void lose_way() {
    is_lost_ = true;
    cursor_.stay_silent();
  }

  std::optional<ValueNode> finish(bool is_closed, ValueNode node) const {
    if (!is_closed) return std::nullopt;
    return is_broken_ ? ValueNode{BrokenValue{}} : std::move(node);
  }

  bool check_nesting(unsigned depth) {
    if (depth < kMaxNesting) return true;
    cursor_.sink().report(kNestingTooDeep, cursor_.peek().span, kMaxNesting);
    return false;
  }

  std::optional<ValueNode> skip_composite() {
    if (cursor_.skip_brackets()) return BrokenValue{};
    lose_way();
    return std::nullopt;
  }

  Cursor& cursor_;
  Brackets brackets_;
  bool is_broken_ = false;  // an item was left out
  bool is_lost_ = false;    // the end of a composite was not found
};

}  // namespace

std::optional<Value> parse_value(Cursor& cursor) { return ValueParser(cursor).parse(); }

Value parse_value_of_member(Cursor& cursor) {
  const auto troubles = cursor.trouble_count();
  auto value = parse_value(cursor);
  if (cursor.at_end_of_value()) return value ? std::move(*value) : Value{};
  const bool is_known = cursor.trouble_count() != troubles;
  if (is_known) cursor.skip_value();
  return Value{};
}

}  // namespace idlc::syntax
