// Rendering is diagnostics' business; here it is only chosen and printed. Nothing but the driver
// decides what reaches the user's terminal.
#include "idlc/driver/report.h"

#include <algorithm>
#include <ostream>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/render.h"

namespace idlc::driver {

void report(const DiagnosticSink& sink, const SourceMap& sources, const Environment& environment) {
  const CollectedDiagnostics diagnostics = sink.collected();
  if (environment.error_format == ErrorFormat::Short) {
    environment.err << render_short(diagnostics, sources);
    return;
  }
  environment.err << render_human(diagnostics, sources, environment.color);
}

ExitCode findings(const DiagnosticSink& sink) {
  if (!sink.has_errors()) return ExitCode::Ok;
  const auto is_unreadable_input = [](const Diagnostic& diagnostic) {
    return diagnostic.info == &kCannotReadFile.info && !diagnostic.span.has_place();
  };
  const bool io_failed = std::ranges::any_of(sink.collected(0).shown, is_unreadable_input);
  return io_failed ? ExitCode::Io : ExitCode::Findings;
}

}  // namespace idlc::driver
