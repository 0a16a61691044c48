// Schemas as programs carry them: smaller than what was written, and the same schema.
// The golden schemas are the samples, for they have every construct.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "build_text.h"
#include "idlc/schema/build.h"
#include "idlc/schema/compact_text.h"
#include "idlc/syntax/lexer.h"
#include "tests/support/repository.h"

namespace fs = std::filesystem;
using namespace idlc;
using namespace idlc::schema;

namespace {

std::string compact(std::string text) {
  SourceMap sources;
  return compact_text(sources, sources.add("a.idl", std::move(text)));
}

/// The tokens of a text, apart from where they stand.
std::vector<std::string> tokens_of(const std::string& text) {
  SourceMap sources;
  DiagnosticSink sink;
  const SourceId source = sources.add("a.idl", text);
  std::vector<std::string> tokens;
  for (const auto& token : syntax::lex(sources, source, sink).tokens) {
    tokens.push_back(std::string(describe(token.kind)) + ' ' +
                     std::string(sources.text(token.span)));
  }
  CHECK(!sink.has_errors());
  return tokens;
}

}  // namespace

TEST_CASE("a compact text has a line for each declaration, no comments, and the blanks it needs") {
  CHECK(compact("/// Docs.\npackage a.b; // why\n\nstruct Price {\n  1: string sku = \"x  y\";\n"
                "  2: u32?  count; /* many */ }\n enum E : u8 { a = 0; }\n") ==
        "package a.b;\nstruct Price{1:string sku=\"x  y\";2:u32?count;}\nenum E:u8{a=0;}\n");
  CHECK(compact("").empty());
}

TEST_CASE("the compact texts of all golden schemas have the same tokens") {
  int files = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(idl::test::tests_dir() / "golden/idl")) {
    if (entry.path().extension() != ".idl") continue;
    CAPTURE(entry.path().string());
    SourceMap sources;
    const SourceId source =
        sources.add("a.idl", RealFileSystem().read(entry.path().string()).value());
    const std::string text(sources.file(source).text());
    const std::string small = compact_text(sources, source);
    CHECK(tokens_of(small) == tokens_of(text));
    CHECK(small.size() <= text.size());
    ++files;
  }
  CHECK(files > 10);
}

TEST_CASE("a file comes with all that it imports, behind them") {
  Schema schema;
  schema.files.resize(5);
  schema.files[1].imports = {{.file = {0}, .alias = {}}};
  schema.files[3].imports = {{.file = {1}, .alias = {}}};
  schema.files[4].imports = {{.file = {2}, .alias = {}}};
  CHECK(with_imports(schema, {3}) == std::vector<FileId>{{0}, {1}, {3}});
  CHECK(with_imports(schema, {0}) == std::vector<FileId>{{0}});
}
