// Rendering is diagnostics' business; here it is only chosen and printed.
#include "idlc/driver/report.h"

#include <ostream>

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
  return sink.has_errors() ? ExitCode::Findings : ExitCode::Ok;
}

}  // namespace idlc::driver
