// What a user hears of names that C++ has taken: one note a file, short also where there are many.
// Which names these are is the matter of naming_test.cpp.
#include "idlc/driver/renaming_notes.h"

#include <doctest/doctest.h>

namespace idlc::driver {
namespace {

std::vector<cpp::Renaming> names_of(SourceId source, const std::vector<std::string>& names) {
  std::vector<cpp::Renaming> renamings;
  std::uint32_t place = 10;
  for (const std::string& name : names) {
    renamings.push_back({{source, place, place + 1}, name, name + "_"});
    place += 10;
  }
  return renamings;
}

std::string note_on(const std::vector<std::string>& names) {
  const auto notes = renaming_notes(names_of(SourceId{0}, names));
  REQUIRE(notes.size() == 1);
  CHECK(notes.front().span.begin == 10);
  return notes.front().message;
}

TEST_CASE("one name is told with its form in C++, however often it stands there") {
  CHECK(note_on({"class"}) == "`class` is named `class_` in C++");
  CHECK(note_on({"class", "class", "class"}) == "`class` is named `class_` in C++");
}

TEST_CASE("several names share a note, in the order of the text") {
  CHECK(note_on({"new", "class"}) ==
        "2 names have another form in C++: `new` as `new_` and `class` as `class_`");
  CHECK(note_on({"new", "int", "new", "class"}) ==
        "3 names have another form in C++: `new` as `new_`, `int` as `int_` and `class` as "
        "`class_`");
}

TEST_CASE("of many names the first four are told, and how many there are") {
  CHECK(note_on({"new", "int", "for", "do"}) ==
        "4 names have another form in C++: `new` as `new_`, `int` as `int_`, `for` as `for_` and "
        "`do` as `do_`");
  CHECK(note_on({"new", "int", "for", "do", "if", "class"}) ==
        "6 names have another form in C++: `new` as `new_`, `int` as `int_`, `for` as `for_`, `do` "
        "as `do_` and 2 more");
}

TEST_CASE("each file has a note of its own, and none without such names") {
  auto renamings = names_of(SourceId{2}, {"new", "int"});
  const auto others = names_of(SourceId{1}, {"class"});
  renamings.insert(renamings.end(), others.begin(), others.end());
  const auto notes = renaming_notes(renamings);
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].span.source == SourceId{2});
  CHECK(notes[1].message == "`class` is named `class_` in C++");
  CHECK(renaming_notes({}).empty());
}

}  // namespace
}  // namespace idlc::driver
