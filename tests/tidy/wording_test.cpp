// Names and lines that break each rule of wording, and their nearest lawful neighbours.
// The forbidden words are put together from two pieces: this file has to keep the rules as well.
#include "tests/tidy/wording.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace {

const std::string kTodo =
    "TO"
    "DO";
const std::string kHome =
    "/ho"
    "me/";

bool keeps(tidy::Complaints (*check)(const tidy::SourceTree&), const std::string& path,
           const std::string& text) {
  return check({{path, text}}).empty();
}

}  // namespace

TEST_CASE("top-level folders are those of the house") {
  CHECK(keeps(tidy::check_top_level, "idlc/source/span.h", ""));
  CHECK(keeps(tidy::check_top_level, ".ci/run", ""));
  CHECK(keeps(tidy::check_top_level, "README.md", ""));
  CHECK_FALSE(keeps(tidy::check_top_level, "scripts/a.sh", ""));
}

TEST_CASE("no file or folder is named for nothing in particular") {
  CHECK(keeps(tidy::check_file_names, "idlc/source/span.h", ""));
  CHECK(keeps(tidy::check_file_names, "idlc/source/utility_bill.h", ""));
  CHECK_FALSE(keeps(tidy::check_file_names, "idlc/source/utils.h", ""));
  CHECK_FALSE(keeps(tidy::check_file_names, "idlc/source/string_utils.h", ""));
  CHECK_FALSE(keeps(tidy::check_file_names, "idlc/common/span.h", ""));
}

TEST_CASE("a C++ file opens with a comment of 2 to 10 lines") {
  CHECK(keeps(tidy::check_opening_comments, "a.h", "// One.\n// Two.\n#pragma once\n"));
  CHECK_FALSE(keeps(tidy::check_opening_comments, "a.h", "// One.\n#pragma once\n// Two.\n"));
  CHECK_FALSE(keeps(tidy::check_opening_comments, "a.h", "\n// One.\n// Two.\n"));
  std::string essay;
  for (int i = 0; i < 10; ++i) essay += "// More.\n";
  CHECK(keeps(tidy::check_opening_comments, "a.cpp", essay));
  CHECK_FALSE(keeps(tidy::check_opening_comments, "a.cpp", essay + "// Too much.\n"));
  CHECK(keeps(tidy::check_opening_comments, "tests/golden/a.h", "#pragma once\n"));
}

TEST_CASE("a to-do has a topic") {
  CHECK(keeps(tidy::check_todos, "a.cpp", "// " + kTodo + "(streams): credit.\n"));
  CHECK_FALSE(keeps(tidy::check_todos, "a.cpp", "// " + kTodo + ": credit.\n"));
  CHECK_FALSE(keeps(tidy::check_todos, "a.cpp", "// " + kTodo + "(): credit.\n"));
  CHECK_FALSE(keeps(tidy::check_todos, "dev",
                    "# FIX"
                    "ME later\n"));
  CHECK(keeps(tidy::check_todos, "a.cpp", "int auto" + kTodo + "s = 0;\n"));
}

TEST_CASE("no line names a folder of somebody's machine") {
  CHECK_FALSE(keeps(tidy::check_machine_paths, "README.md", "see " + kHome + "ada/idl"));
  CHECK_FALSE(keeps(tidy::check_machine_paths, "a.cpp", "\"" + kHome + "ada\""));
  CHECK(keeps(tidy::check_machine_paths, "a.cpp", "\"shop" + kHome + "page\""));
  CHECK(keeps(tidy::check_machine_paths, "tests/fuzz/corpus/a", kHome));
}

TEST_CASE("reading a tree leaves out what nobody wrote") {
  const auto root = std::filesystem::temp_directory_path() /
                    ("idl_tidy_test_" + std::to_string(reinterpret_cast<std::uintptr_t>(&kTodo)));
  for (const std::string path :
       {"idlc/a.h", "build/b.h", "build-thread/c.h", ".git/d", "linked/.git", ".ci/run"}) {
    std::filesystem::create_directories((root / path).parent_path());
    std::ofstream(root / path) << "text of " << path;
  }
  const auto tree = tidy::read_tree(root);
  std::filesystem::remove_all(root);
  REQUIRE(tree.size() == 2);
  CHECK(tree[0].path == ".ci/run");
  CHECK(tree[1].path == "idlc/a.h");
  CHECK(tree[1].text == "text of idlc/a.h");
}
