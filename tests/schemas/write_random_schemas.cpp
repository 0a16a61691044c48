// Writes random schemas, random encodings of their types, and the C++ that ties them together, for
// random_schemas.sh: it runs idlc and the C++ compilers over what this leaves in the folder.
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>

#include "idlc/diagnostics/render.h"
#include "idlc/schema/build.h"
#include "tests/schemas/random_encoding.h"
#include "tests/schemas/random_schema.h"

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kValuesOfAType = 40;

std::string hex(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

// `r7.Struct2`, the name of a type that travels alone.
std::optional<std::string> message_name(const idlc::schema::Declaration& declaration) {
  const bool travels = std::holds_alternative<idlc::schema::Struct>(declaration.form) ||
                       std::holds_alternative<idlc::schema::Error>(declaration.form);
  return travels ? std::optional(declaration.full_name) : std::nullopt;
}

std::string cpp_name(std::string name) { return name.replace(name.find('.'), 1, "::"); }

// The files of all schemas, gathered while they are made.
struct Gathered {
  std::ofstream code;
  std::ofstream table;
  std::ofstream values;
};

bool add_schema(const fs::path& folder, std::uint32_t seed, Gathered& out) {
  const std::string path = (folder / fmt::format("r{}.idl", seed)).string();
  std::ofstream(path) << schemas::random_schema(seed);
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const auto schema = idlc::schema::build({{path}, {}}, idlc::RealFileSystem(), sources, sink);
  std::cerr << idlc::render_short(sink.collected(), sources);
  if (!schema) return false;
  fmt::print(out.code,
             "#include \"r{0}.rpc.h\"\n#include \"r{0}.idl.cpp\"\n#include \"r{0}.rpc.cpp\"\n",
             seed);
  for (std::uint32_t index = 0; index < schema->declarations.size(); ++index) {
    const auto name = message_name(schema->declarations[index]);
    if (!name) continue;
    fmt::print(out.table, "TYPE(\"{}\", {})\n", *name, cpp_name(*name));
    schemas::RandomEncoding random(*schema, seed);
    for (std::uint32_t i = 0; i < kValuesOfAType; ++i) {
      fmt::print(out.values, "{} {}\n", *name, hex(random.message({index})));
    }
  }
  return true;
}

}  // namespace

// FOLDER FIRST_SEED COUNT
int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const fs::path folder = argv[1];
  const auto first = static_cast<std::uint32_t>(std::atoi(argv[2]));
  const auto count = static_cast<std::uint32_t>(std::atoi(argv[3]));
  Gathered out{std::ofstream(folder / "all.inc"), std::ofstream(folder / "table.inc"),
               std::ofstream(folder / "values.txt")};
  for (std::uint32_t seed = first; seed < first + count; ++seed) {
    if (!add_schema(folder, seed, out)) return 1;
  }
  return 0;
}
