// What pages show for CMake and make is what the projects of tests/outside/ hold, which are built
// by the tests there. Most of it stands in docs/INSTALLING.md.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/docs/pages.h"
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

TEST_CASE("build files that a page shows are built by tests") {
  const std::string projects = all_projects();
  std::size_t blocks = 0;
  for (const char* language : {"cmake", "make"}) {
    for (const docs::PlacedBlock& shown : docs::blocks_in(language)) {
      if (docs::is_quote(shown.block.role)) continue;
      INFO(shown.place());
      CHECK(projects.find(shown.block.text) != std::string::npos);
      ++blocks;
    }
  }
  CHECK(blocks >= 5);
}

TEST_CASE("a test does what INSTALLING.md says of vendoring") {
  const std::string projects = all_projects();
  std::size_t blocks = 0;
  for (const docs::PlacedBlock& shown : docs::blocks_in("sh")) {
    if (shown.block.text.find("idlc vendor") == std::string::npos) continue;
    INFO(shown.place());
    CHECK(projects.find(shown.block.text) != std::string::npos);
    ++blocks;
  }
  CHECK(blocks >= 1);
}
