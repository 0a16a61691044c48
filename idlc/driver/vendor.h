// `idlc vendor`: writes the runtime as a folder of sources that an application checks in, so that
// it builds with nothing installed. What is written comes from idlc itself.
#pragma once

#include <string>

#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"

namespace idlc::driver {

struct VendorOptions {
  std::string folder{};  ///< created if missing; if it holds anything, an earlier run has made it
};

/// Writes the folder, or brings it up to date, and says on `environment.out` how to build with it.
[[nodiscard]] ExitCode vendor(const VendorOptions& options, const Environment& environment);

}  // namespace idlc::driver
