// The options -W…: what each of them does to one warning, to the others, and to errors. How they
// are read from the command line is tested in tests/e2e.
#include "idlc/diagnostics/warnings.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "idlc/diagnostics/catalogue.h"

namespace idlc {
namespace {

using Options = std::vector<std::string_view>;

// As what the warning unused-import is reported after these options: 'E', 'W', or '-': not at all.
char unused_import_after(const Options& options) {
  WarningPolicy policy;
  for (const auto option : options) CHECK(policy.apply(option) == std::nullopt);
  const auto severity = policy.severity_of(kUnusedImport.info);
  if (!severity) return '-';
  return severity == Severity::Error ? 'E' : 'W';
}

}  // namespace

TEST_CASE("warnings are shown and fail nothing unless an option says so") {
  CHECK(unused_import_after({}) == 'W');
  CHECK(unused_import_after({"no-unused-import"}) == '-');
  CHECK(unused_import_after({"error"}) == 'E');
  CHECK(unused_import_after({"error=unused-import"}) == 'E');
  CHECK(unused_import_after({"no-all"}) == '-');
  CHECK(unused_import_after({"no-similar-names", "error=similar-names"}) == 'W');
}

TEST_CASE("what is said of one id holds, whatever is said of all, before or after") {
  CHECK(unused_import_after({"no-all", "unused-import"}) == 'W');
  CHECK(unused_import_after({"unused-import", "no-all"}) == 'W');
  CHECK(unused_import_after({"no-unused-import", "all"}) == '-');
  CHECK(unused_import_after({"error", "no-error=unused-import"}) == 'W');
  CHECK(unused_import_after({"no-error=unused-import", "error"}) == 'W');
}

TEST_CASE("of two options about the same the later one holds") {
  CHECK(unused_import_after({"no-unused-import", "unused-import"}) == 'W');
  CHECK(unused_import_after({"error", "no-error"}) == 'W');
  CHECK(unused_import_after({"no-all", "all"}) == 'W');
}

TEST_CASE("an id that is no warning is refused, and changes nothing") {
  WarningPolicy policy;
  CHECK(policy.apply("unused-improt") ==
        "there is no warning `unused-improt`; did you mean `unused-import`?");
  CHECK(policy.apply("no-xyz") == "there is no warning `xyz`; `idlc rules` lists them");
  CHECK(policy.apply("no-unknown-type") ==
        "`unknown-type` is an error, not a warning: it cannot be switched");
  CHECK(policy.apply("") != std::nullopt);
  CHECK(policy.severity_of(kUnknownType.info) == Severity::Error);
  CHECK(policy.severity_of(kUnusedImport.info) == Severity::Warning);
}

}  // namespace idlc
