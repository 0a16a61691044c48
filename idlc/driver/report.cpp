// Rendering is diagnostics' business, or machine_report's; here it is only chosen and printed, and
// the exit code drawn from it.
#include "idlc/driver/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/display_text.h"
#include "idlc/diagnostics/render.h"
#include "idlc/driver/machine_report.h"

namespace idlc::driver {
namespace {

bool is_unreadable_input(const Diagnostic& diagnostic) {
  return diagnostic.info == &kCannotReadFile.info && !diagnostic.span.has_place();
}

std::string remarks_text(const Report& report) {
  std::string text;
  for (const Note& remark : report.remarks) {
    const std::string place =
        remark.span.has_place() ? report.sources.describe(remark.span) : "idlc";
    text += fmt::format("{}: note: {}\n", display_text(place), display_text(remark.message));
  }
  return text;
}

std::string for_people(const CollectedDiagnostics& diagnostics, const Report& report,
                       const Environment& environment) {
  std::string text = environment.error_format == ErrorFormat::Short
                         ? render_short(diagnostics, report.sources)
                         : render_human(diagnostics, report.sources, environment.color);
  text += remarks_text(report);
  for (const std::string& failure : report.failures) {
    text += fmt::format("idlc: error: {}\n", display_text(failure));
  }
  return text;
}

CollectedDiagnostics all_of(const Report& report, const Environment& environment) {
  return report.sink.collected(0, environment.warnings);
}

}  // namespace

bool has_errors(const Report& report, const Environment& environment) {
  return report.sink.has_errors() || all_of(report, environment).has_errors();
}

ExitCode finish(const Report& report, const Environment& environment) {
  const auto shown = report.sink.collected(environment.error_limit, environment.warnings);
  switch (environment.error_format) {
    case ErrorFormat::Human:
    case ErrorFormat::Short:
      environment.err << for_people(shown, report, environment);
      break;
    case ErrorFormat::Json:
      environment.err << json_report(shown, report);
      break;
    case ErrorFormat::Sarif:
      environment.err << sarif_report(shown, report);
      break;
  }
  if (!report.failures.empty()) return ExitCode::Io;
  const auto all = all_of(report, environment);
  if (std::ranges::any_of(all.shown, is_unreadable_input)) return ExitCode::Io;
  return all.has_errors() ? ExitCode::Findings : ExitCode::Ok;
}

}  // namespace idlc::driver
