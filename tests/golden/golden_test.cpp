// The text of generated code, held to the letter. IDL_UPDATE_GOLDENS=1 rewrites what is expected;
// read the difference before you commit it.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>

#include "golden.h"

TEST_CASE("generated code is as expected, byte for byte") {
  const auto output = golden::generate();
  if (std::getenv("IDL_UPDATE_GOLDENS") != nullptr) golden::update(output.files);
  std::set<std::string> generated;
  for (const auto& [path, text] : output.files) {
    CAPTURE(path);
    CHECK(text == golden::expected(path));
    generated.insert(path);
  }
  for (const std::string& path : golden::expected_paths()) {
    CAPTURE(path);
    CHECK(generated.contains(path));
  }
}

TEST_CASE("the stubs of the built-in services are what their schemas give") {
  for (const auto& [path, text] : golden::generate_built_in()) {
    CAPTURE(path);
    const std::string place = golden::built_in_path(path);
    if (std::getenv("IDL_UPDATE_GOLDENS") != nullptr) golden::write_file(place, text);
    CHECK(text == golden::file_text(place));
  }
}

TEST_CASE("generating twice gives the same bytes") {
  const auto first = golden::generate();
  const auto second = golden::generate();
  REQUIRE(first.files.size() == second.files.size());
  for (std::size_t i = 0; i < first.files.size(); ++i) {
    CHECK(first.files[i].path == second.files[i].path);
    CHECK(first.files[i].text == second.files[i].text);
  }
}
