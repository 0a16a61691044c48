// What the files of the parser offer each other: one function a production. All take the cursor
// where their first token should be. Those that return an optional have reported the error if it is
// empty, and leave the cursor at the token that did not fit: whoever owns the member skips the rest
// of it. All others have recovered when they return. `depth` counts what encloses the production.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "idlc/syntax/cursor.h"
#include "idlc/syntax/tree.h"

namespace idlc::syntax {

// ---- parse_type.cpp, parse_literal.cpp, parse_value.cpp ----

[[nodiscard]] bool at_type(const Cursor& cursor);
[[nodiscard]] std::optional<TypeExpr> parse_type(Cursor& cursor, unsigned depth = 0);
[[nodiscard]] std::optional<Path> parse_path(Cursor& cursor, std::string_view what);
// A broken value where a literal was wrong in itself; empty where none begins, or where the end of
// a list or of braces could not be found.
[[nodiscard]] std::optional<Value> parse_value(Cursor& cursor);
// The value that a member ends with, annotations apart. A broken one also where it does not end
// the member: a bracket is missing or one too many.
[[nodiscard]] Value parse_value_of_member(Cursor& cursor);
// A value of a single token. Empty, and nothing reported, where none begins.
using ValueNode = decltype(Value::node);
[[nodiscard]] std::optional<ValueNode> parse_literal(Cursor& cursor, bool negative);
[[nodiscard]] std::optional<StringLiteral> parse_string(Cursor& cursor, std::string_view what);

// ---- parse_annotation.cpp ----

// All that stand here, also none.
[[nodiscard]] std::vector<Annotation> parse_annotations(Cursor& cursor);
// Takes annotations where none may stand, before what they annotate, and reports them.
void refuse_annotations(Cursor& cursor);
// Reports annotations that stand before something that belongs before them ("the default").
void check_annotations_last(Cursor& cursor, const std::vector<Annotation>& annotations,
                            std::string_view what);

// ---- parse_member.cpp: what several bodies share ----

// The name of a type or service. Refuses words that a type cannot have.
[[nodiscard]] std::optional<Name> parse_type_name(Cursor& cursor, std::string_view what);
// The name of a constant or enum value ("a constant"). Refuses the words that are literals.
[[nodiscard]] std::optional<Name> parse_value_name(Cursor& cursor, std::string_view what);
// What ends a field, parameter or result: the value behind `=`, then annotations, both if they are
// there. Where `refused_for` is not empty, that cannot have a default.
struct MemberTail {
  std::optional<Value> default_value;
  std::vector<Annotation> annotations;
};
[[nodiscard]] MemberTail parse_tail(Cursor& cursor, std::string_view refused_for);
// The entries of `reserved …;` in an enum or union, the word included.
void parse_reserved_items(Cursor& cursor, std::vector<ReservedItem>& items);
// Whether a declaration begins here: a word of the grammar and a name.
[[nodiscard]] bool at_declaration(const Cursor& cursor);

// What a declaration's production is told. The cursor stands at the declaration's first word; the
// doc comment before it has been taken.
struct DeclStart {
  std::string_view word;  // of the grammar; the text may hold a misspelt one
  Doc doc;
  unsigned depth = 0;  // how many declarations enclose this one
};

// The declaration whose body is parsed.
struct BodyHost {
  Token first;
  std::string_view name;      // what messages call it: "a struct"
  std::vector<Decl>* nested;  // takes the types declared inside; null where none can be
  unsigned depth = 0;
};

// The body of a declaration: its braces and whatever is between them.
class Body {
 public:
  Body(Cursor& cursor, const BodyHost& host)
      : cursor_(cursor), host_(host), troubles_before_(cursor.trouble_count()) {}

  // Takes the `{`, also behind words that do not belong there. False if there is none, and no
  // member that would show that it was just forgotten.
  [[nodiscard]] bool open();
  // Whether another member begins here. If not, the `}` has been taken, or its absence reported.
  [[nodiscard]] bool has_member();
  // Parses a declaration inside the body, if one begins here, and reports it where none is allowed.
  [[nodiscard]] bool accept_declaration();

  // Whether something was left out of the body, or a part of it did not fit.
  [[nodiscard]] bool is_damaged() const {
    return damaged_ || cursor_.trouble_count() != troubles_before_;
  }
  void set_damaged() { damaged_ = true; }

 private:
  [[nodiscard]] bool can_nest(std::string_view word) const;
  [[nodiscard]] bool at_member_without_brace() const;
  [[nodiscard]] bool at_nameless_type() const;
  [[nodiscard]] bool at_outer_declaration() const;
  [[nodiscard]] bool at_outer_member() const;
  [[nodiscard]] bool is_indented() const;
  void refuse_second_brace();

  Cursor& cursor_;
  BodyHost host_;
  std::size_t troubles_before_;
  Token open_{};
  std::size_t open_position_ = 0;
  bool has_brace_ = false;
  bool has_second_brace_ = false;
  bool damaged_ = false;
};

// ---- declarations ----

// Any declaration but package and import, which are skipped. Empty if nothing of it is left but
// what was reported; then all of it has been skipped.
[[nodiscard]] std::optional<Decl> parse_declaration(Cursor& cursor, DeclStart start);

// These leave the cursor where the error is if they return nothing.
[[nodiscard]] std::optional<Decl> parse_enum(Cursor& cursor, DeclStart start);
[[nodiscard]] std::optional<Decl> parse_struct(Cursor& cursor, DeclStart start);
[[nodiscard]] std::optional<Decl> parse_union(Cursor& cursor, DeclStart start);
[[nodiscard]] std::optional<Decl> parse_annotation_decl(Cursor& cursor, DeclStart start);
[[nodiscard]] std::optional<Decl> parse_service(Cursor& cursor, DeclStart start);

}  // namespace idlc::syntax
