// docs/RUNTIME.md: every promise names the tests that hold it. Here the names are looked for among
// all test cases; whether a test holds what it is named for is for its readers to judge.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/docs/markdown.h"
#include "tests/support/repository.h"

namespace {

namespace fs = std::filesystem;

/// The names of all test cases below tests/.
std::set<std::string> names_of_tests() {
  const std::string opening = "TEST_CASE(";
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(idl::test::tests_dir())) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    for (auto at = text.find(opening); at != text.npos; at = text.find(opening, at)) {
      at = text.find('"', at) + 1;
      names.insert(text.substr(at, text.find('"', at) - at));
    }
  }
  return names;
}

struct Row {
  std::string id;
  std::vector<std::string> tests;
};

/// What stands in backticks in the last cell of a table's row.
std::vector<std::string> quoted_in_last_cell(const std::string& line) {
  const auto cell = line.rfind('|', line.size() - 2);
  std::vector<std::string> quoted;
  auto from = line.find('`', cell);
  while (from != line.npos) {
    const auto to = line.find('`', from + 1);
    quoted.push_back(line.substr(from + 1, to - from - 1));
    from = line.find('`', to + 1);
  }
  return quoted;
}

/// The rows of the tables whose first cell is an id such as P7 or S1.
std::vector<Row> promised() {
  std::vector<Row> rows;
  std::istringstream page(docs::read_page("docs/RUNTIME.md"));
  for (std::string line; std::getline(page, line);) {
    const bool has_id = line.starts_with("| ") && line.size() > 4 &&
                        std::string_view("PSLFM").find(line[2]) != std::string_view::npos &&
                        line[3] >= '1' && line[3] <= '9';
    if (!has_id) continue;
    rows.push_back({line.substr(2, line.find(' ', 2) - 2), quoted_in_last_cell(line)});
  }
  return rows;
}

}  // namespace

TEST_CASE("every promise of RUNTIME.md names tests, which exist and bear its number") {
  const std::set<std::string> names = names_of_tests();
  const std::vector<Row> rows = promised();
  CHECK(rows.size() >= 20);
  for (const Row& row : rows) {
    CAPTURE(row.id);
    CHECK(!row.tests.empty());
    for (const std::string& test : row.tests) {
      CAPTURE(test);
      CHECK(names.contains(test));
      CHECK((" " + test).find(" " + row.id + " ") != std::string::npos);
    }
  }
}
