// `idlc check`: everything that can be said about schemas, and nothing written. What an editor or a
// review asks for.
#pragma once

#include <string>
#include <vector>

#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"

namespace idlc::driver {

struct CheckOptions {
  std::vector<std::string> inputs{};
  std::vector<std::string> import_dirs{};
};

/// Silent where there is nothing to say.
[[nodiscard]] ExitCode check(const CheckOptions& options, const Environment& environment);

}  // namespace idlc::driver
