// The syntax tree of one file: what the parser makes, the schema passes and the dump read.
// Plain values in the order of the text, with a span on every node and every name.
//
// What readers may rely on: names are never empty; what could not be parsed has been reported and
// is either left out (then `damaged` is set on what should contain it) or marked as broken; names
// of declarations and enum values obey the rules on reserved words, or that has been reported. The
// tree resolves nothing: a name may be anything, a literal may fit no type, an annotation may be
// unknown or stand where it means nothing.
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

// ---- annotations ----

// `1..64`, `..max_items`, `1..`. At least one of the two is there.
struct RangeExpr {
  Span span;
  std::optional<Value> first;
  std::optional<Value> last;
};

// `500ms`, `1..64`, `path: "/orders"`.
struct AnnotationArgument {
  Span span;
  std::optional<Name> name;
  std::variant<Value, RangeExpr> value;
};

// `@sensitive`, `@len(1..64)`, `@http(path: "/orders", verb: "GET")`, behind what it annotates. One
// whose arguments could not be parsed is left out.
struct Annotation {
  Span span;  // with the `@` and the parentheses
  Path name;
  std::vector<AnnotationArgument> arguments;
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
  std::vector<Annotation> annotations;
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
  std::vector<Annotation> annotations;
};

// A parameter of a method, or a field of an annotation.
struct Parameter {
  Span span;
  Doc doc;
  bool is_stream = false;
  TypeExpr type;
  Name name;
  std::optional<Value> default_value;
  std::vector<Annotation> annotations;
};

// ---- declarations ----

// `const u32 max_items = 1_000;`
struct ConstDecl {
  Span span;
  Doc doc;
  TypeExpr type;
  Name name;
  Value value;
  std::vector<Annotation> annotations;
};

// `type Labels = map<string, string>;`, or with `new` a type of its own.
struct TypeDecl {
  Span span;
  Doc doc;
  Name name;
  bool is_new = false;
  TypeExpr target;
  std::vector<Annotation> annotations;
};

// `annotation http { string path; string verb = "GET"; }`, to be used as `@http(path: "/orders")`.
// Its name is in a scope of its own.
struct AnnotationDecl {
  Span span;
  Doc doc;
  Name name;
  std::vector<Parameter> fields;
  std::vector<Annotation> annotations;
  bool damaged = false;
};

enum class EnumKind { Open, Closed, Flags };

// `enum Status : u8 { … }`, `closed enum …`, `flags Perm : u32 { … }`. The values of flags are bit
// positions.
struct EnumDecl {
  Span span;
  Doc doc;
  Name name;
  EnumKind kind = EnumKind::Open;
  std::optional<TypeExpr> width;
  std::vector<EnumValue> values;
  std::vector<ReservedItem> reserved;
  std::vector<Annotation> annotations;
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
  std::vector<Annotation> annotations;
  bool damaged = false;  // fields are missing: do not complain of gaps
};

struct UnionDecl {
  Span span;
  Doc doc;
  Name name;
  std::vector<Field> cases;
  std::vector<ReservedItem> reserved;
  std::vector<Decl> nested;  // as in a struct
  std::vector<Annotation> annotations;
  bool damaged = false;
};

// ---- services ----

// One result. A single result may stand alone, without a name; in parentheses each has one.
struct MethodResult {
  Span span;
  Doc doc;
  bool is_stream = false;
  TypeExpr type;
  std::optional<Name> name;
  std::vector<Annotation> annotations;  // of a single result: none, they are the method's
};

// `create(CustomerId customer, u32 n = 1) -> Order throws OutOfStock;`. A oneway method has neither
// results nor throws. At most one parameter is a stream, the last; at most one result, the only
// one.
struct Method {
  Span span;
  Doc doc;
  Name name;
  bool is_oneway = false;
  std::vector<Parameter> parameters;
  std::vector<MethodResult> results;
  std::vector<Path> throws;
  std::vector<Annotation> annotations;
  bool damaged = false;  // parameters or results are missing
};

struct ServiceDecl {
  Span span;
  Doc doc;
  Name name;
  std::optional<Path> base;  // behind `extends`
  std::vector<Method> methods;
  std::vector<Annotation> annotations;
  bool damaged = false;
};

// Something with a name that could not be understood, and has been reported. Uses of the name are
// to stay silent.
struct BrokenDecl {
  Span span;
  Name name;
};

struct Decl {
  std::variant<ConstDecl, TypeDecl, EnumDecl, StructDecl, UnionDecl, ServiceDecl, AnnotationDecl,
               BrokenDecl>
      node;
};

// ---- files ----

// `package shop.v1;` Broken if it was missing, which was reported.
struct Package {
  Span span;
  Doc doc;
  Path name;
  std::vector<Annotation> annotations;
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
  std::vector<std::string> lost_words;  // of damaged statements: names that may be missing
};

// The name of any declaration.
[[nodiscard]] const Name& name_of(const Decl& decl);
// The place of any declaration, from its first word to its last token.
[[nodiscard]] const Span& span_of(const Decl& decl);

}  // namespace idlc::syntax
