// What generated code says of random values: the bounds of members, and where values come to an
// end. That values keep to it is shown by the goldens.
#include <doctest/doctest.h>

#include <string>

#include "generated.h"

namespace idlc::cpp {
namespace {

// The .random.cpp of these declarations.
std::string random_of(const std::string& declarations) {
  return generate_one(declarations, {.random = true})["a.random.cpp"];
}

TEST_CASE("a member brings its own constraints, and those of its type stand with the type") {
  const std::string code = random_of(R"(
    type Sku = new string @len(1..8);
    struct Item {
      1: Sku? sku @required @len(4);
      2: i8 floor @range(-3..);
      3: Sku plain;
    }
  )");
  CHECK(contains(code, "bounds.with({.length = {.min = 1, .max = 8}})"));
  CHECK(contains(code, "fill(value.sku, {.length = {.min = 4, .max = 4}, .required = true});"));
  CHECK(contains(code, "random.fill(value.floor, {.range = {.min = -3}});"));
  CHECK(contains(code, "random.fill(value.plain);"));
}

TEST_CASE("the simplest case of a union is one that does not lead back to it") {
  const auto simplest = [](const std::string& cases) {
    const std::string code = random_of(
        "struct Pair { 1: Tree a @required; 2: Tree b; }\n"
        "struct Leaf { 1: Empty e; }\nstruct Empty {}\n"
        "type Trees = new list<Tree> @len(1..);\n"
        "union Tree { " +
        cases + " }");
    const std::size_t at = code.find(".simplest = ");
    REQUIRE(at != std::string::npos);
    return code.substr(at + 12, 1);
  };
  CHECK(simplest("1: box<Pair> pair; 2: Leaf leaf; 3: u8 number;") == "3");
  CHECK(simplest("1: box<Pair> pair; 2: Leaf leaf; 3: Empty empty;") == "3");
  CHECK(simplest("1: u8 number; 2: void nothing;") == "1");
  CHECK(simplest("1: list<Tree> more; 2: Leaf leaf;") == "1");
  CHECK(simplest("1: Leaf leaf; 2: void nothing;") == "2");
  CHECK(simplest("1: Leaf leaf; 2: list<Leaf> few @len(1..); 3: Leaf? none;") == "3");
  CHECK(simplest("1: Trees some; 2: Leaf leaf;") == "1");  // of one tree without a case
}

TEST_CASE("a type whose values would have no end is left as it is") {
  const std::string endless = "// As it is: one that keeps to its constraints would have no end.";
  CHECK(contains(random_of("struct A { 1: list<A> more @len(1..); }"), endless));
  CHECK(contains(random_of("struct A { 1: box<B>? b @required; }\n"
                           "struct B { 1: box<A>? a @required; }"),
                 endless));
  CHECK(contains(random_of("type As = new list<A>;\nstruct A { 1: As more @len(1..); }"), endless));
  CHECK_FALSE(contains(random_of("struct A { 1: list<A> more @len(..3); }"), endless));
  CHECK_FALSE(contains(random_of("struct A { 1: box<A>? more; }"), endless));
}

TEST_CASE("files include those of the schemas whose types they use, in random values too") {
  const auto generated =
      generate_all({{"a.idl", "package a; struct A { 1: u8 a; }"},
                    {"b.idl", "package b; import \"a.idl\"; struct B { 1: a.A a; }"}},
                   {.random = true});
  CHECK(contains(generated["b.random.h"], "#include \"a.random.h\""));
  CHECK_FALSE(contains(generated["a.random.h"], "b.random.h"));
}

}  // namespace
}  // namespace idlc::cpp
