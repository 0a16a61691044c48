// Holds the rules of docs/ARCHITECTURE.md over the whole repository: who includes whom, how large
// things may be, how files open and are named. The rules themselves, and their own tests, are in
// tests/tidy; this file only applies them. A complaint here is mended in the file it names.
#include <doctest/doctest.h>

#include "tests/support/repository.h"
#include "tests/tidy/layering.h"
#include "tests/tidy/sizes.h"
#include "tests/tidy/source_tree.h"
#include "tests/tidy/unnamed_names.h"
#include "tests/tidy/wording.h"

namespace {

const tidy::SourceTree& repository() {
  static const tidy::SourceTree tree = tidy::read_tree(idl::test::repository_dir());
  return tree;
}

void expect_none(const tidy::Complaints& complaints) {
  for (const auto& complaint : complaints) FAIL_CHECK(complaint);
}

}  // namespace

TEST_CASE("the tidy checks see the repository") {
  CHECK_FALSE(repository().empty());
  CHECK(repository().front().path.find("build") != 0);
}

TEST_CASE("rooms include only the rooms below them") {
  expect_none(tidy::check_layering(repository()));
}

TEST_CASE("public headers show nothing private and need no library") {
  expect_none(tidy::check_public_headers(repository()));
}

TEST_CASE("errno stays in the files that make system calls") {
  expect_none(tidy::check_errno(repository()));
}

TEST_CASE("no file, function, parameter list or line is over its cap") {
  expect_none(tidy::check_caps(repository()));
}

TEST_CASE("most files and functions are small") { expect_none(tidy::check_spread(repository())); }

TEST_CASE("every top-level folder belongs to the house") {
  expect_none(tidy::check_top_level(repository()));
}

TEST_CASE("every file is named for what it holds") {
  expect_none(tidy::check_file_names(repository()));
}

TEST_CASE("every C++ file opens by saying what it is") {
  expect_none(tidy::check_opening_comments(repository()));
}

TEST_CASE("what is still to be done has a topic") { expect_none(tidy::check_todos(repository())); }

TEST_CASE("no file knows anybody's machine") {
  expect_none(tidy::check_machine_paths(repository()));
}

TEST_CASE("the files of a folder of the runtime compile as one") {
  expect_none(tidy::check_unnamed_names(repository()));
}
