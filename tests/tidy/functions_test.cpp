// What the function scanner must find, and what it must not take for a function: every shape of
// definition that this repository uses, and the initialisers and types that look like one.
#include "tests/tidy/functions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace {

// `name/parameters` of each function, definitions with a `:` and their lines.
std::string found_in(std::string_view text) {
  std::string all;
  for (const auto& f : tidy::find_functions(text)) {
    if (!all.empty()) all += ' ';
    all += f.name + "/" + std::to_string(f.parameters);
    if (f.lines > 0) all += ":" + std::to_string(f.lines);
  }
  return all;
}

}  // namespace

TEST_CASE("definitions are found in every scope") {
  CHECK(found_in("int f() { return 1; }") == "f/0:1");
  CHECK(found_in("namespace a::b {\nnamespace {\nvoid f(int a,\n  int b) {\n}\n}\n}") == "f/2:3");
  CHECK(
      found_in(
          "class A final : public B<int> {\n public:\n  A() {}\n private:\n  int g() const;\n};") ==
      "A/0:1 g/0");
  CHECK(found_in("extern \"C\" {\nint LLVMFuzz(const char* p, long n) { return 0; }\n}") ==
        "LLVMFuzz/2:1");
  CHECK(found_in("extern \"C\" int g(int a) { return a; }") == "g/1:1");
  CHECK(found_in("TEST_CASE(\"a, {b\") { }") == "TEST_CASE/1:1");
}

TEST_CASE("what a function is made of does not hide it") {
  CHECK(found_in("template <class T, class U>\nauto f(std::map<T, U> m) -> std::vector<T> { }") ==
        "f/1:2");
  CHECK(found_in("Foo::Foo(int a) : a_{a}, b_(b), c_{} { g(); }") == "Foo/1:1");
  CHECK(found_in("Foo::Foo(int a) noexcept : Base<int>{a} {\n}") == "Foo/1:2");
  CHECK(found_in("bool A::operator==(const A& o) const { return true; }") == "operator==/1:1");
  CHECK(found_in("bool operator<(A a, A b) { return a.x < b.x; }") == "operator</2:1");
  CHECK(found_in("int A::operator()(int a, int b) const { }") == "operator()/2:1");
  CHECK(found_in("A& operator=(A&& o) noexcept { return *this; }") == "operator=/1:1");
  CHECK(found_in("std::strong_ordering operator<=>(const A& o) const { }") == "operator<=>/1:1");
  CHECK(found_in("std::ostream& operator<<(std::ostream& out, A a) { }") == "operator<</2:1");
  CHECK(found_in("explicit operator bool() const { return true; }") == "operator bool/0:1");
  CHECK(found_in("[[nodiscard]] struct stat* f(struct stat* s) { }") == "f/1:1");
  CHECK(found_in("template <class T>\n  requires std::integral<T>\nT f(T a) { }") == "f/1:3");
  CHECK(found_in("template <class T>\n  requires requires(T t) { t.x(); }\nT f(T a) { }") ==
        "f/1:3");
  CHECK(found_in("alignas(8) void f(decltype(g()) a = {}, int b = h(1, 2)) {}") == "f/2:1");
  CHECK(found_in("~Foo() override { }") == "Foo/0:1");
}

TEST_CASE("brackets in literals, comments and directives are no brackets") {
  CHECK(found_in(
            "void f() {\n  g(\"}\", '}', '\\'', R\"x(}\")\")x\");  // }\n  /* } */\n}\nint h();") ==
        "f/0:4 h/0");
  CHECK(found_in("#define OPEN {\nint a = 1'000;\nvoid f() { g(1'0, 'x'); }") == "f/0:1");
  CHECK(found_in("#define F(a) \\\n  void a() {\nvoid f() { }") == "f/0:1");
}

TEST_CASE("initialisers, types and aliases are no functions") {
  CHECK(found_in("const int a[] = {1, 2, 3};\nint b{5};\nstruct P { int x = 0; int y{1}; };") ==
        "");
  CHECK(found_in("std::function<void(int, int)> f_{nullptr};\nusing F = void(int, int);") == "");
  CHECK(found_in("enum class E : char { a = f(1), b };\nunion U { int a; };") == "");
  CHECK(found_in("constexpr auto f = [](int a) { return a; };\nint g(int);") == "g/1");
  CHECK(found_in("template <class T>\nconcept C = requires(T t) { t.x(); };") == "");
  CHECK(found_in("struct alignas(64) Line { char bytes[64]; };\nint g();") == "g/0");
  CHECK(found_in("static_assert(sizeof(int) == 4, \"four\");") == "");
}

TEST_CASE("declarations count their parameters too") {
  CHECK(found_in("void f(int a, std::map<int, int> b, void (*c)(int, int)) = delete;") == "f/3");
  CHECK(found_in("virtual int g(void) const = 0;") == "g/0");
}

TEST_CASE("local lambdas and types belong to the function around them") {
  CHECK(found_in("void f() {\n  auto g = [](int) { };\n  struct S { void h() {} };\n}") == "f/0:4");
}

TEST_CASE("rows of a table are not counted") {
  CHECK(
      found_in("void f() {\n  const P all[] = {\n      {1, 2},\n      {3, 4},  // why\n  };\n}") ==
      "f/0:4");
}

TEST_CASE("the line is that of the first word") {
  const auto found = tidy::find_functions("// c\n\n/// Doc.\nint\nf() {}\n");
  REQUIRE(found.size() == 1);
  CHECK(found.front().line == 4);
}
