// The helper behind every diagnostics fixture: compiles one, and compares what was reported with
// the expectations that stand at the ends of its lines. tests/diagnostics/README.md describes their
// form. It decides nothing about how a fixture is compiled, and knows no test framework.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "idlc/diagnostics/sink.h"
#include "idlc/source/source_file.h"

namespace idlc::test {

// One case: a single .idl file, or a folder of them.
struct Fixture {
  std::string name;                      // for messages
  std::vector<std::string> inputs;       // paths of the files to be compiled
  std::vector<std::string> import_dirs;  // the folder's subfolders named include*
  std::vector<std::string> against;      // the version before, in the subfolder of that name
};

// All fixtures directly below a folder, by name. In a folder that is a fixture, the files named
// main*.idl are the inputs.
[[nodiscard]] std::vector<Fixture> find_fixtures(const std::string& folder);

// Compiles the inputs; adds every text that it reads to the map.
using Compile = std::function<void(const Fixture&, SourceMap&, DiagnosticSink&)>;

struct FixtureResult {
  std::vector<std::string> problems;  // empty if all was as expected
  std::set<std::string> ids;          // of the diagnostics that were expected and came
};

// Compiles a fixture and compares. Every diagnostic must be expected, and every expectation met.
[[nodiscard]] FixtureResult check_diagnostics(const Fixture& fixture, const Compile& compile);

// The same for diagnostics that were reported before.
[[nodiscard]] FixtureResult compare_diagnostics(const SourceMap& sources,
                                                const std::vector<Diagnostic>& reported);

}  // namespace idlc::test
