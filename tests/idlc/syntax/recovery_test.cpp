// What is left of the tree after a mistake, and that no mistake is told of twice. Which message
// each mistake gets, the fixtures in tests/diagnostics hold.
#include <doctest/doctest.h>

#include "tests/idlc/syntax/parse_text.h"

using namespace idlc::syntax;
using idlc::syntax::test::parse_declarations;
using idlc::syntax::test::Parsed;

TEST_CASE("a field that is lost takes no other with it") {
  const auto parsed = parse_declarations("struct S { 1: u8 a; 2: list<; 3: u8 c; }");
  CHECK(parsed.errors() == 1);
  CHECK(parsed.decl<StructDecl>().fields.size() == 2);
  CHECK(parsed.decl<StructDecl>().damaged);
}

TEST_CASE("a missing semicolon loses nothing") {
  const auto parsed = parse_declarations("struct S {\n  1: u8 a\n  2: u8 b\n}\ntype T = u8\n");
  CHECK(parsed.errors() == 3);
  CHECK(parsed.decl<StructDecl>().fields.size() == 2);
  CHECK_FALSE(parsed.decl<StructDecl>().damaged);
  CHECK(name_of(parsed.file().declarations.at(1)).text == "T");
}

TEST_CASE("an unclosed parenthesis does not swallow the next method") {
  const auto parsed = parse_declarations("service S {\n  a(u8 x;\n  b(u8 y);\n  c(u8 z\n  d();\n}");
  CHECK(parsed.errors() == 2);
  CAPTURE(parsed.said());
  const auto& methods = parsed.decl<ServiceDecl>().methods;
  REQUIRE(methods.size() == 2);
  CHECK(methods[0].name.text == "b");
  CHECK(methods[1].name.text == "d");
}

TEST_CASE("a wrong parameter leaves the others") {
  const auto parsed = parse_declarations("service S { a(u8, list<u8, u8> x, u8 y); }");
  CHECK(parsed.errors() == 1);
  CHECK(parsed.decl<ServiceDecl>().methods.at(0).parameters.size() == 2);
  CHECK(parsed.decl<ServiceDecl>().methods.at(0).damaged);
}

TEST_CASE("what is unknown keeps its name") {
  const auto parsed = parse_declarations("message A { string x = 1; }");
  CHECK(parsed.errors() == 1);
  CHECK(parsed.decl<BrokenDecl>(0).name.text == "A");
  CHECK_FALSE(parsed.file().damaged);
}

TEST_CASE("a misspelt word of the grammar is read as what was meant") {
  const auto parsed = parse_declarations("eror A { 1: u8 a; }\nclsed enum B { a = 0; }");
  CHECK(parsed.errors() == 2);
  CHECK(parsed.decl<StructDecl>(0).kind == StructKind::Error);
  CHECK(parsed.decl<EnumDecl>(1).kind == EnumKind::Closed);
}

TEST_CASE("a declaration whose name is lost marks the file") {
  CHECK(parse_declarations("struct { 1: u8 a; }").file().damaged);
  CHECK(parse_declarations("import \"x;\nstruct S { 1: u8 a; }").file().damaged);
  CHECK_FALSE(parse_declarations("struct S { 1: u8 }").file().damaged);
}

TEST_CASE("values that are wrong in themselves are broken, and nothing else is") {
  const auto parsed =
      parse_declarations("const u8 a = 1__0; const u8 b = [1, [2 3]]; const u8 c = 3;");
  CHECK(parsed.errors() == 2);
  CHECK(parsed.decl<ConstDecl>(0).value.is_broken());
  CHECK(parsed.decl<ConstDecl>(1).value.is_broken());
  CHECK_FALSE(parsed.decl<ConstDecl>(2).value.is_broken());
}

TEST_CASE("a wrong stream becomes an ordinary parameter or result") {
  const auto parsed = parse_declarations(
      "service S { a(stream u8 x, u8 y); b(stream u8 x, stream u8 y) -> (stream u8 z); }");
  CHECK(parsed.errors() == 3);
  const auto& methods = parsed.decl<ServiceDecl>().methods;
  CHECK_FALSE(methods.at(0).parameters.at(0).is_stream);
  CHECK(methods.at(1).parameters.at(0).is_stream);
  CHECK_FALSE(methods.at(1).parameters.at(1).is_stream);
  CHECK_FALSE(methods.at(1).results.at(0).is_stream);
}

TEST_CASE("a wrong value or annotation leaves the members around it") {
  const auto parsed = parse_declarations(
      "struct S {\n  1: list<u8> a = [1, {2: (3], 4];\n  2: u8 b @len(1 2, x: 3);\n  3: u8 c = "
      "1..5;\n"
      "  4: u8 d;\n}\nflags F { a = 0; }");
  CHECK(parsed.errors() == 3);
  const auto& decl = parsed.decl<StructDecl>();
  REQUIRE(decl.fields.size() == 4);
  CHECK(decl.fields[0].default_value->is_broken());
  CHECK(decl.fields[3].name.text == "d");
  CHECK(parsed.decl<EnumDecl>(1).kind == EnumKind::Flags);
}

TEST_CASE("names that the lexer refused are kept") {
  const auto parsed = parse_declarations("struct bad__name { 1: bad__name x_; }");
  CHECK(parsed.errors() == 3);
  CHECK(parsed.decl<StructDecl>().name.text == "bad__name");
  CHECK(parsed.decl<StructDecl>().fields.at(0).name.text == "x_");
}

TEST_CASE("after an unterminated comment the end of the file is no second error") {
  CHECK(parse_declarations("struct S { 1: u8 a; /* x }").errors() == 1);
  CHECK(parse_declarations("service S { a( /* x").errors() == 1);
  CHECK(parse_declarations("const u8 a = /* x").errors() == 1);
}

TEST_CASE("after an unterminated string the rest of the line is no second error") {
  CHECK(parse_declarations("struct S {\n  1: string a = \"x;\n  2: u8 b;\n}").errors() == 1);
  CHECK(parse_declarations("service S {\n  a(string s = \"x);\n  b();\n}").errors() == 1);
  CHECK(parse_declarations("enum E {\n  a = 0;\n  reserved 1, \"x;\n  b = 2;\n}").errors() == 1);
}

TEST_CASE("a file that ends early is one error, however deep it ended") {
  for (const auto* text : {"struct",
                           "struct S",
                           "struct S {",
                           "struct S { 1",
                           "struct S { 1:",
                           "struct S { 1: u8",
                           "struct S { 1: list<",
                           "struct S { 1: u8 a =",
                           "struct S { 1: u8 a[",
                           "struct S { struct T {",
                           "service S { a",
                           "service S { a(",
                           "service S { a(u8",
                           "service S { a() ->",
                           "service S { a() -> (",
                           "service S { a() throws",
                           "enum E",
                           "enum E :",
                           "enum E { a",
                           "const",
                           "const u8",
                           "const u8 a",
                           "const u8 a =",
                           "type",
                           "type T",
                           "type T =",
                           "type T = new",
                           "union U { reserved",
                           "closed",
                           "fixed",
                           "flags",
                           "import",
                           "import \"a\" as",
                           "@",
                           "@a("}) {
    CAPTURE(text);
    const auto parsed = parse_declarations(text);
    CAPTURE(parsed.said());
    CHECK(parsed.errors() >= 1);
    CHECK(parsed.errors() <= 2);
  }
}

TEST_CASE("three separate mistakes are three errors, and no fourth") {
  const auto parsed = parse_declarations(
      "struct S {\n  1: u64 id\n  2: lst<string name;\n  3: string x;\n}\n"
      "enum E : u8 {\n  a = 0;\n  b;\n}\nservice V { get(S s) -> E; }");
  CHECK(parsed.errors() == 3);
}
