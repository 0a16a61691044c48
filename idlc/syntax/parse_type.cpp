// Uses of types. Recursion is bounded by kMaxNesting; what is nested deeper is skipped without it.
// Whether a name is a type at all is for the schema to say.
#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"
#include "idlc/syntax/words.h"

namespace idlc::syntax {
namespace {

bool check_nesting(Cursor& cursor, std::size_t levels) {
  if (levels <= kMaxNesting) return true;
  if (!cursor.peek().malformed) {
    cursor.sink().report(kNestingTooDeep, cursor.peek().span, kMaxNesting);
  }
  return false;
}

// `list<stream u8>`, `1: stream u8 ticks;`. No type can be called `stream`, but where only one name
// follows, it may be the field's.
void refuse_stream(Cursor& cursor) {
  if (!cursor.at_word("stream")) return;
  const auto& next = cursor.peek(1);
  const auto behind = cursor.peek(2).kind;
  const bool is_type =
      next.kind == TokenKind::Identifier &&
      (behind == TokenKind::Identifier || behind == TokenKind::Less ||
       behind == TokenKind::Greater || type_name_collision(cursor.text(next)) == "a built-in type");
  if (!is_type) return;
  const auto word = cursor.take().span;
  cursor.sink()
      .report(kMisplacedStream, word, "only parameters and results of methods are streams")
      .label("remove it")
      .fix(word, "");
}

// type-arguments = "<" type { "," type } ">"
bool parse_arguments(Cursor& cursor, TypeExpr& type, unsigned depth) {
  if (!check_nesting(cursor, depth + 1)) {
    type.name.parts.clear();
    return cursor.skip_brackets();
  }
  cursor.take();
  do {
    auto argument = parse_type(cursor, depth + 1);
    if (!argument) return false;
    type.arguments.push_back(std::move(*argument));
  } while (cursor.accept(TokenKind::Comma));
  return cursor.expect(TokenKind::Greater, "`,` or `>` after the type");
}

// array-size = "[" value "]"
bool parse_array_size(Cursor& cursor, TypeSuffix& suffix) {
  if (cursor.at(TokenKind::RightBracket)) {
    auto diagnostic = cursor.report_expected("an array size");
    if (diagnostic) diagnostic->help("a sequence of any length is `list<T>`");
    cursor.take();
    suffix.array_size = Value{};
    return true;
  }
  auto size = parse_value(cursor);
  if (!size) return false;
  suffix.array_size = std::move(*size);
  return cursor.expect(TokenKind::RightBracket, "`]` after the array size");
}

// type-suffix = "?" | array-size
bool parse_suffix(Cursor& cursor, TypeExpr& type) {
  const auto first = cursor.take();
  TypeSuffix suffix;
  if (first.kind == TokenKind::LeftBracket && !parse_array_size(cursor, suffix)) return false;
  suffix.span = cursor.span_from(first);
  type.suffixes.push_back(std::move(suffix));
  return true;
}

// Takes the suffixes that are too many, so that one diagnostic is enough.
void skip_suffixes(Cursor& cursor) {
  while (cursor.at(TokenKind::Question) || cursor.at(TokenKind::LeftBracket)) {
    if (cursor.at(TokenKind::Question)) {
      cursor.take();
    } else {
      cursor.skip_brackets();
    }
  }
}

}  // namespace

bool at_type(const Cursor& cursor) {
  return cursor.at(TokenKind::Identifier) || cursor.at(TokenKind::Dot);
}

// path = [ "." ] identifier { "." identifier }
std::optional<Path> parse_path(Cursor& cursor, std::string_view what) {
  const auto first = cursor.peek();
  Path path;
  path.from_root = cursor.accept(TokenKind::Dot);
  do {
    auto name = cursor.expect_name(path.parts.empty() ? what : "a name after the dot");
    if (!name) return std::nullopt;
    path.parts.push_back(std::move(*name));
  } while (cursor.accept(TokenKind::Dot));
  path.span = cursor.span_from(first);
  return path;
}

// type = path [ type-arguments ] { type-suffix }
std::optional<TypeExpr> parse_type(Cursor& cursor, unsigned depth) {
  refuse_stream(cursor);
  const auto first = cursor.peek();
  auto path = parse_path(cursor, "a type");
  if (!path) return std::nullopt;
  TypeExpr type;
  type.name = std::move(*path);
  if (cursor.at(TokenKind::Less) && !parse_arguments(cursor, type, depth)) return std::nullopt;
  while (cursor.at(TokenKind::Question) || cursor.at(TokenKind::LeftBracket)) {
    if (!check_nesting(cursor, depth + type.suffixes.size() + 1)) {
      skip_suffixes(cursor);
      type.name.parts.clear();
      break;
    }
    if (!parse_suffix(cursor, type)) return std::nullopt;
  }
  type.span = cursor.span_from(first);
  return type;
}

}  // namespace idlc::syntax
