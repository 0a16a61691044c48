// Line breaks and blank lines. What clang-format makes of them is checked over all goldens; here
// stand the kinds of line, each with its limit.
#include "idlc/cpp/layout.h"

#include <doctest/doctest.h>

#include <string>

#include "idlc/cpp/line_breaker.h"

namespace idlc::cpp {
namespace {

const std::string kLong(60, 'a');
const std::string kHalf(40, 'b');

std::string laid_out(std::string lines) { return lay_out(Text(std::move(lines))).joined(); }

TEST_CASE("a line of 100 columns stays, one of 101 is broken") {
  const std::string fits = "f(" + kLong + ", " + std::string(34, 'c') + ");";
  REQUIRE(fits.size() == 100);
  CHECK(laid_out(fits + "\n") == fits + "\n");
  const std::string too_long = "f(" + kLong + ", " + std::string(35, 'c') + ");";
  CHECK(laid_out(too_long + "\n") == "f(" + kLong + ",\n  " + std::string(35, 'c') + ");\n");
}

TEST_CASE("parameters are aligned, or go below if that does not fit") {
  CHECK(laid_out("  int f(A " + kHalf + ", B " + kLong + ") const;\n") ==
        "  int f(A " + kHalf + ",\n        B " + kLong + ") const;\n");
  CHECK(laid_out("std::vector<" + kHalf + "> f(A " + kLong + ", B b) const;\n") ==
        "std::vector<" + kHalf + "> f(\n    A " + kLong + ", B b) const;\n");
}

TEST_CASE("designated initialisers stand in one line, or each in a line of its own") {
  const std::string fits = "A a{.b = 1, .c = " + kLong + "};\n";
  CHECK(laid_out(fits) == fits);
  CHECK(laid_out("A a{.b = " + kLong + ", .c = 1, .d = " + kHalf + "};\n") ==
        "A a{\n    .b = " + kLong + ",\n    .c = 1,\n    .d = " + kHalf + ",\n};\n");
}

TEST_CASE("a function in one line becomes three when it does not fit") {
  CHECK(laid_out("int f() { return 1; }\n") == "int f() { return 1; }\n");
  CHECK(laid_out("int " + kLong + "() { return " + kHalf + "; }\n") ==
        "int " + kLong + "() {\n  return " + kHalf + ";\n}\n");
}

TEST_CASE("a base class and a member initialiser go below") {
  CHECK(laid_out("struct " + kLong + " : " + kHalf + " {\n};\n") ==
        "struct " + kLong + "\n    : " + kHalf + " {\n};\n");
}

TEST_CASE("a condition keeps its head, its return goes below") {
  const auto head = [](std::size_t size) {
    return "  if (!read(" + kLong + ", " + std::string(size, 'c') + "))";
  };
  REQUIRE(head(16).size() + 8 == 100);
  CHECK(laid_out(head(16) + " return;\n") == head(16) + " return;\n");
  CHECK(laid_out(head(17) + " return;\n") == head(17) + "\n    return;\n");
}

TEST_CASE("comparisons are aligned behind the return") {
  const std::string line = "  return a." + kHalf + " == b." + kHalf + " && a.x == b.x;\n";
  CHECK(laid_out(line) == "  return a." + kHalf + " == b." + kHalf + " &&\n         a.x == b.x;\n");
}

TEST_CASE(
    "comments are broken between words, and no word behind which a line may not end is last") {
  const std::string word(50, 'w');
  CHECK(laid_out("  /// " + word + " " + word + "\n") ==
        "  /// " + word + "\n  /// " + word + "\n");
  CHECK(laid_out("/// " + word + " \\ " + word + "\n") ==
        "/// " + word + "\n/// \\ " + word + "\n");
  const std::string address(120, 'u');
  CHECK(laid_out("/// " + address + "\n") == "/// " + address + "\n");
  CHECK(laid_out("/// see " + address + "\n") == "/// see\n/// " + address + "\n");
}

TEST_CASE("a comment goes on below its text, which may be an item of a list") {
  const std::string word(60, 'w');
  CHECK(laid_out("  ///   " + word + " " + word + "\n") ==
        "  ///   " + word + "\n  ///   " + word + "\n");
  CHECK(laid_out("  /// - " + word + " " + word + "\n") ==
        "  /// - " + word + "\n  ///   " + word + "\n");
  const std::string far(30, ' ');
  CHECK(laid_out("/// " + far + word + " " + word + "\n") ==
        "/// " + far + word + "\n/// " + far.substr(0, 16) + word + "\n");
}

TEST_CASE("long texts stand in pieces, never broken inside of an escape or a character") {
  const std::string text = kLong + " " + kLong;
  CHECK(laid_out("const char* a = \"" + text + "\";\n") ==
        "const char* a =\n    \"" + kLong + " \"\n    \"" + kLong + "\";\n");
  std::string escapes;
  std::string umlauts;
  for (int i = 0; i < 80; ++i) {
    escapes += "\\001";
    umlauts += "ü";
  }
  for (const std::string& inside : {escapes, umlauts + umlauts}) {
    const std::string broken = laid_out("x = \"" + inside + "\";\n");
    std::string joined;
    for (std::size_t at = 0; at < broken.size();) {
      const auto end = broken.find('\n', at);
      const std::string line = broken.substr(at, end - at);
      CHECK(columns_of(line) <= kColumns);
      if (line.starts_with("    \"")) joined += line.substr(5, line.rfind('"') - 5);
      at = end + 1;
    }
    CHECK(joined == inside);
    CHECK(broken.find("\\0\"") == std::string::npos);
  }
}

TEST_CASE("blank lines come one at a time, and not at the edges of blocks") {
  CHECK(laid_out("\n\na\n\n\nb\n\n") == "a\n\nb\n");
  CHECK(laid_out("struct A {\n\n  x;\n\n};\n") == "struct A {\n  x;\n};\n");
  CHECK(laid_out(" public:\n\n  x;\n") == " public:\n  x;\n");
  CHECK(laid_out("namespace a {\n\nx\n\n}  // namespace a\n") ==
        "namespace a {\n\nx\n\n}  // namespace a\n");
}

TEST_CASE("preprocessor lines are left alone") {
  const std::string line = "#include \"" + kLong + kLong + ".h\"\n";
  CHECK(laid_out(line) == line);
}

TEST_CASE("wide characters take two columns") {
  CHECK(columns_of("abc") == 3);
  CHECK(columns_of("ü") == 1);
  CHECK(columns_of("日本") == 4);
  CHECK(columns_of("\U0001F600") == 2);
}

}  // namespace
}  // namespace idlc::cpp
