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
#include "idlc/schema/compact_text.h"
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

// What some of the schemas show: JSON of every kind of type and across files, fakes, and random
// values.
idlc::cpp::Extras extras_of(const std::string& path) {
  constexpr std::array<std::string_view, 8> kWithJson{
      "annotations.idl",     "base/health.idl", "cycles.idl", "market/v1/cart.idl",
      "market/v1/money.idl", "orders.idl",      "types.idl",  "values.idl"};
  constexpr std::array<std::string_view, 7> kWithFakes{
      "annotations.idl", "docs.idl",     "inheritance.idl", "orders.idl",
      "references.idl",  "services.idl", "visits.idl"};
  constexpr std::array<std::string_view, 14> kWithRandom{
      "annotations.idl",    "base/health.idl",     "cycles.idl",      "docs.idl",
      "evolution_new.idl",  "evolution_old.idl",   "inheritance.idl", "literals.idl",
      "market/v1/cart.idl", "market/v1/money.idl", "orders.idl",      "sample.idl",
      "types.idl",          "values.idl"};
  return {.json = std::ranges::find(kWithJson, path) != kWithJson.end(),
          .fakes = std::ranges::find(kWithFakes, path) != kWithFakes.end(),
          .random = std::ranges::find(kWithRandom, path) != kWithRandom.end()};
}

// A file with imports is enough to see it.
bool carries_schema(const std::string& path) { return path == "market/v1/cart.idl"; }

}  // namespace

std::vector<idlc::cpp::OutputFile> generate_built_in() {
  const fs::path folder = idl::test::repository_dir() / "runtime/schemas";
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const idlc::schema::BuildInputs inputs{
      {(folder / "idl/health.idl").string(), (folder / "idl/reflection.idl").string()},
      {folder.string()}};
  const auto schema = idlc::schema::build(inputs, idlc::RealFileSystem(), sources, sink);
  INFO(idlc::render_short(sink.collected(), sources));
  REQUIRE(schema.has_value());
  const auto texts = idlc::schema::compact_texts(*schema, sources);
  const std::array<idlc::schema::FileId, 2> files{{{0}, {1}}};
  return idlc::cpp::generate(*schema, files, {.schema_texts = texts}).files;
}

std::string built_in_path(const std::string& path) {
  const fs::path runtime = idl::test::repository_dir() / "runtime";
  if (path.ends_with(".h")) return (runtime / "include" / path).string();
  return (runtime / "src/services" / fs::path(path).filename()).string();
}

idlc::cpp::Output generate() {
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const idlc::schema::BuildInputs inputs{schema_paths(), {(kGoldens / "idl").string()}};
  const auto schema = idlc::schema::build(inputs, idlc::RealFileSystem(), sources, sink);
  INFO(idlc::render_short(sink.collected(), sources));
  REQUIRE(schema.has_value());
  const auto texts = idlc::schema::compact_texts(*schema, sources);
  idlc::cpp::Output output;
  for (std::uint32_t index = 0; index < schema->files.size(); ++index) {
    const idlc::schema::FileId file{index};
    auto extras = extras_of(schema->files[index].canonical_path);
    if (carries_schema(schema->files[index].canonical_path)) extras.schema_texts = texts;
    auto generated = idlc::cpp::generate(*schema, {&file, 1}, extras);
    std::ranges::move(generated.files, std::back_inserter(output.files));
  }
  return output;
}

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string expected(const std::string& path) { return file_text((kExpected / path).string()); }

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
    write_file((kExpected / path).string(), text);
  }
}

}  // namespace golden
