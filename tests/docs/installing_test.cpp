// docs/INSTALLING.md: what it shows for CMake and make is what the projects of tests/outside/ hold,
// which are built by the tests there.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/docs/markdown.h"
#include "tests/support/repository.h"

namespace {

namespace fs = std::filesystem;

// The texts of all projects, one behind the other.
std::string all_projects() {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(idl::test::tests_dir() / "outside")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

}  // namespace

TEST_CASE("what INSTALLING.md shows of build files is built by tests") {
  const std::string projects = all_projects();
  int blocks = 0;
  for (const docs::Block& block : docs::blocks_of(docs::read_page("docs/INSTALLING.md"))) {
    const bool is_of_vendoring = block.text.find("idlc vendor") != std::string::npos;
    if (block.language == "sh" && !is_of_vendoring) continue;  // installing, which a test does
    INFO("docs/INSTALLING.md:", block.line);
    CHECK(projects.find(block.text) != std::string::npos);
    ++blocks;
  }
  CHECK(blocks >= 6);
}
