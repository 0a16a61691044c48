// One file after the other: none depends on another.
// A file is replaced by renaming, so that it is the old one or the new one whenever idlc is
// stopped.
#include "idlc/driver/format_files.h"

#include <filesystem>
#include <ostream>
#include <system_error>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/driver/output_tree.h"
#include "idlc/driver/report.h"
#include "idlc/driver/text_diff.h"
#include "idlc/format/format.h"

namespace idlc::driver {
namespace {

namespace fs = std::filesystem;

// Replaces the file that the path leads to, through links, and keeps its permissions.
OutputProblem rewrite(const std::string& path, const std::string& text,
                      const Environment& environment) {
  const auto real = environment.files.real_path(path);
  const fs::path place = real.ok() ? real.value() : path;
  std::error_code error;
  const auto permissions = fs::status(place, error).permissions();
  if (auto problem = write_file(place, text)) return problem;
  if (!error) fs::permissions(place, permissions, error);
  return std::nullopt;
}

class Formatter {
 public:
  Formatter(const FormatOptions& options, const Environment& environment)
      : options_(options), environment_(environment) {}

  ExitCode run() {
    for (const std::string& path : options_.inputs) format_file(path);
    const ExitCode code = finish(report_, environment_);
    return code == ExitCode::Ok && options_.check && found_unformatted_ ? ExitCode::Findings : code;
  }

 private:
  void format_file(const std::string& path) {
    auto text = environment_.files.read(path);
    if (!text) {
      report_.sink.report(kCannotReadFile, Span{}, path, text.error().message);
      return;
    }
    const std::string before = std::move(text).value();
    const SourceId source = report_.sources.add(path, before);
    const auto after = format::format(report_.sources, source, report_.sink);
    if (after) use(path, before, *after);
  }

  void use(const std::string& path, const std::string& before, const std::string& after) {
    const bool is_same = before == after;
    found_unformatted_ = found_unformatted_ || !is_same;
    if (options_.check && !is_same && !options_.diff) environment_.out << path << '\n';
    if (options_.diff) environment_.out << unified_diff(path, before, after);
    if (options_.write && !is_same) {
      if (auto problem = rewrite(path, after, environment_)) report_.failures.push_back(*problem);
    }
    if (!options_.check && !options_.diff && !options_.write) environment_.out << after;
  }

  const FormatOptions& options_;
  const Environment& environment_;
  Report report_;
  bool found_unformatted_ = false;
};

}  // namespace

ExitCode format_files(const FormatOptions& options, const Environment& environment) {
  return Formatter(options, environment).run();
}

}  // namespace idlc::driver
