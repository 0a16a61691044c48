// Services and their methods. Parameters recover one by one, so that a wrong one does not hide the
// next.
#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"

namespace idlc::syntax {
namespace {

class MethodParser {
 public:
  explicit MethodParser(Cursor& cursor) : cursor_(cursor) {}

  // method = [ "oneway" ] identifier "(" parameters ")" [ results ] [ throws ] ";"
  std::optional<Method> parse() {
    const auto first = cursor_.peek();
    method_.doc = cursor_.take_doc();
    const bool is_oneway = cursor_.peek(1).kind == TokenKind::Identifier;
    method_.is_oneway = is_oneway && cursor_.accept_word("oneway");
    auto name = cursor_.expect_name("a method or `}`");
    if (!name) return std::nullopt;
    method_.name = std::move(*name);
    if (!expect_parameters() || !parse_answer()) return std::nullopt;
    skip_annotations(cursor_);
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
    do {
      if (!parse_parameter()) recover_in_parentheses();
    } while (cursor_.accept(TokenKind::Comma));
    return cursor_.expect(TokenKind::RightParen, "`,` or `)` after the parameter");
  }

  void recover_in_parentheses() {
    method_.damaged = true;
    cursor_.skip_element();
  }

  // parameter = [ "stream" ] type identifier [ default ]
  bool parse_parameter() {
    const auto first = cursor_.peek();
    Parameter parameter;
    parameter.doc = cursor_.take_doc();
    if (cursor_.at(TokenKind::Integer)) return report_number();
    refuse_stream();
    auto type = parse_type(cursor_);
    if (!type) return false;
    auto name = cursor_.expect_name("the name of the parameter");
    if (!name) return false;
    parameter.type = std::move(*type);
    parameter.name = std::move(*name);
    parameter.default_value = parse_default(cursor_, {});
    skip_annotations(cursor_);
    parameter.span = cursor_.span_from(first);
    method_.parameters.push_back(std::move(parameter));
    return true;
  }

  bool report_number() {
    auto diagnostic = cursor_.report_expected("a type");
    if (diagnostic) diagnostic->help("parameters have no numbers: they are known by their order");
    return false;
  }

  // No type can be called `stream`, so before a type it is always the word of the grammar.
  void refuse_stream() {
    if (!cursor_.at_word("stream") || cursor_.peek(1).kind != TokenKind::Identifier) return;
    const auto word = cursor_.take();
    cursor_.sink().report(kUnsupportedFeature, word.span, "streams are");
  }

  // answer = [ "->" results ] [ throws ]
  bool parse_answer() {
    const auto arrow = cursor_.peek();
    if (cursor_.accept(TokenKind::Arrow)) {
      if (!parse_results()) return false;
      refuse_oneway("result", arrow);
    }
    const auto throws = cursor_.peek();
    if (cursor_.accept_word("throws")) {
      if (!parse_throws()) return false;
      refuse_oneway("errors", throws);
    }
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
  bool parse_results() {
    const auto open = cursor_.peek();
    if (!cursor_.accept(TokenKind::LeftParen)) return parse_single_result();
    if (cursor_.accept(TokenKind::RightParen)) {
      cursor_.sink()
          .report(kEmptyResults, cursor_.span_from(open))
          .label("remove the arrow and this");
      return true;
    }
    do {
      if (!parse_named_result()) recover_in_parentheses();
    } while (cursor_.accept(TokenKind::Comma));
    return cursor_.expect(TokenKind::RightParen, "`,` or `)` after the result");
  }

  bool parse_single_result() {
    refuse_stream();
    auto type = parse_type(cursor_);
    if (!type) return false;
    MethodResult result;
    result.span = type->span;
    result.type = std::move(*type);
    method_.results.push_back(std::move(result));
    return true;
  }

  // result = type identifier
  bool parse_named_result() {
    const auto first = cursor_.peek();
    auto type = parse_type(cursor_);
    if (!type) return false;
    auto name = cursor_.expect_name("the name of the result");
    if (!name) return false;
    static_cast<void>(parse_default(cursor_, "a result"));
    skip_annotations(cursor_);
    MethodResult result;
    result.span = cursor_.span_from(first);
    result.type = std::move(*type);
    result.name = std::move(name);
    method_.results.push_back(std::move(result));
    return true;
  }

  // throws = "throws" path { "," path }
  bool parse_throws() {
    do {
      auto path = parse_path(cursor_, "the name of an error");
      if (!path) return false;
      method_.throws.push_back(std::move(*path));
    } while (cursor_.accept(TokenKind::Comma));
    return true;
  }

  Cursor& cursor_;
  Method method_;
};

// extends = "extends" path
void refuse_extends(Cursor& cursor) {
  const auto first = cursor.peek();
  if (!cursor.accept_word("extends")) return;
  static_cast<void>(parse_path(cursor, "the name of a service"));
  cursor.sink().report(kUnsupportedFeature, cursor.span_from(first), "base services are");
}

// A method may be called `reserved`; then a `(` follows.
bool at_reserved(const Cursor& cursor) {
  return cursor.at_word("reserved") && cursor.peek(1).kind != TokenKind::LeftParen;
}

void parse_service_member(Cursor& cursor, Body& body, ServiceDecl& decl) {
  if (body.accept_declaration()) return;
  if (at_reserved(cursor)) {
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
  refuse_extends(cursor);
  skip_annotations(cursor);
  Body body(cursor, {first, "a service", nullptr, start.depth});
  const bool is_open = body.open();
  while (is_open && body.has_member()) parse_service_member(cursor, body, decl);
  decl.damaged = body.is_damaged();
  decl.span = cursor.span_from(first);
  return Decl{std::move(decl)};
}

}  // namespace idlc::syntax
