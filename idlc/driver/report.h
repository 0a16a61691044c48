// What a run of a command has to say. It is gathered while the command works and printed once, at
// the end, in the form that the user asked for: a machine reads one document, not several. Nothing
// is decided here about the diagnostics themselves, neither their order nor their words.
#pragma once

#include <string>
#include <vector>

#include "idlc/diagnostics/sink.h"
#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"
#include "idlc/source/source_file.h"

namespace idlc::driver {

struct Report {
  SourceMap sources{};
  DiagnosticSink sink{};
  std::vector<Note> remarks{};          ///< what the user should know, though nothing is wrong
  std::vector<std::string> failures{};  ///< what the world refused, in words for the user
};

/// Whether a diagnostic fails the run, a warning under -Werror too: then nothing may be written.
[[nodiscard]] bool has_errors(const Report& report, const Environment& environment);

/// Prints everything on `environment.err`. Returns what the run exits with: Io if the world refused
/// something or an input could not even be read, Findings if there are errors, else Ok.
[[nodiscard]] ExitCode finish(const Report& report, const Environment& environment);

}  // namespace idlc::driver
