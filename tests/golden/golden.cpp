// Golden schemas are found by looking, so that a new one needs no list.
#include "golden.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "idlc/diagnostics/render.h"
#include "idlc/schema/build.h"
#include "tests/support/repository.h"

namespace golden {

namespace fs = std::filesystem;

namespace {

const fs::path kGoldens = idl::test::tests_dir() / "golden";
const fs::path kExpected = kGoldens / "cpp";

// The golden schemas proper, and the main example, of which the reader should see all. Those of
// taken words are only compiled (CMakeLists.txt): nobody reads thousands of members called alike.
std::vector<std::string> schema_paths() {
  std::vector<std::string> paths{
      (idl::test::repository_dir() / "idl-examples/orders/orders.idl").string()};
  for (const auto& entry : fs::recursive_directory_iterator(kGoldens / "idl")) {
    if (entry.path().extension() != ".idl") continue;
    if (entry.path().parent_path() != kGoldens / "idl/words") {
      paths.push_back(entry.path().string());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

// What some of the schemas show: JSON of every kind of type and across files, and fakes.
idlc::cpp::Extras extras_of(const std::string& path) {
  constexpr std::array<std::string_view, 7> kWithJson{
      "annotations.idl",     "base/health.idl", "cycles.idl", "market/v1/cart.idl",
      "market/v1/money.idl", "orders.idl",      "types.idl"};
  constexpr std::array<std::string_view, 3> kWithFakes{"annotations.idl", "inheritance.idl",
                                                       "orders.idl"};
  return {.json = std::ranges::find(kWithJson, path) != kWithJson.end(),
          .fakes = std::ranges::find(kWithFakes, path) != kWithFakes.end()};
}

}  // namespace

idlc::cpp::Output generate() {
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const idlc::schema::BuildInputs inputs{schema_paths(), {(kGoldens / "idl").string()}};
  const auto schema = idlc::schema::build(inputs, idlc::RealFileSystem(), sources, sink);
  INFO(idlc::render_short(sink.collected(), sources));
  REQUIRE(schema.has_value());
  idlc::cpp::Output output;
  for (std::uint32_t index = 0; index < schema->files.size(); ++index) {
    const idlc::schema::FileId file{index};
    const auto extras = extras_of(schema->files[index].canonical_path);
    auto generated = idlc::cpp::generate(*schema, {&file, 1}, extras);
    std::ranges::move(generated.files, std::back_inserter(output.files));
  }
  return output;
}

std::string expected(const std::string& path) {
  std::ifstream file(kExpected / path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> expected_paths() {
  std::vector<std::string> paths;
  if (!fs::exists(kExpected)) return paths;
  for (const auto& entry : fs::recursive_directory_iterator(kExpected)) {
    if (entry.is_regular_file()) {
      paths.push_back(entry.path().lexically_relative(kExpected).generic_string());
    }
  }
  return paths;
}

void update(const std::vector<idlc::cpp::OutputFile>& files) {
  fs::remove_all(kExpected);
  for (const auto& [path, text] : files) {
    fs::create_directories((kExpected / path).parent_path());
    std::ofstream(kExpected / path, std::ios::binary) << text;
  }
}

}  // namespace golden
