// A report for programs: editors, build servers, code hosts. Two forms: our own JSON, documented in
// docs/IDLC.md, and SARIF 2.1.0, which others understand. Both say the same, and both are one
// document also where there is nothing to say.
#pragma once

#include <string>

#include "idlc/driver/report.h"

namespace idlc::driver {

[[nodiscard]] std::string json_report(const CollectedDiagnostics& diagnostics,
                                      const Report& report);

[[nodiscard]] std::string sarif_report(const CollectedDiagnostics& diagnostics,
                                       const Report& report);

/// `idlc --version --json`: what a build system wants to know of this program.
[[nodiscard]] std::string json_version();

}  // namespace idlc::driver
