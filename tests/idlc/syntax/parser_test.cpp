// Every construct of the language, as the tree that it becomes. What is reported of wrong ones is
// in the fixtures of tests/diagnostics.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "tests/idlc/syntax/parse_text.h"

using namespace idlc::syntax;
using idlc::syntax::test::parse_declarations;
using idlc::syntax::test::Parsed;

TEST_CASE("package and imports") {
  const Parsed parsed(
      "/// The shop.\npackage shop.v1;\n"
      "import \"a.idl\";\nimport public \"dir/b.idl\";\nimport \"c.idl\" as c;\ntype T = u8;");
  CHECK(parsed.said() == "");
  CHECK(to_string(parsed.file().package.name) == "shop.v1");
  CHECK(parsed.file().package.doc.text == "The shop.");
  CHECK(parsed.text(parsed.file().package.span) == "package shop.v1");
  REQUIRE(parsed.file().imports.size() == 3);
  CHECK(parsed.file().imports[0].path.text == "a.idl");
  CHECK(parsed.text(parsed.file().imports[0].path.span) == "\"a.idl\"");
  CHECK(parsed.file().imports[1].is_public);
  CHECK(parsed.file().imports[2].alias->text == "c");
  CHECK_FALSE(parsed.file().damaged);
}

TEST_CASE("constants of every literal") {
  const auto parsed = parse_declarations(
      "const u32 a = 1_000; const i8 b = -0x10; const f64 c = -1.5e3; const bool d = true;\n"
      "const string e = \"x\\n\"; const bytes f = b\"\\xff\"; const duration g = -500ms;\n"
      "const f32 h = -inf; const f32 i = nan; const u8 j = .p.a; const S k = null;");
  CHECK(parsed.said() == "");
  const auto value = [&](std::size_t n) { return parsed.decl<ConstDecl>(n).value; };
  CHECK(std::get<IntegerValue>(value(0).node).magnitude == 1000);
  CHECK(std::get<IntegerValue>(value(1).node).negative);
  CHECK(std::get<IntegerValue>(value(1).node).magnitude == 16);
  CHECK(std::get<FloatValue>(value(2).node).value == -1500.0);
  CHECK(std::get<BoolValue>(value(3).node).value);
  CHECK(std::get<StringValue>(value(4).node).text == "x\n");
  CHECK(std::get<BytesValue>(value(5).node).bytes == "\xFF");
  CHECK(std::get<DurationValue>(value(6).node).nanoseconds == -500'000'000);
  CHECK(std::get<FloatValue>(value(7).node).value == -std::numeric_limits<double>::infinity());
  CHECK(std::isnan(std::get<FloatValue>(value(8).node).value));
  CHECK(to_string(std::get<NameValue>(value(9).node).path) == ".p.a");
  CHECK(std::holds_alternative<NullValue>(value(10).node));
  CHECK(parsed.text(value(2).span) == "-1.5e3");
}

TEST_CASE("values that hold values") {
  const auto parsed = parse_declarations(
      "const T a = [1, [], [-2,],]; const T b = {x: {\"k\": [p.E.a]}, null: {}, -1: 2s,};");
  CHECK(parsed.said() == "");
  const auto& list = std::get<ListValue>(parsed.decl<ConstDecl>(0).value.node);
  REQUIRE(list.elements.size() == 3);
  CHECK(std::get<ListValue>(list.elements[1].node).elements.empty());
  CHECK(parsed.text(list.elements[2].span) == "[-2,]");
  const auto& braces = std::get<BracesValue>(parsed.decl<ConstDecl>(1).value.node);
  REQUIRE(braces.entries.size() == 3);
  CHECK(to_string(std::get<NameValue>(braces.entries[0].key.node).path) == "x");
  CHECK(parsed.text(braces.entries[0].value.span) == "{\"k\": [p.E.a]}");
  CHECK(std::holds_alternative<NullValue>(braces.entries[1].key.node));
  CHECK(std::get<IntegerValue>(braces.entries[2].key.node).negative);
  CHECK(to_string(parsed.decl<ConstDecl>(1).value) ==
        "{x: {\"k\": [p.E.a]}, null: {}, -1: 2000000000ns}");
}

TEST_CASE("the longest negative duration") {
  const auto parsed = parse_declarations("const duration a = -9223372036854775808ns;");
  CHECK(std::get<DurationValue>(parsed.decl<ConstDecl>().value.node).nanoseconds ==
        std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("types nest, and suffixes apply from left to right") {
  const auto parsed = parse_declarations("struct S { 1: map<string, list<.a.B?>[4]>?[n] field; }");
  CHECK(parsed.said() == "");
  const auto& type = parsed.decl<StructDecl>().fields.at(0).type;
  CHECK(to_string(type) == "map<string, list<.a.B?>[4]>?[n]");
  CHECK(parsed.text(type.span) == "map<string, list<.a.B?>[4]>?[n]");
  REQUIRE(type.suffixes.size() == 2);
  CHECK(type.suffixes[0].is_optional());
  CHECK(std::holds_alternative<NameValue>(type.suffixes[1].array_size->node));
  const auto& element = type.arguments.at(1).arguments.at(0);
  CHECK(element.name.from_root);
  CHECK(parsed.text(element.name.span) == ".a.B");
}

TEST_CASE("aliases and new types") {
  const auto parsed = parse_declarations("type A = list<u8>; /// Doc.\ntype B = new string;");
  CHECK(parsed.said() == "");
  CHECK_FALSE(parsed.decl<TypeDecl>(0).is_new);
  CHECK(parsed.decl<TypeDecl>(1).is_new);
  CHECK(parsed.decl<TypeDecl>(1).doc.text == "Doc.");
  CHECK(parsed.text(parsed.decl<TypeDecl>(1).name.span) == "B");
}

TEST_CASE("enums, open and closed") {
  const auto parsed = parse_declarations(
      "enum A : u8 { a = 0; /// Doc.\n b = -1; c = k.x; reserved 3, 7..9, \"lost\"; }\n"
      "closed enum B { reserved = 0; }");
  CHECK(parsed.said() == "");
  const auto& open = parsed.decl<EnumDecl>(0);
  CHECK(open.kind == EnumKind::Open);
  CHECK(to_string(*open.width) == "u8");
  REQUIRE(open.values.size() == 3);
  CHECK(open.values[1].doc.text == "Doc.");
  CHECK(parsed.text(open.values[1].span) == "b = -1");
  REQUIRE(open.reserved.size() == 3);
  const auto& range = std::get<ReservedRange>(open.reserved[1].node);
  CHECK(std::get<IntegerValue>(range.last.node).magnitude == 9);
  CHECK(std::get<StringLiteral>(open.reserved[2].node).text == "lost");
  CHECK(parsed.decl<EnumDecl>(1).kind == EnumKind::Closed);
  CHECK_FALSE(parsed.decl<EnumDecl>(1).width.has_value());
  CHECK(parsed.decl<EnumDecl>(1).values.at(0).name.text == "reserved");
}

TEST_CASE("flags") {
  const auto parsed = parse_declarations("/// Doc.\nflags F : u32 @a { read = 0; reserved 1; }");
  CHECK(parsed.said() == "");
  const auto& decl = parsed.decl<EnumDecl>();
  CHECK(decl.kind == EnumKind::Flags);
  CHECK(decl.doc.text == "Doc.");
  CHECK(decl.values.at(0).name.text == "read");
  CHECK(decl.reserved.size() == 1);
}

TEST_CASE("annotations stand behind everything that can be annotated") {
  const Parsed parsed(
      "package p @a1;\nconst u8 c = 1 @a2;\ntype T = u8 @a3;\nenum E : u8 @a4 { x = 0 @a5; }\n"
      "struct S @a6 { 1: u8 f = 2 @a7; }\nunion U @a8 { 1: u8 g @a9; }\n"
      "service V extends W @b1 { m(u8 i = 3 @b2) -> (u8 j @b3) throws X @b4; }\n"
      "annotation N @b5 { u8 k = 4 @b6; }");
  CHECK(parsed.said() == "");
  CHECK(parsed.tree() ==
        "package p @a1\nconst u8 c = 1 @a2\ntype T = u8 @a3\nenum E : u8 @a4\n  x = 0 @a5\n"
        "struct S @a6\n  1: u8 f = 2 @a7\nunion U @a8\n  1: u8 g @a9\n"
        "service V extends W @b1\n  m @b4\n    parameter u8 i = 3 @b2\n    result u8 j @b3\n"
        "    throws X\nannotation N @b5\n  field u8 k = 4 @b6\n");
}

TEST_CASE("annotations take values, ranges, and names of their arguments") {
  const auto parsed = parse_declarations(
      "struct S { 1: u8 a @x @p.y() @len(1..64) @len(..n) @len(1.5..) @range(-2s..p.max)\n"
      "  @http(path: \"/\", verbs: [\"GET\"], r: 0x1..0x2); }");
  CHECK(parsed.said() == "");
  const auto& annotations = parsed.decl<StructDecl>().fields.at(0).annotations;
  REQUIRE(annotations.size() == 7);
  CHECK(to_string(annotations[1].name) == "p.y");
  CHECK(annotations[1].arguments.empty());
  const auto& range = std::get<RangeExpr>(annotations[2].arguments.at(0).value);
  CHECK(std::get<IntegerValue>(range.last->node).magnitude == 64);
  CHECK(parsed.text(annotations[2].span) == "@len(1..64)");
  CHECK(to_string(std::get<RangeExpr>(annotations[3].arguments.at(0).value)) == "..n");
  CHECK(to_string(std::get<RangeExpr>(annotations[4].arguments.at(0).value)) == "1.5..");
  CHECK(parsed.text(range.span) == "1..64");
  const auto& named = annotations[6].arguments;
  CHECK(named.at(0).name->text == "path");
  CHECK(parsed.text(named.at(1).span) == "verbs: [\"GET\"]");
  CHECK(std::holds_alternative<ListValue>(std::get<Value>(named.at(1).value).node));
  CHECK(to_string(std::get<RangeExpr>(named.at(2).value)) == "1..2");
}

TEST_CASE("streams, and services that extend another") {
  const auto parsed = parse_declarations(
      "service S extends .b.Base { a(u8 stream, stream .p.T stream) -> stream list<u8>;\n"
      "  b() -> (/// Doc.\n u8 stream); }");
  CHECK(parsed.said() == "");
  const auto& decl = parsed.decl<ServiceDecl>();
  CHECK(to_string(*decl.base) == ".b.Base");
  const auto& both = decl.methods.at(0);
  CHECK_FALSE(both.parameters.at(0).is_stream);
  CHECK(both.parameters.at(1).is_stream);
  CHECK(parsed.text(both.parameters.at(1).span) == "stream .p.T stream");
  CHECK(both.results.at(0).is_stream);
  CHECK(parsed.text(both.results.at(0).span) == "stream list<u8>");
  CHECK(decl.methods.at(1).results.at(0).doc.text == "Doc.");
}

TEST_CASE("declarations of annotations have fields and a scope of their own") {
  const auto parsed = parse_declarations("/// Doc.\nannotation service { /// F.\n string type; }");
  CHECK(parsed.said() == "");
  const auto& decl = parsed.decl<AnnotationDecl>();
  CHECK(decl.name.text == "service");
  CHECK(decl.doc.text == "Doc.");
  CHECK(decl.fields.at(0).name.text == "type");
  CHECK(decl.fields.at(0).doc.text == "F.");
}

TEST_CASE("structs with fields, defaults, reserved entries and types of their own") {
  const auto parsed = parse_declarations(
      "struct S {\n  enum E { a = 0; }\n  /// One.\n  /// Two.\n  1: u8 x = 5;\n"
      "  reserved 2: list<u8>? \"old\";\n  3: E y;\n  struct T { 1: u8 z; }\n}");
  CHECK(parsed.said() == "");
  const auto& decl = parsed.decl<StructDecl>();
  CHECK(decl.kind == StructKind::Struct);
  CHECK_FALSE(decl.damaged);
  REQUIRE(decl.fields.size() == 2);
  CHECK(decl.fields[0].doc.text == "One.\nTwo.");
  CHECK(decl.fields[0].number->value == 1);
  CHECK(parsed.text(decl.fields[0].span) == "1: u8 x = 5");
  CHECK(parsed.text(decl.fields[1].number->span) == "3");
  REQUIRE(decl.reserved.size() == 1);
  CHECK(decl.reserved[0].name.text == "old");
  CHECK(to_string(decl.reserved[0].type) == "list<u8>?");
  REQUIRE(decl.nested.size() == 2);
  CHECK(name_of(decl.nested[1]).text == "T");
  CHECK(parsed.text(span_of(decl.nested[0])) == "enum E { a = 0; }");
}

TEST_CASE("fixed structs, errors and unions") {
  const auto parsed = parse_declarations(
      "fixed struct F { f64 x; f64 y; }\nerror E { 1: string s = \"x\"; }\n"
      "union U { 1: F f; 2: void none; reserved 3, \"old\"; enum N { a = 0; } }");
  CHECK(parsed.said() == "");
  CHECK(parsed.decl<StructDecl>(0).kind == StructKind::Fixed);
  CHECK_FALSE(parsed.decl<StructDecl>(0).fields.at(1).number.has_value());
  CHECK(parsed.decl<StructDecl>(1).kind == StructKind::Error);
  CHECK(parsed.decl<StructDecl>(1).fields.at(0).default_value.has_value());
  const auto& choice = parsed.decl<UnionDecl>(2);
  CHECK(to_string(choice.cases.at(1).type) == "void");
  CHECK(choice.reserved.size() == 2);
  CHECK(choice.nested.size() == 1);
}

TEST_CASE("services and every form of a method") {
  const auto parsed = parse_declarations(
      "service S {\n  /// Doc.\n  get(u64 id, u8 n = 1) -> Order throws A, b.B;\n  cancel();\n"
      "  stats() -> (u64 open, u64 closed);\n  oneway ping(string note);\n  oneway() -> u8?;\n}");
  CHECK(parsed.said() == "");
  const auto& methods = parsed.decl<ServiceDecl>().methods;
  REQUIRE(methods.size() == 5);
  CHECK(methods[0].doc.text == "Doc.");
  CHECK(methods[0].parameters.at(1).default_value.has_value());
  CHECK_FALSE(methods[0].results.at(0).name.has_value());
  CHECK(to_string(methods[0].throws.at(1)) == "b.B");
  CHECK(methods[1].results.empty());
  CHECK(methods[2].results.at(1).name->text == "closed");
  CHECK(methods[3].is_oneway);
  CHECK(methods[4].name.text == "oneway");
  CHECK_FALSE(methods[4].is_oneway);
  CHECK(parsed.text(methods[3].span) == "oneway ping(string note)");
}

TEST_CASE("doc comments lose their slashes and one blank") {
  const auto parsed = parse_declarations("///   indented\r\n///\n///\ttab\ntype T = u8;");
  CHECK(parsed.decl<TypeDecl>().doc.text == "  indented\n\n\ttab");
}

TEST_CASE("the tree as text") {
  const auto parsed = parse_declarations(
      "/// Doc.\nstruct S { 1: u8 a = 1; reserved 2: u8 \"q\\\"\"; }\n"
      "union U { 1: S s; reserved 2..3; }\nservice V { get(S s) -> (u8 n) throws E; }");
  CHECK(parsed.tree() ==
        "package p\n"
        "/// Doc.\n"
        "struct S\n"
        "  1: u8 a = 1\n"
        "  reserved 2: u8 \"q\\\"\"\n"
        "union U\n"
        "  1: S s\n"
        "  reserved 2..3\n"
        "service V\n"
        "  get\n"
        "    parameter S s\n"
        "    result u8 n\n"
        "    throws E\n");
}
