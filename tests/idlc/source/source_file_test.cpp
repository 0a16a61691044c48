// Lines and columns of sources, with every kind of line end
// and mark that files have.
#include <doctest/doctest.h>

#include <string>

#include "idlc/source/source_file.h"

namespace {

using idlc::Position;
using idlc::SourceFile;
using idlc::SourceMap;
using idlc::Span;

}  // namespace

TEST_CASE("positions count lines and bytes from one") {
  const SourceFile file("a.idl",
                        "ab\nc\xC3\xA4"
                        "d\n\n");
  CHECK(file.position(0) == Position{1, 1});
  CHECK(file.position(2) == Position{1, 3});
  CHECK(file.position(3) == Position{2, 1});
  CHECK(file.position(6) == Position{2, 4});
  CHECK(file.position(8) == Position{3, 1});
  CHECK(file.position(9) == Position{4, 1});
}

TEST_CASE("an offset behind the text is the text's end") {
  CHECK(SourceFile("a.idl", "ab").position(99) == Position{1, 3});
  CHECK(SourceFile("a.idl", "").position(0) == Position{1, 1});
}

TEST_CASE("a line's text has no line end") {
  const SourceFile file("a.idl", "one\r\ntwo\n\nfour");
  REQUIRE(file.line_count() == 4);
  CHECK(file.line_text(1) == "one");
  CHECK(file.line_text(2) == "two");
  CHECK(file.line_text(3).empty());
  CHECK(file.line_text(4) == "four");
  CHECK(file.line_start(4) == 10);
}

TEST_CASE("a byte order mark is no part of the text") {
  const SourceFile file("a.idl", "\xEF\xBB\xBFpackage");
  CHECK(file.text() == "package");
  CHECK(file.position(0) == Position{1, 1});
}

TEST_CASE("the map's texts stay where they are as files are added") {
  SourceMap sources;
  const auto first = sources.add("first.idl", "one two");
  const auto word = sources.text({first, 4, 7});
  for (int i = 0; i < 1000; ++i) sources.add("more.idl", "x");
  CHECK(word == "two");
  CHECK(sources.file(first).path() == "first.idl");
  CHECK(sources.size() == 1001);
}

TEST_CASE("places are described as editors expect them") {
  SourceMap sources;
  const auto source = sources.add("dir/a.idl", "x\n  y");
  CHECK(sources.describe({source, 4, 5}) == "dir/a.idl:2:3");
  CHECK(sources.describe(Span{}).empty());
}

TEST_CASE("spans join, and end where something is missing") {
  const idlc::SourceId source{3};
  const Span first{source, 2, 4};
  const Span last{source, 8, 9};
  CHECK(idlc::join(first, last) == Span{source, 2, 9});
  CHECK(first.after() == Span{source, 4, 4});
  CHECK(first.size() == 2);
  CHECK(first.has_place());
  CHECK_FALSE(Span{}.has_place());
}
