// IDL that a page shows compiles without an error or a warning: a block without a role is a file of
// its own, which may import those that the page is made of.
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "idlc/diagnostics/render.h"
#include "idlc/schema/build.h"
#include "idlc/source/file_system.h"
#include "tests/docs/pages.h"

namespace {

constexpr const char* kAlone = "the_block.idl";

// The schemas that the page is made of, each put together from its blocks.
std::map<std::string, std::string> schemas_of(const std::string& page) {
  std::map<std::string, std::string> schemas;
  for (const docs::Block& block : docs::blocks_of(docs::read_page(page))) {
    if (block.language == "idl" && docs::is_schema_of_page(block.role)) {
      schemas[block.role] += block.text;
    }
  }
  return schemas;
}

// What idlc says of the file `path`, with all of the page's schemas beside it.
std::string said_of(const std::string& path, const std::map<std::string, std::string>& schemas) {
  idlc::MemoryFileSystem files;
  for (const auto& [name, text] : schemas) files.add(name, text);
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  (void)idlc::schema::build({{path}, {"."}}, files, sources, sink);
  std::string said;
  for (const auto& finding : sink.collected(0).shown) {
    said += idlc::render_human(finding, sources);
  }
  return said;
}

}  // namespace

TEST_CASE("a schema that a page is made of compiles") {
  for (const std::string& page : docs::pages()) {
    const auto schemas = schemas_of(page);
    for (const auto& [path, text] : schemas) {
      INFO(page);
      CHECK(said_of(path, schemas) == "");
    }
  }
}

TEST_CASE("a schema that is shown alone compiles") {
  std::size_t blocks = 0;
  for (const docs::PlacedBlock& shown : docs::blocks_in("idl")) {
    if (!shown.block.role.empty()) continue;
    auto schemas = schemas_of(shown.page);
    schemas[kAlone] = shown.block.text;
    INFO(shown.place());
    CHECK(said_of(kAlone, schemas) == "");
    ++blocks;
  }
  CHECK(blocks >= 1);
}
