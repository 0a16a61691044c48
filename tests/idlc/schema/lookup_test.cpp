// The rules of names: which declaration a name means where several could be meant. What is said
// when none is found is shown by the fixtures of tests/diagnostics.
#include "tests/idlc/schema/build_text.h"

#include "idlc/schema/dump.h"

namespace idlc::test {

namespace {

using schema::Field;
using schema::Struct;

// The types of a struct's fields, with full names.
std::vector<std::string> field_types(const schema::Schema& schema, std::string_view name) {
  std::vector<std::string> types;
  for (const Field* field : schema::fields_of(form_of<Struct>(schema, name).block)) {
    types.push_back(schema::type_text(schema, field->type));
  }
  return types;
}

using Types = std::vector<std::string>;

}  // namespace

TEST_CASE("enclosing types come first, from the inside out") {
  const auto schema = build_text(R"(
    enum Kind { a = 0; }
    struct Outer {
      enum Kind { b = 0; }
      struct Inner { enum Kind { c = 0; } 1: Kind kind; 2: Outer.Kind outer; 3: a.Kind top; }
      1: Kind kind; 2: Inner.Kind inner; 3: .a.Kind top;
    }
    struct After { 1: Kind kind; })");
  CHECK(field_types(schema, "a.Outer.Inner") ==
        Types{"a.Outer.Inner.Kind", "a.Outer.Kind", "a.Kind"});
  CHECK(field_types(schema, "a.Outer") == Types{"a.Outer.Kind", "a.Outer.Inner.Kind", "a.Kind"});
  CHECK(field_types(schema, "a.After") == Types{"a.Kind"});
}

TEST_CASE("a step that does not match the whole path gives way to the next") {
  const auto schema = build_files({{"main.idl", R"(package shop;
        import "base.idl";
        struct base { 1: u8 x; }
        struct Order { struct base { 1: u8 y; } 1: base.Money money; 2: base own; })"},
                                   {"base.idl", "package base; struct Money { 1: i64 cents; }"}});
  CHECK(field_types(schema, "shop.Order") == Types{"base.Money", "shop.Order.base"});
}

TEST_CASE("files of one package share a scope, once they are imported") {
  const auto schema = build_files({{"main.idl", R"(package shop;
                                     import "money.idl";
                                     struct Order { 1: Money money; 2: list<shop.Money> more; })"},
                                   {"money.idl", "package shop; struct Money { 1: i64 cents; }"}});
  CHECK(field_types(schema, "shop.Order") == Types{"shop.Money", "list<shop.Money>"});
}

TEST_CASE("an alias adds to the full name, and stands for the whole package") {
  const auto schema = build_files(
      {{"main.idl", R"(package shop;
        import "deep/money.idl" as m;
        struct Order { 1: m.Money a; 2: deep.v1.Money b; 3: m.Money.Kind c; })"},
       {"deep/money.idl", "package deep.v1; struct Money { enum Kind { a = 0; } 1: i64 cents; }"}});
  CHECK(field_types(schema, "shop.Order") ==
        Types{"deep.v1.Money", "deep.v1.Money", "deep.v1.Money.Kind"});
}

TEST_CASE("a package is not completed from its end") {
  const Run run({{"main.idl", R"(package shop.v1;
                   import "base.idl";
                   struct Order { 1: v2.Money money; })"},
                 {"base.idl", "package shop.v2; struct Money { 1: i64 cents; }"}});
  CHECK(run.reported() == std::vector<std::string>{"unknown-type"});
}

TEST_CASE("imports are handed on only if they are public") {
  const auto files = [](const std::string& kind) {
    return Run({{"main.idl", "package a; import \"b.idl\"; struct A { 1: c.C c; 2: b.B b; }"},
                {"b.idl", "package b; import " + kind + " \"c.idl\"; struct B { 1: c.C c; }"},
                {"c.idl", "package c; struct C { 1: u8 x; }"}});
  };
  CHECK(files("public").schema.has_value());
  CHECK(files("").reported() == std::vector<std::string>{"missing-import"});
}

TEST_CASE("without a package, names are still looked up inside of types") {
  const Run run({{"a.idl", "struct S { enum E { a = 0; } 1: E e; 2: Lost lost; 3: S.E again; }"}});
  CHECK(run.reported() == std::vector<std::string>{"missing-package", "unknown-type"});
}

TEST_CASE("every word may name a field, and most may name a type") {
  const auto schema = build_text(R"(
    struct Struct { 1: u8 struct; 2: u8 list; 3: u8 u8; 4: u8 package; }
    struct stream_of { 1: Struct stream; }
    enum Word { enum = 0; service = 1; void = 2; }
    service Desk { oneway throws(u8 oneway); service() -> (u8 stream, u8 void); })");
  CHECK(field_types(schema, "a.stream_of") == Types{"a.Struct"});
}

}  // namespace idlc::test
