// Declarations that the scanner has to find, those it has to pass by, and two files that would not
// compile as one.
#include "tests/tidy/unnamed_names.h"

#include <doctest/doctest.h>

namespace {

std::vector<std::string> names_of(const std::string& text) {
  std::vector<std::string> names;
  for (const auto& [name, line] : tidy::find_unnamed_names(text)) names.push_back(name);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("functions, types and variables of an unnamed namespace are found") {
  CHECK(names_of("namespace a {\nnamespace {\n\nconstexpr int kMany = 7;\n\n"
                 "// Error not_this() { return {}; }\n"
                 "Error refused(Code code) {\n  if (x) { y = 1; }\n  return {code};\n}\n\n"
                 "class Waiting final : public Base {\n  int since = 0;\n};\n\nconst char* const "
                 "kText = \"{\";\n\n"
                 "constexpr Row kRows[] = {{1}, {2}};\n\n"
                 "template <class T>\nvoid visit(T&& t) {}\n\n"
                 "enum class Side { Left, Right };\n\n}  // namespace\n\n"
                 "void Session::run() { helper(); }\n}  // namespace a\n") ==
        Names{"kMany", "refused", "Waiting", "kText", "kRows", "visit", "Side"});
}

TEST_CASE("names outside of unnamed namespaces are everybody's") {
  CHECK(names_of("namespace a {\nint f() { return 1; }\nstruct S { int x; };\n}\n").empty());
  CHECK(names_of("namespace {\nusing namespace b;\nusing T = int;\n}\nint g();\n").empty());
}

TEST_CASE("the line is that of the name") {
  const auto names =
      tidy::find_unnamed_names("namespace {\n\nint f(int a,\n      int b);\nint g();\n}");
  CHECK(names == std::vector<tidy::UnnamedName>{{"f", 3}, {"g", 5}});
}

TEST_CASE("two files of a folder of the runtime may not have the same name") {
  const std::string text = "namespace {\nint f() { return 1; }\n}\n";
  CHECK(tidy::check_unnamed_names({{"runtime/src/net/a.cpp", text},
                                   {"runtime/src/rpc/b.cpp", text},
                                   {"idlc/cpp/c.cpp", text},
                                   {"idlc/cpp/d.cpp", text}})
            .empty());
  const auto complaints =
      tidy::check_unnamed_names({{"runtime/src/net/a.cpp", text}, {"runtime/src/net/b.cpp", text}});
  REQUIRE(complaints.size() == 1);
  CHECK(complaints[0].find("runtime/src/net/b.cpp:2: a.cpp has a `f` of its own too") == 0);
}
