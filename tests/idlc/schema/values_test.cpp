// Values of containers, structs and unions: what they become in the schema, and that no chain or
// tower of constants takes more stack, memory or time than its text. What is wrong with wrong ones,
// the fixtures of tests/diagnostics show.
#include <fmt/format.h>

#include "idlc/schema/dump.h"
#include "tests/idlc/schema/build_text.h"

namespace idlc::test {

namespace {

// The text of a constant `c` behind some declarations, with its value in order and in full.
std::string value_of(const std::string& text) {
  const auto schema = build_text(text);
  const auto& constant = form_of<schema::Constant>(schema, "a.c");
  return schema::value_text(schema, constant.type, constant.value);
}

template <class Line>
std::string lines(int count, const Line& line) {
  std::string text;
  for (int i = 0; i < count; ++i) text += line(i);
  return text;
}

}  // namespace

TEST_CASE("lists keep their order, sets and maps are sorted as their keys are") {
  CHECK(value_of("const list<u8> c = [3, 1, 2];") == "[3, 1, 2]");
  CHECK(value_of("const set<i8> c = [3, -1, 2];") == "[-1, 2, 3]");
  CHECK(value_of("const set<string> c = [\"b\", \"ab\", \"B\"];") == "[\"B\", \"ab\", \"b\"]");
  CHECK(value_of("enum E : i8 { x = 5; y = -5; } const set<E> c = [x, y];") == "[y, x]");
  CHECK(value_of("const map<bool, u8> c = {true: 1, false: 2};") == "{false: 2, true: 1}");
  CHECK(value_of("const set<duration> c = [1s, 5ms];") == "[5ms, 1s]");
}

TEST_CASE("structs hold what was written, in number order") {
  const std::string s = "struct S { 2: u8 b = 7; 1: S2 s; } struct S2 { 1: u8 null; 2: u8 x; }";
  CHECK(value_of(s + "const S c = {b: 1, s: {x: 2}};") == "{s: {x: 2}, b: 1}");
  CHECK(value_of(s + "const S c = {};") == "{}");
  CHECK(value_of(s + "const S2 c = {null: 1};") == "{null: 1}");
  CHECK(value_of("fixed struct F { u8 y; u8 x; } const F c = {x: 1, y: 2};") == "{y: 2, x: 1}");
  CHECK(value_of("error E { 1: u8 x; } const E c = {x: 1};") == "{x: 1}");
}

TEST_CASE("unions hold a case, one without content, or none") {
  const std::string u = "union U { 1: u8 x; reserved 2; 3: void v; } ";
  CHECK(value_of(u + "const U c = {x: 1};") == "{x: 1}");
  CHECK(value_of(u + "const U c = {v: {}};") == "{v: {}}");
  CHECK(value_of(u + "const U c = {};") == "{}");
}

TEST_CASE("constants stand for literals at any depth, also before their declaration") {
  CHECK(value_of("const list<list<u8>> c = [b, [a]]; const list<u8> b = [a, 2]; const u8 a = 1;") ==
        "[[1, 2], [1]]");
  CHECK(value_of("type L = list<u8>; type N = new L; const N n = [1]; const list<u8> c = n;") ==
        "[1]");
  CHECK(value_of("const u8? a = 1; const list<u8?> c = [a, null, 2];") == "[1, null, 2]");
  CHECK(value_of("struct S { 1: box<S>? s; } const S c = {s: {s: null}};") == "{s: {s: null}}");
}

TEST_CASE("a long chain of lists that name the next is followed, and a long circle found") {
  constexpr int kLinks = 30'000;
  const auto chain = [&](const std::string& last) {
    return "package a; " +
           lines(kLinks,
                 [](int i) { return fmt::format("const list<u8> c{} = c{};\n", i, i + 1); }) +
           fmt::format("const list<u8> c{} = {};", kLinks, last);
  };
  CHECK(Run({{"a.idl", chain("[7]")}}).schema.has_value());
  CHECK(Run({{"a.idl", chain("c0")}}).reported() == std::vector<std::string>{"constant-cycle"});
}

TEST_CASE("a tower of constants may be as deep as literals, and no deeper") {
  const auto tower = [](int levels) {
    return "package a; struct S { 1: list<S> s; }\n" +
           lines(levels,
                 [](int i) { return fmt::format("const S c{} = {{s: [c{}]}};\n", i, i + 1); }) +
           fmt::format("const S c{} = {{}};", levels);
  };
  CHECK(Run({{"a.idl", tower(31)}}).schema.has_value());
  const Run run({{"a.idl", tower(30'000)}});
  CHECK(run.reported().front() == "nesting-too-deep");
}

TEST_CASE("constants that grow with every line end in an error, not in all of the memory") {
  std::string type = "u8";
  std::string text = "package a; const u8 c0 = 1;\n";
  for (int i = 1; i < 60; ++i) {
    type = "list<" + type + ">";
    text += fmt::format("const {} c{} = [c{}, c{}];\n", type, i, i - 1, i - 1);
  }
  CHECK(Run({{"a.idl", text}}).reported() == std::vector<std::string>{"constants-too-large"});
}

TEST_CASE("a value with many elements, and many values of a large struct, cost what they say") {
  constexpr int kMany = 20'000;
  const auto fields = lines(kMany / 10, [](int i) { return fmt::format("{}: u8 f{};", i + 1, i); });
  const auto text = "struct S {" + fields + "}\nconst list<S> c = [" +
                    lines(kMany, [](int) { return "{f0: 1},"; }) + "];" +
                    "const map<u32, string> m = {" +
                    lines(kMany, [](int i) { return fmt::format("{}: \"x\",", kMany - i); }) + "};";
  const auto schema = build_text(text);
  const auto& list = form_of<schema::Constant>(schema, "a.c");
  CHECK(std::get<schema::ListValue>(list.value).elements.size() == kMany);
}

TEST_CASE("types that defaults are made of stand before their users") {
  const auto schema =
      build_text("struct A { 1: list<B> list = [{x: 1}]; } struct B { 1: u8 x; 2: list<A> back; }");
  const auto& members = schema.files[0].type_order.front().members;
  REQUIRE(members.size() == 2);
  CHECK(schema[members[0]].name == "B");
}

}  // namespace idlc::test
