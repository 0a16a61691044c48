// `idlc fmt`: schemas in the one style, printed, written back, compared, or only looked at. What
// the style is, idlc/format decides.
#pragma once

#include <string>
#include <vector>

#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"

namespace idlc::driver {

struct FormatOptions {
  std::vector<std::string> inputs{};
  bool write = false;  ///< -w: into the files, each all or nothing
  bool check = false;  ///< --check: name the files that are not formatted, and exit with Findings
  bool diff = false;   ///< --diff: print what would change
};

/// Without any of the three, prints the formatted text on `environment.out`. A file with errors of
/// syntax is left as it is and its errors are reported; the others are formatted all the same.
[[nodiscard]] ExitCode format_files(const FormatOptions& options, const Environment& environment);

}  // namespace idlc::driver
