// `idlc dump`: shows what the compiler makes of one file, for those who work on the compiler or
// wonder how a file was understood.
#pragma once

#include <string>
#include <vector>

#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"

namespace idlc::driver {

enum class DumpStage { Tokens, Tree, Schema };

struct DumpOptions {
  std::string input{};
  std::vector<std::string> import_dirs{};  ///< only the schema looks at imports
  DumpStage stage = DumpStage::Schema;
};

/// Prints the dump on `environment.out`. Tokens and tree are shown also where there are errors.
[[nodiscard]] ExitCode dump(const DumpOptions& options, const Environment& environment);

}  // namespace idlc::driver
