// `idlc rules`: everything that idlc can say about a schema, a line each; or, with --markdown, the
// page docs/DIAGNOSTICS.md.
#pragma once

#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"

namespace idlc::driver {

enum class RulesForm { Lines, Markdown };

/// Prints the list on `environment.out`, sorted by id.
[[nodiscard]] ExitCode rules(RulesForm form, const Environment& environment);

}  // namespace idlc::driver
