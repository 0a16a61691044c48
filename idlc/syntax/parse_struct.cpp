// Structs, fixed structs, errors and unions: everything that consists of fields. They differ in
// what a field may have, which FieldRules says.
#include <fmt/format.h>

#include <utility>

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/syntax/grammar.h"
#include "idlc/syntax/number.h"

namespace idlc::syntax {
namespace {

struct FieldRules {
  std::string_view noun;  // "field", "member", "case"
  std::string_view name;  // what is expected behind the type
  bool is_numbered = true;
  std::string_view no_default_for{};  // empty where a default is allowed
};

constexpr FieldRules kStructFields{"field", "the name of the field"};
constexpr FieldRules kFixedFields{"member", "the name of the member", false,
                                  "a fixed struct's member"};
constexpr FieldRules kUnionCases{"case", "the name of the case", true, "a union's case"};

// A number that was written, and whether it can be used.
std::optional<Number> parse_number(Cursor& cursor) {
  const auto token = cursor.take();
  if (token.malformed) return std::nullopt;
  const auto value = integer_value(cursor.text(token));
  if (!value) {
    cursor.sink().report(kNumberTooLarge, token.span, cursor.text(token), "a number of a field");
    return std::nullopt;
  }
  return Number{*value, token.span};
}

// What stands in other languages before a field's type, and what is written here instead.
std::string_view advice_for_modifier(std::string_view word) {
  if (word == "optional") return "an optional field is `T?`";
  if (word == "repeated") return "a repeated field is `list<T>`";
  if (word == "required") return "every field has a value; remove the word";
  return {};
}

// Whether such a word stands here. A type may have the same name, but then the field's name
// follows, and no third word.
bool at_modifier(const Cursor& cursor) {
  const auto third = cursor.peek(2).kind;
  return cursor.at(TokenKind::Identifier) && cursor.peek(1).kind == TokenKind::Identifier &&
         third != TokenKind::Semicolon && third != TokenKind::Equals &&
         !advice_for_modifier(cursor.text(cursor.peek())).empty();
}

// `1: struct Point { … } at;`, as other languages have it: no type can be called so.
bool at_inline_type(const Cursor& cursor) {
  const auto word = cursor.text(cursor.peek());
  if (!cursor.at(TokenKind::Identifier) ||
      (word != "struct" && word != "union" && word != "enum" && word != "flags")) {
    return false;
  }
  const bool is_named = cursor.peek(1).kind == TokenKind::Identifier;
  return cursor.peek(is_named ? 2 : 1).kind == TokenKind::LeftBrace;
}

class FieldParser {
 public:
  FieldParser(Cursor& cursor, Body& body, std::vector<Field>& fields, const FieldRules& rules)
      : cursor_(cursor), body_(body), fields_(fields), rules_(rules) {}

  // field = [ integer ":" ] type identifier [ default ] ";"
  void parse() {
    const auto first = cursor_.peek();
    Field field;
    field.doc = cursor_.take_doc();
    if (!parse_head(field)) return recover();
    auto tail = parse_tail(cursor_, rules_.no_default_for);
    if (!is_number_forgotten_) field.default_value = std::move(tail.default_value);
    field.annotations = std::move(tail.annotations);
    field.span = cursor_.span_from(first);
    cursor_.expect_semicolon(rules_.noun);
    fields_.push_back(std::move(field));
  }

 private:
  void recover() {
    body_.set_damaged();
    cursor_.skip_member();
  }

  bool parse_head(Field& field) {
    if (!parse_number_part(field)) return false;
    if (at_inline_type(cursor_)) return refuse_inline_type();
    if (at_modifier(cursor_)) refuse_modifier();
    auto type = parse_type(cursor_);
    if (!type) return false;
    auto name = cursor_.expect_name(rules_.name);
    if (!name) return false;
    field.type = std::move(*type);
    field.name = std::move(*name);
    return true;
  }

  // field-number = integer ":"
  bool parse_number_part(Field& field) {
    if (!cursor_.at(TokenKind::Integer)) return parse_without_number();
    const auto token = cursor_.peek();
    field.number = parse_number(cursor_);
    if (!field.number) body_.set_damaged();
    const bool has_colon = cursor_.expect(TokenKind::Colon, "`:` after the number");
    if (rules_.is_numbered) return has_colon || at_type(cursor_);
    field.number.reset();
    const auto place = cursor_.span_from(token);
    cursor_.sink().report(kUnexpectedNumber, place).label("remove it").fix(place, "");
    return has_colon || at_type(cursor_);
  }

  bool parse_without_number() {
    if (!rules_.is_numbered) return true;
    if (!at_type(cursor_) || cursor_.peek(1).kind == TokenKind::LeftBrace) {
      cursor_.report_expected(fmt::format("a {} or `}}`", rules_.noun));
      return false;
    }
    if (cursor_.peek(1).kind == TokenKind::Colon) return report_type_behind_name();
    body_.set_damaged();
    is_number_forgotten_ = true;
    // Who forgot one after the other made one mistake.
    const bool is_known = !fields_.empty() && !fields_.back().number;
    if (is_known || cursor_.peek().malformed) return true;
    cursor_.sink()
        .report(kMissingNumber, cursor_.peek().span, rules_.noun)
        .label(fmt::format("for example `{}: `", fields_.size() + 1));
    return true;
  }

  // `name: type` lacks the number and has the wrong order: one mistake, the other language's.
  bool report_type_behind_name() {
    if (cursor_.peek().malformed || cursor_.peek(1).malformed) return false;
    cursor_.sink()
        .report(kMissingNumber, cursor_.peek().span, rules_.noun)
        .label("the type stands before the name")
        .help(
            fmt::format("write `{}: type {};`", fields_.size() + 1, cursor_.text(cursor_.peek())));
    return false;
  }

  // The body is skipped: what it says of its own is said when it stands where it should.
  bool refuse_inline_type() {
    auto diagnostic = cursor_.report_expected("a type");
    if (diagnostic) diagnostic->help("declare the type by itself, and write its name here");
    while (!cursor_.at(TokenKind::LeftBrace)) cursor_.take();
    cursor_.skip_brackets();
    return false;
  }

  // Where the number was forgotten too, one diagnostic is enough for the other language's habits.
  void refuse_modifier() {
    if (!is_number_forgotten_) {
      const auto advice = advice_for_modifier(cursor_.text(cursor_.peek()));
      auto diagnostic = cursor_.report_expected("a type");
      if (diagnostic) diagnostic->help(std::string(advice));
    }
    cursor_.take();
  }

  Cursor& cursor_;
  Body& body_;
  std::vector<Field>& fields_;
  const FieldRules& rules_;
  // Then what stands behind `=` was probably meant as the number, as in other languages.
  bool is_number_forgotten_ = false;
};

// `reserved` is a word of the grammar, but also a legal name; a type cannot be called so, and the
// members of these bodies begin with a number or a type.
bool at_reserved_field(const Cursor& cursor) {
  return cursor.at_word("reserved") && cursor.peek(1).kind != TokenKind::Dot;
}

// reserved-field = "reserved" integer ":" type string ";"
std::optional<ReservedField> parse_reserved_field(Cursor& cursor) {
  const auto first = cursor.take();
  if (!cursor.at(TokenKind::Integer)) {
    auto diagnostic = cursor.report_expected("the number of the removed field");
    if (diagnostic) diagnostic->help("a struct keeps type and name: `reserved 4: u32 \"name\";`");
    return std::nullopt;
  }
  const auto number = parse_number(cursor);
  if (!cursor.at(TokenKind::Colon)) {
    auto diagnostic = cursor.report_expected("`:` and the type of the removed field");
    if (diagnostic) diagnostic->help("a struct keeps type and name: `reserved 4: u32 \"name\";`");
    return std::nullopt;
  }
  cursor.take();
  auto type = parse_type(cursor);
  if (!type) return std::nullopt;
  auto name = parse_string(cursor, "the name of the removed field, in quotation marks");
  if (!name || !number) return std::nullopt;
  return ReservedField{cursor.span_from(first), *number, std::move(*type), std::move(*name)};
}

void parse_struct_reserved(Cursor& cursor, Body& body, StructDecl& decl) {
  const bool is_refused = decl.kind == StructKind::Fixed;
  if (is_refused) {
    cursor.sink().report(kReservedNotAllowed, cursor.peek().span, "a fixed struct");
  }
  auto reserved = parse_reserved_field(cursor);
  if (!reserved) {
    body.set_damaged();
    return cursor.skip_member();
  }
  if (!is_refused) decl.reserved.push_back(std::move(*reserved));
  cursor.expect_semicolon("reserved field");
}

// struct-body = "{" { field | reserved-field | declaration } "}"
void parse_struct_body(Cursor& cursor, Body& body, StructDecl& decl) {
  const auto& rules = decl.kind == StructKind::Fixed ? kFixedFields : kStructFields;
  while (body.has_member()) {
    if (body.accept_declaration()) continue;
    if (at_reserved_field(cursor)) {
      parse_struct_reserved(cursor, body, decl);
    } else {
      FieldParser(cursor, body, decl.fields, rules).parse();
    }
  }
}

std::string_view host_name(StructKind kind) {
  if (kind == StructKind::Fixed) return "a fixed struct";
  return kind == StructKind::Error ? "an error" : "a struct";
}

}  // namespace

// struct = [ "fixed" ] "struct" name struct-body | "error" name struct-body
std::optional<Decl> parse_struct(Cursor& cursor, DeclStart start) {
  const auto first = cursor.take();
  StructDecl decl;
  decl.doc = std::move(start.doc);
  if (start.word == "error") decl.kind = StructKind::Error;
  if (start.word == "fixed") {
    decl.kind = StructKind::Fixed;
    if (!cursor.accept_word("struct")) {
      cursor.report_expected("`struct` after `fixed`");
      return std::nullopt;
    }
  }
  auto name = parse_type_name(cursor, "the name of the type");
  if (!name) return std::nullopt;
  decl.name = std::move(*name);
  decl.annotations = parse_annotations(cursor);
  Body body(cursor, {first, host_name(decl.kind), &decl.nested, start.depth});
  if (body.open()) parse_struct_body(cursor, body, decl);
  decl.fields.shrink_to_fit();  // large schemas are mostly fields
  decl.damaged = body.is_damaged();
  decl.span = cursor.span_from(first);
  return Decl{std::move(decl)};
}

// union = "union" name "{" { case | reserved-items | declaration } "}"
std::optional<Decl> parse_union(Cursor& cursor, DeclStart start) {
  const auto first = cursor.take();
  auto name = parse_type_name(cursor, "the name of the union");
  if (!name) return std::nullopt;
  UnionDecl decl;
  decl.doc = std::move(start.doc);
  decl.name = std::move(*name);
  decl.annotations = parse_annotations(cursor);
  Body body(cursor, {first, "a union", &decl.nested, start.depth});
  const bool is_open = body.open();
  while (is_open && body.has_member()) {
    if (body.accept_declaration()) continue;
    if (at_reserved_field(cursor)) {
      parse_reserved_items(cursor, decl.reserved);
    } else {
      FieldParser(cursor, body, decl.cases, kUnionCases).parse();
    }
  }
  decl.damaged = body.is_damaged();
  decl.span = cursor.span_from(first);
  return Decl{std::move(decl)};
}

}  // namespace idlc::syntax
