// `idlc explain ID`: what a diagnostic means, with an example that is wrong and one that is right.
// Made for people who have just met the message.
#pragma once

#include <string>

#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"

namespace idlc::driver {

/// Prints the page on `environment.out`. An id that does not exist is wrong usage; the one that was
/// probably meant is offered.
[[nodiscard]] ExitCode explain_id(const std::string& id, const Environment& environment);

}  // namespace idlc::driver
