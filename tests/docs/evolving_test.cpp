// docs/EVOLVING.md: every pair of a schema before and after is compared, and what `idlc breaking`
// says of it must stand below, each of its rules somewhere. IDL_UPDATE_DOCS=1 rewrites what stands
// there.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "idlc/compat/compare.h"
#include "idlc/diagnostics/catalogue_breaking.h"
#include "idlc/diagnostics/render.h"
#include "idlc/schema/build.h"
#include "idlc/source/file_system.h"
#include "tests/docs/markdown.h"
#include "tests/support/repository.h"

namespace {

constexpr const char* kPage = "docs/EVOLVING.md";

std::optional<idlc::schema::Schema> build(const std::string& path, const idlc::FileSystem& files,
                                          idlc::SourceMap& sources, idlc::DiagnosticSink& sink) {
  return idlc::schema::build({{path}, {}}, files, sources, sink);
}

std::string compare(const docs::Block& before, const docs::Block& after) {
  idlc::MemoryFileSystem files;
  files.add("old/orders.idl", before.text);
  files.add("orders.idl", after.text);
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const auto now = build("orders.idl", files, sources, sink);
  const auto then = build("old/orders.idl", files, sources, sink);
  if (now && then) idlc::compat::compare(*then, *now, idlc::compat::all_categories(), sink);
  std::string said;
  for (const auto& finding : sink.collected(0).shown) {
    said += idlc::render_human(finding, sources);
  }
  return said.empty() ? "nothing breaks\n" : said;
}

}  // namespace

TEST_CASE("what the page on evolution says is what the compiler says") {
  std::string page = docs::read_page(kPage);
  const auto blocks = docs::blocks_of(page);
  std::size_t compared = 0;
  for (std::size_t i = 2; i < blocks.size(); ++i) {
    if (blocks[i - 2].role != "before" || blocks[i - 1].role != "after") continue;
    CAPTURE(blocks[i].line);
    REQUIRE(blocks[i].language == "text");
    const std::string said = compare(blocks[i - 2], blocks[i - 1]);
    ++compared;
    if (std::getenv("IDL_UPDATE_DOCS") == nullptr) CHECK(said == blocks[i].text);
  }
  CHECK(compared >= 7);
}

TEST_CASE("the page on evolution shows every rule") {
  std::string shown;
  for (const auto& block : docs::blocks_of(docs::read_page(kPage))) {
    if (block.language == "text") shown += block.text;
  }
  for (const auto* rule : idlc::kBreakingDiagnostics) {
    CAPTURE(rule->id);
    CHECK(shown.find("[" + std::string(rule->id) + "]\n") != shown.npos);
  }
}

TEST_CASE("rewrites the page when asked to" * doctest::skip(!std::getenv("IDL_UPDATE_DOCS"))) {
  std::string page = docs::read_page(kPage);
  auto blocks = docs::blocks_of(page);
  for (std::size_t i = blocks.size(); i-- > 2;) {  // from the end, so that lines keep their numbers
    if (blocks[i - 2].role != "before" || blocks[i - 1].role != "after") continue;
    page = docs::with_block(page, blocks[i].line, compare(blocks[i - 2], blocks[i - 1]));
  }
  std::ofstream(idl::test::repository_dir() / kPage, std::ios::binary) << page;
}
