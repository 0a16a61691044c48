// Builds both versions with one map of sources, so that findings can show both places, and lets
// them be compared. Where the old one lies, versions.h finds out.
#include "idlc/driver/breaking.h"

#include <fmt/format.h>

#include <optional>

#include "idlc/compat/compare.h"
#include "idlc/driver/git_file_system.h"
#include "idlc/driver/import_folders.h"
#include "idlc/driver/report.h"
#include "idlc/driver/versions.h"
#include "idlc/schema/build.h"

namespace idlc::driver {
namespace {

constexpr std::string_view kGit = "git:";

// The first error of a version that does not compile, in one line.
std::string first_error(const DiagnosticSink& sink, const SourceMap& sources) {
  for (const Diagnostic& diagnostic : sink.collected(0).shown) {
    if (diagnostic.info->severity != Severity::Error) continue;
    std::string line = render_short(diagnostic, sources);
    while (line.ends_with('\n')) line.pop_back();
    return line;
  }
  return {};
}

ExitCode fail(Report& report, const Environment& environment, std::string message) {
  report.failures.push_back(std::move(message));
  return finish(report, environment);
}

// What there is not has nothing in it.
std::optional<schema::Schema> build_if_any(const schema::BuildInputs& inputs,
                                           const FileSystem& files, SourceMap& sources,
                                           DiagnosticSink& sink) {
  if (inputs.files.empty()) return schema::Schema{};
  return schema::build(inputs, files, sources, sink);
}

void note_added(const Versions& versions, const BreakingOptions& options, Report& report) {
  for (const std::string& path : versions.added) {
    report.remarks.push_back(
        {Span{}, fmt::format("`{}` is new: `{}` has no such file", path, options.against)});
  }
}

ExitCode compare_versions(const FileResult<Versions>& found, const FileSystem& old_files,
                          const BreakingOptions& options, const Environment& environment) {
  Report report;
  if (!found) return fail(report, environment, found.error().message);
  const Versions& versions = found.value();
  if (versions.now.files.empty() && versions.before.files.empty()) {
    return fail(report, environment,
                fmt::format("there is no schema in `{}`, neither now nor in `{}`",
                            options.inputs.front(), options.against));
  }
  note_missing_folders(options.import_dirs, environment.files, report);
  const auto after = build_if_any(versions.now, environment.files, report.sources, report.sink);
  if (!after) return finish(report, environment);
  DiagnosticSink old_sink;  // warnings about the past help nobody
  const auto before = build_if_any(versions.before, old_files, report.sources, old_sink);
  if (!before) {
    return fail(report, environment,
                fmt::format("`{}` does not compile with this idlc: {}", options.against,
                            first_error(old_sink, report.sources)));
  }
  note_added(versions, options, report);
  compat::compare(*before, *after, options.categories, report.sink);
  return finish(report, environment);
}

ExitCode compare_on_disk(const BreakingOptions& options, const Environment& environment) {
  const FileSystem& files = environment.files;
  if (files.is_directory(options.against)) {
    const OldPlace old = place_in_folder(options.against, files);
    return compare_versions(find_versions(options, files, old), files, options, environment);
  }
  if (files.exists(options.against)) {
    return compare_versions(versions_of_file(options, files), files, options, environment);
  }
  Report report;
  return fail(report, environment,
              fmt::format("there is no folder or file `{}` to compare with", options.against));
}

ExitCode compare_with_commit(const BreakingOptions& options, const Environment& environment) {
  const auto files = GitFileSystem::open(options.against.substr(kGit.size()));
  if (!files) {
    Report report;
    return fail(
        report, environment,
        fmt::format("cannot compare with `{}`: {}", options.against, files.error().message));
  }
  const auto versions = find_versions(options, environment.files, place_in_git(files.value()));
  return compare_versions(versions, files.value(), options, environment);
}

}  // namespace

ExitCode breaking(const BreakingOptions& options, const Environment& environment) {
  const bool is_commit = options.against.starts_with(kGit);
  return is_commit ? compare_with_commit(options, environment)
                   : compare_on_disk(options, environment);
}

}  // namespace idlc::driver
