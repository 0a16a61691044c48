// Runs every fixture of this folder, and holds the catalogue to
// having one for each of its entries.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "idlc/compat/compare.h"
#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/build.h"
#include "idlc/source/file_system.h"
#include "tests/support/check_diagnostics.h"
#include "tests/support/repository.h"

namespace {

void compile(const idlc::test::Fixture& fixture, idlc::SourceMap& sources,
             idlc::DiagnosticSink& sink) {
  const idlc::RealFileSystem files;
  const auto schema =
      idlc::schema::build({fixture.inputs, fixture.import_dirs}, files, sources, sink);
  if (!schema || fixture.against.empty()) return;
  const auto before =
      idlc::schema::build({fixture.against, fixture.import_dirs}, files, sources, sink);
  if (before) idlc::compat::compare(*before, *schema, idlc::compat::all_categories(), sink);
}

std::set<std::string> run_all_fixtures() {
  std::set<std::string> seen;
  for (const auto& fixture :
       idlc::test::find_fixtures((idl::test::tests_dir() / "diagnostics").string())) {
    CAPTURE(fixture.name);
    const auto result = idlc::test::check_diagnostics(fixture, compile);
    for (const auto& problem : result.problems) FAIL_CHECK(problem);
    seen.insert(result.ids.begin(), result.ids.end());
  }
  return seen;
}

}  // namespace

TEST_CASE("every fixture reports what it expects, and every diagnostic has a fixture") {
  const auto seen = run_all_fixtures();
  for (const auto* info : idlc::all_diagnostics()) {
    CAPTURE(info->id);
    CHECK(seen.contains(std::string(info->id)));
  }
}
