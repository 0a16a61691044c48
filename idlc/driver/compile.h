// The main job: schema files in, generated C++ out. Also what it says about its outputs to a build
// system: their list, and a dependency file. Nothing is written where there was an error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "idlc/cpp/generate.h"
#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"

namespace idlc::driver {

enum class ImportPolicy { InputsOnly, WithImports };
enum class Action { Write, ListOutputs };

struct CompileOptions {
  std::vector<std::string> inputs{};       ///< as the user named them; repetitions are dropped
  std::vector<std::string> import_dirs{};  ///< -I, in their order
  std::string output_dir = ".";            ///< -o; created if missing
  std::optional<std::string> dep_file{};   ///< --dep; names the stamp as its target if there is one
  std::optional<std::string> stamp{};  ///< --stamp; touched last, after everything else succeeded
  cpp::Extras extras{};                ///< --json, --fakes, --random
  bool reflection = false;             ///< --reflection: stubs carry the schema
  ImportPolicy imports = ImportPolicy::InputsOnly;
  Action action = Action::Write;
};

/// Compiles, tells what is wrong on `environment.err`, and writes or lists the outputs.
[[nodiscard]] ExitCode compile(const CompileOptions& options, const Environment& environment);

}  // namespace idlc::driver
