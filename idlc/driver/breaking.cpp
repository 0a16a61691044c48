// Builds both versions with one map of sources, so that findings can show both places, and lets
// them be compared. Finding the old version is all that is decided here.
#include "idlc/driver/breaking.h"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "idlc/compat/compare.h"
#include "idlc/driver/git_file_system.h"
#include "idlc/driver/report.h"
#include "idlc/schema/build.h"

namespace idlc::driver {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGit = "git:";

// The version before: where its files are read, and what they are called there.
struct Baseline {
  schema::BuildInputs inputs;
  bool is_found() const { return !inputs.files.empty(); }
};

Baseline baseline_in_git(const BreakingOptions& options, const GitFileSystem& files) {
  Baseline baseline;
  for (const std::string& input : options.inputs) {
    // A plain name gets a folder, so that what it imports is looked for in the commit as well.
    const bool is_plain = input.find('/') == std::string::npos;
    const std::string path = files.prefix() + (is_plain ? "./" : "") + input;
    if (files.exists(path)) baseline.inputs.files.push_back(path);
  }
  for (const std::string& dir : options.import_dirs) {
    baseline.inputs.import_dirs.push_back(files.prefix() + dir);
  }
  return baseline;
}

// In a folder a file lies where it lies now, seen from here, or directly in it.
Baseline baseline_in_folder(const BreakingOptions& options, const FileSystem& files) {
  Baseline baseline;
  const fs::path folder = options.against;
  for (const std::string& input : options.inputs) {
    const fs::path path = input;
    for (const fs::path& old : {folder / path.relative_path(), folder / path.filename()}) {
      if (!files.exists(old.generic_string())) continue;
      baseline.inputs.files.push_back(old.generic_string());
      break;
    }
  }
  for (const std::string& dir : options.import_dirs) {
    const auto old = (folder / fs::path(dir).relative_path()).generic_string();
    baseline.inputs.import_dirs.push_back(files.is_directory(old) ? old : dir);
  }
  return baseline;
}

Baseline baseline_on_disk(const BreakingOptions& options, const FileSystem& files) {
  if (files.is_directory(options.against)) return baseline_in_folder(options, files);
  Baseline baseline{{{}, options.import_dirs}};
  if (files.exists(options.against)) baseline.inputs.files.push_back(options.against);
  return baseline;
}

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

ExitCode compare_with(const Baseline& baseline, const FileSystem& old_files,
                      const BreakingOptions& options, const Environment& environment) {
  Report report;
  if (!baseline.is_found()) {
    return fail(report, environment,
                fmt::format("`{}` has none of the files; is it the right folder or commit?",
                            options.against));
  }
  const auto after = schema::build({options.inputs, options.import_dirs}, environment.files,
                                   report.sources, report.sink);
  if (!after) return finish(report, environment);
  DiagnosticSink old_sink;  // warnings about the past help nobody
  const auto before = schema::build(baseline.inputs, old_files, report.sources, old_sink);
  if (!before) {
    return fail(report, environment,
                fmt::format("`{}` does not compile with this idlc: {}", options.against,
                            first_error(old_sink, report.sources)));
  }
  compat::compare(*before, *after, options.categories, report.sink);
  return finish(report, environment);
}

}  // namespace

ExitCode breaking(const BreakingOptions& options, const Environment& environment) {
  if (!options.against.starts_with(kGit)) {
    return compare_with(baseline_on_disk(options, environment.files), environment.files, options,
                        environment);
  }
  const auto files = GitFileSystem::open(options.against.substr(kGit.size()));
  if (!files) {
    Report report;
    return fail(
        report, environment,
        fmt::format("cannot compare with `{}`: {}", options.against, files.error().message));
  }
  return compare_with(baseline_in_git(options, files.value()), files.value(), options, environment);
}

}  // namespace idlc::driver
