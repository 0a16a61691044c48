// Which declaration begins here, and the two that are too small for a file of their own: constants
// and aliases.
#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"

namespace idlc::syntax {
namespace {

// const = "const" type identifier "=" value ";"
std::optional<Decl> parse_const(Cursor& cursor, DeclStart start) {
  const auto first = cursor.take();
  ConstDecl decl;
  decl.doc = std::move(start.doc);
  auto type = parse_type(cursor);
  if (!type) return std::nullopt;
  auto name = parse_value_name(cursor, "a constant");
  if (!name) return std::nullopt;
  decl.type = std::move(*type);
  decl.name = std::move(*name);
  if (cursor.expect(TokenKind::Equals, "`=` and the constant's value")) {
    decl.value = parse_value_of_member(cursor);
  }
  decl.annotations = parse_annotations(cursor);
  decl.span = cursor.span_from(first);
  cursor.expect_semicolon("constant");
  return Decl{std::move(decl)};
}

// type-declaration = "type" name "=" [ "new" ] type ";"
std::optional<Decl> parse_alias(Cursor& cursor, DeclStart start) {
  const auto first = cursor.take();
  TypeDecl decl;
  decl.doc = std::move(start.doc);
  auto name = parse_type_name(cursor, "the name of the type");
  if (!name) return std::nullopt;
  decl.name = std::move(*name);
  if (cursor.expect(TokenKind::Equals, "`=` and a type")) {
    decl.is_new = cursor.accept_word("new");
    decl.target = parse_type(cursor).value_or(TypeExpr{});
  }
  decl.annotations = parse_annotations(cursor);
  decl.span = cursor.span_from(first);
  cursor.expect_semicolon("type");
  return Decl{std::move(decl)};
}

std::optional<Decl> dispatch(Cursor& cursor, DeclStart start) {
  const auto word = start.word;
  if (word == "const") return parse_const(cursor, std::move(start));
  if (word == "type") return parse_alias(cursor, std::move(start));
  if (word == "enum" || word == "closed" || word == "flags")
    return parse_enum(cursor, std::move(start));
  if (word == "union") return parse_union(cursor, std::move(start));
  if (word == "service") return parse_service(cursor, std::move(start));
  if (word == "annotation") return parse_annotation_decl(cursor, std::move(start));
  return parse_struct(cursor, std::move(start));
}

}  // namespace

// declaration = const | type-declaration | enum | struct | union | service | annotation-declaration
std::optional<Decl> parse_declaration(Cursor& cursor, DeclStart start) {
  const bool is_too_deep = start.depth > kMaxNesting;
  if (is_too_deep) cursor.sink().report(kNestingTooDeep, cursor.peek().span, kMaxNesting);
  if (is_too_deep || start.word == "package" || start.word == "import") {
    cursor.lose_declaration();
    cursor.skip_member();
    return std::nullopt;
  }
  auto decl = dispatch(cursor, std::move(start));
  if (!decl) {
    cursor.lose_declaration();
    cursor.skip_member();
  }
  return decl;
}

}  // namespace idlc::syntax
