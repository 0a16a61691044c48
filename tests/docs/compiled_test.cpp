// C++ that a page shows is compiled by the page's program, which was put together while CMake ran
// (snippets.cmake). So each block must be in it; one that is not was overlooked or is older.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "tests/docs/pages.h"

namespace {

namespace fs = std::filesystem;

// The programs of all pages, one behind the other.
std::string all_programs() {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(IDL_SNIPPETS_DIR)) {
    if (entry.path().filename() != "page.cpp") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

// Includes stand at the top of a program.
std::string without_includes(const std::string& text) {
  std::string rest;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("#include ")) rest += line;
    rest += '\n';
  }
  return rest;
}

}  // namespace

TEST_CASE("C++ that a page shows is compiled") {
  const std::string programs = all_programs();
  std::size_t blocks = 0;
  for (const docs::PlacedBlock& shown : docs::blocks_in("cpp")) {
    if (docs::is_quote(shown.block.role)) continue;
    INFO(shown.place());
    CHECK(programs.find("#line " + std::to_string(shown.block.line + 1) + " \"" + shown.page +
                        "\"\n" + without_includes(shown.block.text)) != programs.npos);
    ++blocks;
  }
  CHECK(blocks >= 3);
}
