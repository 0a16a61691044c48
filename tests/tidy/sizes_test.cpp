// Texts just at and just over each limit, and the files that a limit leaves alone.
// They are made here rather than stored, so that this file keeps the limits itself.
#include "tests/tidy/sizes.h"

#include <doctest/doctest.h>

#include <string>

namespace {

std::string lines(std::size_t count) { return std::string(count, '\n'); }

std::string function_of(std::size_t count) { return "void f() {" + lines(count - 1) + "}\n"; }

bool is_lawful(const std::string& path, const std::string& text) {
  return tidy::check_caps({{path, text}}).empty();
}

}  // namespace

TEST_CASE("a file has at most 500 lines, unless it is a table of data or generated") {
  CHECK(is_lawful("idlc/a.cpp", lines(500)));
  CHECK_FALSE(is_lawful("idlc/a.cpp", lines(501)));
  CHECK_FALSE(is_lawful("dev", lines(501)));
  CHECK(is_lawful("idlc/cpp/keywords_data.h", lines(501)));
  CHECK(is_lawful("idlc/diagnostics/catalogue.cpp", lines(501)));
  CHECK(is_lawful("tests/golden/a.idl.cpp", lines(501)));
  CHECK(is_lawful("docs/WIRE.md", lines(501)));
}

TEST_CASE("a function has at most 70 lines") {
  CHECK(is_lawful("idlc/a.cpp", function_of(70)));
  CHECK(tidy::check_caps({{"idlc/a.cpp", "\n" + function_of(71)}}) ==
        tidy::Complaints{"idlc/a.cpp:2: f has 71 lines of at most 70"});
  CHECK(is_lawful("idlc/a.sh", function_of(71)));
}

TEST_CASE("a function has at most 5 parameters, declared or defined") {
  CHECK(is_lawful("idlc/a.h", "void f(int a, int b, int c, int d, int e);"));
  CHECK_FALSE(is_lawful("idlc/a.h", "void f(int a, int b, int c, int d, int e, int g);"));
  CHECK_FALSE(is_lawful("idlc/a.h", "void f(int a, int b, int c, int d, int e, int g) {}"));
  CHECK(
      is_lawful("tests/a.cpp", "TEST_CASE_TEMPLATE(\"a\", T, char, int, long, float, double) {}"));
}

TEST_CASE("a line has at most 100 columns, whatever its bytes") {
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "\u00fc";
  CHECK(is_lawful("idlc/a.cpp", std::string(100, 'x')));
  CHECK_FALSE(is_lawful("idlc/a.cpp", std::string(101, 'x')));
  CHECK(is_lawful("idlc/a.cpp", umlauts));
  CHECK_FALSE(is_lawful("idlc/a.cpp", umlauts + "u"));
  CHECK(is_lawful("idlc/a.cpp", "auto a = R\"(\n" + umlauts + "u\n)\";"));
  CHECK_FALSE(is_lawful("idlc/a.cpp", "// " + umlauts));
}

TEST_CASE("half of the files have at most 150 lines, nine tenths at most 350") {
  CHECK(tidy::check_spread({{"a.cpp", lines(150)}, {"b.cpp", lines(350)}, {"c.cpp", ""}}).empty());
  CHECK(tidy::check_spread({{"a.cpp", lines(151)}}).size() == 1);
  CHECK(tidy::check_spread({{"a.cpp", lines(351)}}).size() == 2);
}

TEST_CASE("half of the functions have at most 10 lines, nine tenths at most 30") {
  CHECK(tidy::check_spread({{"a.cpp", function_of(10) + function_of(30)}}).empty());
  CHECK(tidy::check_spread({{"a.cpp", function_of(11)}}).size() == 1);
  CHECK(tidy::check_spread({{"a.cpp", function_of(31)}}).size() == 2);
}
