// Tells the user what the sink has gathered, in the form he asked for. It decides nothing about the
// diagnostics themselves: not their order, not their words.
#pragma once

#include "idlc/diagnostics/sink.h"
#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"

namespace idlc::driver {

/// Prints everything on `environment.err`, with a closing line that counts, if there is anything.
void report(const DiagnosticSink& sink, const SourceMap& sources, const Environment& environment);

/// What a run with these diagnostics exits with: Io if an input could not even be read.
[[nodiscard]] ExitCode findings(const DiagnosticSink& sink);

}  // namespace idlc::driver
