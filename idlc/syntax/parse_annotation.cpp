// Annotations where they are used and where they are declared. What an annotation means, which
// there are, and what they may stand behind is the schema's business.
#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"
#include "idlc/syntax/parenthesised.h"

namespace idlc::syntax {
namespace {

// argument-name = identifier ":"
std::optional<Name> parse_argument_name(Cursor& cursor) {
  const auto next = cursor.peek(1).kind;
  const bool has_name = next == TokenKind::Colon || next == TokenKind::Equals;
  if (!cursor.at(TokenKind::Identifier) || !has_name) return std::nullopt;
  auto name = cursor.expect_name("a name");
  if (!cursor.accept(TokenKind::Colon)) {
    auto diagnostic = cursor.report_expected("`:` after the name of the argument");
    const auto equals = cursor.take().span;
    if (diagnostic) diagnostic->label("write `:`").fix(equals, ":");
  }
  return name;
}

// value-or-range = value | [ value ] ".." [ value ]
bool parse_value_or_range(Cursor& cursor, AnnotationArgument& argument) {
  const auto first = cursor.peek();
  std::optional<Value> low;
  if (!cursor.at(TokenKind::DotDot)) {
    low = parse_value(cursor);
    if (!low) return false;
    if (!cursor.at(TokenKind::DotDot)) {
      argument.value = std::move(*low);
      return true;
    }
  }
  cursor.take();
  std::optional<Value> high;
  const bool is_open = cursor.at(TokenKind::Comma) || cursor.at(TokenKind::RightParen);
  if (!low || !is_open) {
    high = parse_value(cursor);
    if (!high) return false;
  }
  argument.value = RangeExpr{cursor.span_from(first), std::move(low), std::move(high)};
  return true;
}

// argument = [ argument-name ] value-or-range
bool parse_argument(Cursor& cursor, std::vector<AnnotationArgument>& arguments) {
  const auto first = cursor.peek();
  AnnotationArgument argument;
  argument.name = parse_argument_name(cursor);
  if (!parse_value_or_range(cursor, argument)) return false;
  argument.span = cursor.span_from(first);
  arguments.push_back(std::move(argument));
  return true;
}

// annotation = "@" path [ "(" [ argument { "," argument } ] ")" ]
bool parse_annotation(Cursor& cursor, std::vector<Annotation>& annotations) {
  const auto first = cursor.take();
  auto path = parse_path(cursor, "the name of an annotation");
  if (!path) return false;
  Annotation annotation;
  annotation.name = std::move(*path);
  bool is_closed = true;
  if (cursor.accept(TokenKind::LeftParen) && !cursor.accept(TokenKind::RightParen)) {
    bool is_damaged = false;
    is_closed = parse_parenthesised(cursor, "`,` or `)` after the argument", is_damaged,
                                    [&] { return parse_argument(cursor, annotation.arguments); });
    if (is_damaged) return is_closed;
  }
  annotation.span = cursor.span_from(first);
  annotations.push_back(std::move(annotation));
  return is_closed;
}

// annotation-field = type identifier tail ";"
bool parse_annotation_field(Cursor& cursor, AnnotationDecl& decl) {
  const auto first = cursor.peek();
  Parameter field;
  field.doc = cursor.take_doc();
  if (!at_type(cursor)) {
    cursor.report_expected("a field or `}`");
    return false;
  }
  auto type = parse_type(cursor);
  if (!type) return false;
  auto name = cursor.expect_name("the name of the field");
  if (!name) return false;
  field.type = std::move(*type);
  field.name = std::move(*name);
  auto tail = parse_tail(cursor, {});
  field.default_value = std::move(tail.default_value);
  field.annotations = std::move(tail.annotations);
  field.span = cursor.span_from(first);
  cursor.expect_semicolon("field");
  decl.fields.push_back(std::move(field));
  return true;
}

}  // namespace

std::vector<Annotation> parse_annotations(Cursor& cursor) {
  std::vector<Annotation> annotations;
  while (cursor.at(TokenKind::At) && parse_annotation(cursor, annotations)) {
  }
  return annotations;
}

void refuse_annotations(Cursor& cursor) {
  if (!cursor.at(TokenKind::At)) return;
  static_cast<void>(cursor.take_doc());
  const auto annotations = parse_annotations(cursor);
  check_annotations_last(cursor, annotations, "what they annotate");
}

void check_annotations_last(Cursor& cursor, const std::vector<Annotation>& annotations,
                            std::string_view what) {
  if (annotations.empty()) return;
  const auto span = join(annotations.front().span, annotations.back().span);
  cursor.sink().report(kMisplacedAnnotation, span, what);
}

// annotation-declaration = "annotation" identifier { annotation } "{" { annotation-field } "}"
std::optional<Decl> parse_annotation_decl(Cursor& cursor, DeclStart start) {
  const auto first = cursor.take();
  auto name = cursor.expect_name("the name of the annotation");
  if (!name) return std::nullopt;
  AnnotationDecl decl;
  decl.doc = std::move(start.doc);
  decl.name = std::move(*name);
  decl.annotations = parse_annotations(cursor);
  Body body(cursor, {first, "an annotation", nullptr, start.depth});
  const bool is_open = body.open();
  while (is_open && body.has_member()) {
    if (body.accept_declaration()) continue;
    if (parse_annotation_field(cursor, decl)) continue;
    body.set_damaged();
    cursor.skip_member();
  }
  decl.damaged = body.is_damaged();
  decl.span = cursor.span_from(first);
  return Decl{std::move(decl)};
}

}  // namespace idlc::syntax
