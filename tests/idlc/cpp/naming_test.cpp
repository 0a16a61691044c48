// Which names are changed, and that nobody's name is changed without need. That the names compile
// is shown by the goldens.
#include "idlc/cpp/naming.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "generated.h"
#include "idlc/cpp/reserved_words.h"
#include "tests/support/repository.h"

namespace idlc::cpp {
namespace {

TEST_CASE("words that are taken get a trailing underscore") {
  for (const char* word : {"class", "xor", "errno", "linux", "NULL", "SIGINT", "std", "idl"}) {
    CHECK(legal_name(word) == std::string(word) + "_");
  }
  CHECK(legal_name("order") == "order");
  CHECK(legal_name("time") == "time");
}

TEST_CASE("title case") {
  CHECK(title_case("get") == "Get");
  CHECK(title_case("get_all_of_2") == "GetAllOf2");
  CHECK(title_case("getAll") == "GetAll");
}

TEST_CASE("a pool gives each name once") {
  NamePool pool({"a"});
  CHECK(pool.take("a") == "a_");
  CHECK(pool.take("a") == "a__");
  CHECK(pool.take("class") == "class_");
  CHECK(pool.take("b") == "b");
}

TEST_CASE("packages keep away from the C library, from std and from the runtime") {
  const auto namespace_of = [](const std::string& package) {
    const auto generated = generate_all({{"a.idl", "package " + package + ";\nconst u8 x = 1;"}});
    const std::string& text = generated["a.idl.h"];
    const auto begin = text.find("namespace ") + 10;
    return text.substr(begin, text.find(" {", begin) - begin);
  };
  CHECK(namespace_of("shop.v1") == "shop::v1");
  CHECK(namespace_of("time.time") == "time_::time");
  CHECK(namespace_of("std.idl") == "std_::idl_");
  CHECK(namespace_of("a.class.to_string") == "a::class_::to_string_");
}

TEST_CASE("members do not take the name of their type, nor types those of their members") {
  const auto header = generate_one(
      "struct Box { 1: u8 Box; }\n"
      "union Pick { 1: u8 which; 2: void Case; 3: u8 x; 4: void if_x; 5: u8 none; }\n"
      "union Case { 1: u8 a; }\n")["a.idl.h"];
  CHECK(contains(header, "std::uint8_t Box_ = 0;"));
  CHECK(contains(header, "static Pick which_(std::uint8_t value);"));
  CHECK(contains(header, "static Pick Case_();"));
  CHECK(contains(header, "static Pick if_x_();"));
  CHECK(contains(header, "static Pick none_(std::uint8_t value);"));
  CHECK(contains(header, "class Case_ {"));
}

TEST_CASE("a new type is not called as the class that it inherits its constructors from") {
  const auto header = generate_one("type NewType = new string;\n")["a.idl.h"];
  CHECK(contains(header, "class NewType_ : public idl::NewType<NewType_, std::string> {"));
}

TEST_CASE("a nested class avoids the names of its package") {
  const auto header = generate_one(
      "struct A { struct B { 1: u8 x; } 1: B b; }\nstruct A_B { 1: u8 y; }\n")["a.idl.h"];
  CHECK(contains(header, "using B = A_B_;"));
  CHECK(contains(header, "struct A_B {\n  std::uint8_t y = 0;"));
}

TEST_CASE("names depend on the file and its imports alone") {
  const SchemaText first{"a.idl", "package p;\nservice S { f(u8 Other); }\n"};
  const SchemaText second{"b.idl", "package p;\nstruct Other { 1: u8 x; }\n"};
  const std::string alone = generate_all({first})["a.rpc.h"];
  CHECK(generate_all({first, second})["a.rpc.h"] == alone);
  CHECK(generate_all({second, first})["a.rpc.h"] == alone);
}

TEST_CASE("what was renamed is reported with its place, in order") {
  const auto renamings =
      generate_one("struct S { 1: u8 ok; 2: u8 int; }\nconst u8 errno = 1;\n").renamings;
  REQUIRE(renamings.size() == 2);
  CHECK(renamings[0].idl_name == "int");
  CHECK(renamings[0].cpp_name == "int_");
  CHECK(renamings[0].span.begin == 38);
  CHECK(renamings[1].idl_name == "errno");
}

TEST_CASE("the published lists are the lists in use") {
  std::ifstream file(idl::test::repository_dir() / "docs/CPP_NAMES.md");
  std::ostringstream text;
  text << file.rdbuf();
  const std::string page = text.str();
  std::size_t words = 0;
  for (auto at = page.find("## Keywords"); (at = page.find('`', at)) != std::string::npos;) {
    const auto end = page.find('`', at + 1);
    REQUIRE(end != std::string::npos);
    const std::string word = page.substr(at + 1, end - at - 1);
    CAPTURE(word);
    CHECK((is_keyword(word) || is_macro(word) || is_global_name(word)));
    at = end + 1;
    ++words;
  }
  CHECK(words == reserved_word_count());
}

}  // namespace
}  // namespace idlc::cpp
