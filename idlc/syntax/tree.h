// The syntax tree of one file: what the parser makes, the schema passes and the dump read.
// Plain values in the order of the text, with a span on every node and every name.
//
// What readers may rely on: names are never empty; what could not be parsed has been reported and
// is either left out (then `damaged` is set on what should contain it) or marked as broken; names
// of declarations and enum values obey the rules on reserved words, or that has been reported. The
// parser refuses flags, annotations, streams, `extends` and list or map literals, each with one
// diagnostic. Features that only names can tell (box, fd, services as values) are the schema's to
// refuse. The tree resolves nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "idlc/source/span.h"
#include "idlc/syntax/value.h"

namespace idlc::syntax {

// How deep types may nest in types, and declarations in declarations. Bounds the stack.
inline constexpr unsigned kMaxNesting = 64;

// ---- types ----

// What stands behind a type: `?`, or `[size]`.
struct TypeSuffix {
  Span span;
  std::optional<Value> array_size;  // empty for `?`

  [[nodiscard]] bool is_optional() const { return !array_size; }
};

// A use of a type: `name`, then `<arguments>`, then suffixes, applied from left to right:
// `map<string, u32[4]?>?`. Built-in types and `void` are names like any other. At most kMaxNesting
// levels of arguments and suffixes together.
struct TypeExpr {
  Span span;  // all of it
  Path name;  // broken after an error: stay silent
  std::vector<TypeExpr> arguments;
  std::vector<TypeSuffix> suffixes;

  [[nodiscard]] bool is_broken() const { return name.is_broken(); }
};

// ---- members ----

// The number before a field, case or reserved entry; any 64-bit value, which the schema checks.
struct Number {
  std::uint64_t value = 0;
  Span span;
};

// A field of a struct, error or fixed struct, or a case of a union (type `void` for one without a
// body). A fixed struct's fields have no number; neither has a field whose number was forgotten,
// which was reported. Cases and fields of fixed structs have no default.
struct Field {
  Span span;
  Doc doc;
  std::optional<Number> number;
  TypeExpr type;
  Name name;
  std::optional<Value> default_value;
};

// `reserved 16: string "remark";` in a struct or error. The type may be the name `union`.
struct ReservedField {
  Span span;
  Number number;
  TypeExpr type;
  StringLiteral name;
};

// One entry of `reserved 3, 7..9, "lost";` in an enum or union: a range (`first` equals `last` for
// a single number) or a name.
struct ReservedRange {
  Value first;
  Value last;
};
struct ReservedItem {
  Span span;
  std::variant<ReservedRange, StringLiteral> node;
};

struct EnumValue {
  Span span;
  Doc doc;
  Name name;
  Value value;
};

// ---- declarations ----

// `const u32 max_items = 1_000;`
struct ConstDecl {
  Span span;
  Doc doc;
  TypeExpr type;
  Name name;
  Value value;
};

// `type Labels = map<string, string>;`, or with `new` a type of its own.
struct TypeDecl {
  Span span;
  Doc doc;
  Name name;
  bool is_new = false;
  TypeExpr target;
};

// `enum Status : u8 { … }`, `closed enum …`.
struct EnumDecl {
  Span span;
  Doc doc;
  Name name;
  bool is_closed = false;
  std::optional<TypeExpr> width;
  std::vector<EnumValue> values;
  std::vector<ReservedItem> reserved;
  bool damaged = false;
};

enum class StructKind { Struct, Fixed, Error };

struct Decl;

struct StructDecl {
  Span span;
  Doc doc;
  StructKind kind = StructKind::Struct;
  Name name;
  std::vector<Field> fields;
  std::vector<ReservedField> reserved;
  std::vector<Decl> nested;  // no constants, errors and services
  bool damaged = false;      // fields are missing: do not complain of gaps
};

struct UnionDecl {
  Span span;
  Doc doc;
  Name name;
  std::vector<Field> cases;
  std::vector<ReservedItem> reserved;
  std::vector<Decl> nested;  // as in a struct
  bool damaged = false;
};

// ---- services ----

struct Parameter {
  Span span;
  Doc doc;
  TypeExpr type;
  Name name;
  std::optional<Value> default_value;
};

// One result. A single result may stand alone, without a name; in parentheses each has one.
struct MethodResult {
  Span span;
  TypeExpr type;
  std::optional<Name> name;
};

// `create(CustomerId customer, u32 n = 1) -> Order throws OutOfStock;`. A oneway method has neither
// results nor throws.
struct Method {
  Span span;
  Doc doc;
  Name name;
  bool is_oneway = false;
  std::vector<Parameter> parameters;
  std::vector<MethodResult> results;
  std::vector<Path> throws;
  bool damaged = false;  // parameters or results are missing
};

struct ServiceDecl {
  Span span;
  Doc doc;
  Name name;
  std::vector<Method> methods;
  bool damaged = false;
};

// Something with a name that could not be understood or is not supported yet (flags, a misspelt
// keyword), and has been reported. Uses of the name are to stay silent.
struct BrokenDecl {
  Span span;
  Name name;
};

struct Decl {
  std::variant<ConstDecl, TypeDecl, EnumDecl, StructDecl, UnionDecl, ServiceDecl, BrokenDecl> node;
};

// ---- files ----

// `package shop.v1;` Broken if it was missing, which was reported.
struct Package {
  Span span;
  Doc doc;
  Path name;
};

// `import "a.idl";`, `import public "a.idl";`, `import "a.idl" as a;`.
struct Import {
  Span span;
  StringLiteral path;
  bool is_public = false;
  std::optional<Name> alias;
};

struct File {
  SourceId source = kNoSource;
  Package package;
  std::vector<Import> imports;
  std::vector<Decl> declarations;
  bool damaged = false;  // something at the top level was skipped: names may be missing
};

// The name of any declaration.
[[nodiscard]] const Name& name_of(const Decl& decl);
// The place of any declaration, from its first word to its last token.
[[nodiscard]] const Span& span_of(const Decl& decl);

}  // namespace idlc::syntax
