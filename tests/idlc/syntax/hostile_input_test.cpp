// Whatever the input, the parser ends, and neither its stack nor
// its time grows without bounds.
#include <doctest/doctest.h>

#include <string>

#include "tests/idlc/syntax/parse_text.h"

using idlc::syntax::test::Parsed;

namespace {

constexpr std::size_t kMany = 50'000;

std::string repeat(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

// Every construct once; what the sweeps cut and mutilate.
const std::string& sample() {
  static const std::string text =
      "/// Doc.\npackage p.q;\nimport public \"a.idl\" as a;\nconst i32 c = -1_0; \n"
      "type T = new map<string, list<.p.S?>[c]>?;\nclosed enum E : u8 { x = 0; reserved 1..2, "
      "\"y\"; }\n"
      "fixed struct F { f64 x; }\nstruct S { enum N { a = 0; } 1: u8 a = 5; reserved 2: u8 \"b\"; "
      "}\n"
      "union U { 1: S s; 2: void v; reserved 3; }\nerror X { 1: string m = \"\\u{41}\"; }\n"
      "service V extends W @a(b: {c: [1]}) { get(u8 a = 1, stream u8 b) -> (u8 c) throws X; "
      "oneway d() @e(..2); f() -> stream S; }\n"
      "annotation b { list<S> c = [{a: 1, b: null}]; } flags G { r = 0; }\n";
  return text;
}

}  // namespace

TEST_CASE("fifty thousand of anything that opens are few errors and no overflow") {
  for (const auto* text :
       {"{",          "(",     "[",   "<",   "}",      ")",    "]",      ">",
        "struct S {", "list<", "u8[", "@a(", "@a(1..", "{a: ", "[{b: [", "-",
        ".",          "?",     "\"",  "/*",  "///\n",  "b\"",  "1:",     "service V { a(",
        "->"}) {
    for (const auto* before : {"package p;\n", "package p; struct S { 1: ",
                               "package p; const u8 a = ", "package p; service V { a("}) {
      CAPTURE(text);
      CAPTURE(before);
      const Parsed parsed(before + repeat(text, kMany));
      CHECK(parsed.errors() >= 1);
    }
  }
}

TEST_CASE("nesting that is too deep is one error where it closes again") {
  const Parsed types("package p; struct S { 1: " + repeat("list<", kMany) + "u8" +
                     repeat(">", kMany) + " a; }");
  CHECK(types.errors() == 1);
  const Parsed suffixes("package p; struct S { 1: u8" + repeat("?[1]", kMany) + " a; }");
  CHECK(suffixes.errors() == 1);
  const Parsed structs("package p; " + repeat("struct S { ", kMany) + repeat("}", kMany));
  CHECK(structs.errors() == 1);
  const Parsed values("package p; const u8 a = " + repeat("[", kMany) + repeat("]", kMany) + ";");
  CHECK(values.errors() == 1);
  const Parsed braces("package p; const u8 a = " + repeat("{b: ", kMany) + "1" +
                      repeat("}", kMany) + ";");
  CHECK(braces.errors() == 1);
}

TEST_CASE("sixty-four levels are enough") {
  const auto levels = idlc::syntax::kMaxNesting;
  const Parsed types("package p; struct S { 1: " + repeat("list<", levels) + "u8" +
                     repeat(">", levels) + " a; }");
  CHECK(types.said() == "");
  const Parsed structs("package p; struct S { " + repeat("struct S { ", levels) +
                       repeat("}", levels + 1));
  CHECK(structs.said() == "");
  const Parsed values("package p; const u8 a = " + repeat("[{b: ", levels / 2) + "1" +
                      repeat("}]", levels / 2) + ";");
  CHECK(values.said() == "");
}

TEST_CASE("a file that is cut anywhere is parsed to its end") {
  for (std::size_t length = 0; length < sample().size(); ++length) {
    CAPTURE(length);
    const Parsed parsed(sample().substr(0, length));
    CHECK_FALSE(parsed.tree().empty());
  }
}

TEST_CASE("a file with any byte replaced is parsed to its end") {
  for (std::size_t at = 0; at < sample().size(); ++at) {
    for (const char c : {'\0', '{', '}', '<', '"', '/', '\xFF', ';', '-', '9'}) {
      auto text = sample();
      text[at] = c;
      CHECK_FALSE(Parsed(text).tree().empty());
    }
  }
}

TEST_CASE("a hundred thousand types are parsed without a word") {
  std::string text = "package p;\n";
  for (int i = 0; i < 100'000; ++i) {
    text += "struct S" + std::to_string(i) + " { 1: u64 id; 2: list<string> names; }\n";
  }
  const Parsed parsed(text);
  CHECK(parsed.errors() == 0);
  CHECK(parsed.file().declarations.size() == 100'000);
}
