// The order in which types can be defined, and which of them stand in a circle. Each schema is a
// few lines long and stands beside what is expected of it.
#include "tests/idlc/schema/build_text.h"

namespace idlc::test {

namespace {

using Names = std::vector<std::string>;

// One text a group, in order; a circle's members stand between brackets.
Names order_of(const std::string& text) {
  const auto schema = build_text(text);
  Names order;
  for (const schema::TypeGroup& group : schema.files[0].type_order) {
    std::string names;
    for (const auto id : group.members) {
      CHECK(schema[id].in_cycle == group.recursive);
      names += (names.empty() ? "" : " ") + schema[id].name;
    }
    order.push_back(group.recursive ? "[" + names + "]" : names);
  }
  return order;
}

}  // namespace

TEST_CASE("without need the order of the text remains") {
  CHECK(order_of("struct B { 1: u8 x; } enum A { a = 0; } type C = u8;") == Names{"B", "A", "C"});
}

TEST_CASE("what is used stands before its user, even inside a list") {
  CHECK(order_of("struct A { 1: B b; 2: list<C> c; } struct B { 1: u8 x; } union C { 1: D d; }"
                 "error D { 1: u8 x; }") == Names{"B", "D", "C", "A"});
}

TEST_CASE("nested types stand before what they are nested in") {
  CHECK(order_of("struct A { struct B { enum C { c = 0; } 1: u8 x; } 1: u8 y; }") ==
        Names{"C", "B", "A"});
}

TEST_CASE("types that lead to each other through lists are one group") {
  CHECK(order_of("struct A { 1: list<B> b; } struct B { 1: map<u8, A> a; } struct C { 1: A a; }") ==
        Names{"[A B]", "C"});
  CHECK(order_of("struct Node { 1: list<Node> nodes; }") == Names{"[Node]"});
}

TEST_CASE("inside a group what is held by value stands before its holder") {
  CHECK(order_of("struct A { 1: B? b; } struct B { 1: list<A> a; 2: C[2] c; }"
                 "union C { 1: set<u8> s; 2: list<B> b; }") == Names{"[C B A]"});
}

TEST_CASE("inside a group an alias stands before its user") {
  CHECK(order_of("struct A { 1: As as; } type As = list<A>;") == Names{"[As A]"});
  CHECK(order_of("type Twin = A; struct B { 1: Twin a; } struct A { 1: list<B> b; 2: u8 x; }") ==
        Names{"[Twin A B]"});
}

TEST_CASE("a reserved number uses nothing") {
  CHECK(order_of("struct A { reserved 1: A \"a\"; 2: u8 x; }") == Names{"A"});
}

}  // namespace idlc::test
