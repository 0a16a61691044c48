// Services and their methods. Parameters recover one by one, so that a wrong one does not hide the
// next.
#include <algorithm>
#include <iterator>
#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/check_streams.h"
#include "idlc/syntax/grammar.h"
#include "idlc/syntax/parenthesised.h"

namespace idlc::syntax {
namespace {

// No type can be called `stream`, so before a type it is always the word of the grammar.
bool accept_stream(Cursor& cursor) {
  const auto next = cursor.peek(1).kind;
  const bool has_type = next == TokenKind::Identifier || next == TokenKind::Dot;
  return has_type && cursor.accept_word("stream");
}

class MethodParser {
 public:
  explicit MethodParser(Cursor& cursor) : cursor_(cursor) {}

  // method = [ "oneway" ] identifier "(" parameters ")" answer ";"
  std::optional<Method> parse() {
    const auto first = cursor_.peek();
    method_.doc = cursor_.take_doc();
    const bool is_oneway = cursor_.peek(1).kind == TokenKind::Identifier;
    method_.is_oneway = is_oneway && cursor_.accept_word("oneway");
    auto name = cursor_.expect_name("a method or `}`");
    if (!name) return std::nullopt;
    method_.name = std::move(*name);
    if (!expect_parameters() || !parse_answer()) return std::nullopt;
    check_streams(cursor_.sink(), method_);
    method_.span = cursor_.span_from(first);
    cursor_.expect_semicolon("method");
    return std::move(method_);
  }

 private:
  // parameters = [ parameter { "," parameter } ]
  bool expect_parameters() {
    if (!cursor_.at(TokenKind::LeftParen)) {
      auto diagnostic = cursor_.report_expected("`(` after the name of the method");
      const bool is_type_first = cursor_.at(TokenKind::Identifier);
      if (diagnostic && is_type_first) {
        diagnostic->help("a result stands behind an arrow: `get(u64 id) -> Order;`");
      }
      return false;
    }
    cursor_.take();
    if (cursor_.accept(TokenKind::RightParen)) return true;
    return parse_parenthesised(cursor_, "`,` or `)` after the parameter", method_.damaged,
                               [this] { return parse_parameter(); });
  }

  // parameter = [ "stream" ] type identifier tail
  bool parse_parameter() {
    const auto first = cursor_.peek();
    Parameter parameter;
    parameter.doc = cursor_.take_doc();
    if (cursor_.at(TokenKind::Integer)) return report_number();
    parameter.is_stream = accept_stream(cursor_);
    auto type = parse_type(cursor_);
    if (!type) return false;
    auto name = cursor_.expect_name("the name of the parameter");
    if (!name) return false;
    parameter.type = std::move(*type);
    parameter.name = std::move(*name);
    auto tail = parse_tail(cursor_, parameter.is_stream ? "a stream" : "");
    parameter.default_value = std::move(tail.default_value);
    parameter.annotations = std::move(tail.annotations);
    parameter.span = cursor_.span_from(first);
    method_.parameters.push_back(std::move(parameter));
    return true;
  }

  bool report_number() {
    auto diagnostic = cursor_.report_expected("a type");
    if (diagnostic) diagnostic->help("parameters have no numbers: they are known by their order");
    return false;
  }

  // answer = [ "->" results ] [ throws ] { annotation }
  bool parse_answer() {
    const auto arrow = cursor_.peek();
    if (cursor_.accept(TokenKind::Arrow)) {
      if (!parse_results(arrow)) return false;
      refuse_oneway("result", arrow);
    }
    method_.annotations = parse_annotations(cursor_);
    if (cursor_.at_word("throws") && !parse_throws()) return false;
    if (method_.is_oneway) {
      method_.results.clear();
      method_.throws.clear();
    }
    return true;
  }

  void refuse_oneway(std::string_view what, const Token& first) {
    if (!method_.is_oneway) return;
    cursor_.sink().report(kOnewayAnswer, cursor_.span_from(first), what);
  }

  // results = [ "stream" ] type | "(" result { "," result } ")"
  bool parse_results(const Token& arrow) {
    const auto open = cursor_.peek();
    if (!cursor_.accept(TokenKind::LeftParen)) return parse_single_result();
    if (cursor_.accept(TokenKind::RightParen)) {
      cursor_.sink()
          .report(kEmptyResults, cursor_.span_from(open))
          .label("remove the arrow and this")
          .fix(cursor_.span_from(arrow), "");
      return true;
    }
    return parse_parenthesised(cursor_, "`,` or `)` after the result", method_.damaged,
                               [this] { return parse_named_result(); });
  }

  bool parse_single_result() {
    const auto first = cursor_.peek();
    const bool is_forgotten =
        cursor_.at_word("throws") && cursor_.peek(1).kind == TokenKind::Identifier;
    if (is_forgotten) {
      cursor_.report_expected("the type of the result");
      return true;
    }
    MethodResult result;
    result.is_stream = accept_stream(cursor_);
    auto type = parse_type(cursor_);
    if (!type) return false;
    result.span = cursor_.span_from(first);
    result.type = std::move(*type);
    method_.results.push_back(std::move(result));
    return true;
  }

  // result = [ "stream" ] type identifier { annotation }
  bool parse_named_result() {
    const auto first = cursor_.peek();
    MethodResult result;
    result.doc = cursor_.take_doc();
    result.is_stream = accept_stream(cursor_);
    auto type = parse_type(cursor_);
    if (!type) return false;
    result.name = cursor_.expect_name("the name of the result");
    if (!result.name) return false;
    result.type = std::move(*type);
    result.annotations = parse_tail(cursor_, "a result").annotations;
    result.span = cursor_.span_from(first);
    method_.results.push_back(std::move(result));
    return true;
  }

  // throws = "throws" path { "," path }
  bool parse_throws() {
    const auto first = cursor_.take();
    check_annotations_last(cursor_, method_.annotations, "`throws`");
    do {
      auto path = parse_path(cursor_, "the name of an error");
      if (!path) return false;
      method_.throws.push_back(std::move(*path));
    } while (cursor_.accept(TokenKind::Comma));
    refuse_oneway("errors", first);
    auto annotations = parse_annotations(cursor_);
    std::move(annotations.begin(), annotations.end(), std::back_inserter(method_.annotations));
    return true;
  }

  Cursor& cursor_;
  Method method_;
};

// As it is written in C++: the base is taken for what it is, so that one mistake is one error.
bool accept_colon_of_base(Cursor& cursor) {
  if (!cursor.at(TokenKind::Colon)) return false;
  auto diagnostic = cursor.report_expected("`extends` or `{`");
  if (diagnostic)
    diagnostic->help("a base stands behind `extends`: `service Orders extends Base {`");
  return cursor.accept(TokenKind::Colon);
}

// extends = "extends" path
void parse_extends(Cursor& cursor, ServiceDecl& decl) {
  if (!cursor.accept_word("extends") && !accept_colon_of_base(cursor)) return;
  decl.base = parse_path(cursor, "the name of a service");
  if (!decl.base) cursor.skip_element();
  if (!cursor.at(TokenKind::Comma)) return;
  auto diagnostic = cursor.report_expected("`{`");
  if (diagnostic) diagnostic->help("a service extends one other service at most");
  while (cursor.accept(TokenKind::Comma)) cursor.skip_element();
}

// A method may be called `reserved`; then a `(` follows.
bool at_reserved_member(const Cursor& cursor) {
  return cursor.at_word("reserved") && cursor.peek(1).kind != TokenKind::LeftParen;
}

void parse_service_member(Cursor& cursor, Body& body, ServiceDecl& decl) {
  if (body.accept_declaration()) return;
  if (at_reserved_member(cursor)) {
    cursor.sink().report(kReservedNotAllowed, cursor.peek().span, "a service");
    return cursor.skip_member();
  }
  auto method = MethodParser(cursor).parse();
  if (!method) {
    body.set_damaged();
    return cursor.skip_member();
  }
  decl.methods.push_back(std::move(*method));
}

}  // namespace

// service = "service" name [ extends ] "{" { method } "}"
std::optional<Decl> parse_service(Cursor& cursor, DeclStart start) {
  const auto first = cursor.take();
  auto name = parse_type_name(cursor, "the name of the service");
  if (!name) return std::nullopt;
  ServiceDecl decl;
  decl.doc = std::move(start.doc);
  decl.name = std::move(*name);
  parse_extends(cursor, decl);
  decl.annotations = parse_annotations(cursor);
  Body body(cursor, {first, "a service", nullptr, start.depth});
  const bool is_open = body.open();
  while (is_open && body.has_member()) parse_service_member(cursor, body, decl);
  decl.damaged = body.is_damaged();
  decl.span = cursor.span_from(first);
  return Decl{std::move(decl)};
}

}  // namespace idlc::syntax
