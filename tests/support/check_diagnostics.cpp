// Expectations are read from the raw lines, so that they are found inside of strings and comments
// that are never closed, too.
#include "tests/support/check_diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/render.h"

namespace idlc::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMarker = "//! ";

struct Line {
  SourceId source;
  std::uint32_t number;

  friend auto operator<=>(const Line&, const Line&) = default;
};

// `id@7-9: part | part`
struct Expectation {
  std::string id;
  std::optional<std::string> columns;
  std::vector<std::string> parts;
};

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (auto end = text.find(separator); end != text.npos; end = text.find(separator)) {
    parts.push_back(trimmed(text.substr(0, end)));
    text.remove_prefix(end + separator.size());
  }
  parts.push_back(trimmed(text));
  return parts;
}

Expectation parse_expectation(std::string_view text) {
  const auto colon = text.find(": ");
  const auto head = split(text.substr(0, colon), "@");
  Expectation expectation{head[0], std::nullopt, {}};
  if (head.size() > 1) expectation.columns = head[1];
  if (colon != text.npos) expectation.parts = split(text.substr(colon + 2), " | ");
  return expectation;
}

std::vector<Expectation> expectations_of(std::string_view line) {
  std::vector<Expectation> expectations;
  for (auto at = line.find(kMarker); at != line.npos; at = line.find(kMarker)) {
    line.remove_prefix(at + kMarker.size());
    expectations.push_back(parse_expectation(line.substr(0, line.find(kMarker))));
  }
  return expectations;
}

// The columns that a span covers on its first line: "7-9", or "7" for one byte or a gap.
std::string columns_of(const SourceMap& sources, const Span& span) {
  const auto& file = sources.file(span.source);
  const auto begin = file.position(span.begin);
  const auto end = file.position(span.end);
  const auto line_end = static_cast<std::uint32_t>(file.line_text(begin.line).size()) + 1;
  const auto last = (end.line == begin.line ? end.column : line_end) - 1;
  return last <= begin.column ? fmt::format("{}", begin.column)
                              : fmt::format("{}-{}", begin.column, last);
}

bool is_met(const Expectation& expected, const Diagnostic& diagnostic, const SourceMap& sources) {
  if (diagnostic.info->id != expected.id) return false;
  if (expected.columns && *expected.columns != columns_of(sources, diagnostic.span)) return false;
  // The source line holds the expectation itself, so only what the compiler said is looked at.
  auto said = diagnostic.message + '\n' + diagnostic.label;
  for (const auto& note : diagnostic.notes) {
    said += '\n' + sources.describe(note.span) + ": note: " + note.message;
  }
  for (const auto& help : diagnostic.help) said += "\nhelp: " + help;
  return std::all_of(expected.parts.begin(), expected.parts.end(),
                     [&](const std::string& part) { return said.find(part) != std::string::npos; });
}

// What has no place counts to the first line of the first file.
Line line_of(const Diagnostic& diagnostic, const SourceMap& sources) {
  if (!diagnostic.span.has_place()) return {SourceId{0}, 1};
  const auto& file = sources.file(diagnostic.span.source);
  return {diagnostic.span.source, file.position(diagnostic.span.begin).line};
}

std::map<Line, std::vector<Expectation>> all_expectations(const SourceMap& sources) {
  std::map<Line, std::vector<Expectation>> all;
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    const auto& file = sources.file(SourceId{i});
    for (std::uint32_t line = 1; line <= file.line_count(); ++line) {
      auto expected = expectations_of(file.line_text(line));
      if (!expected.empty()) all[{SourceId{i}, line}] = std::move(expected);
    }
  }
  return all;
}

std::string describe_missing(const Line& line, const Expectation& expected,
                             const SourceMap& sources) {
  return fmt::format("{}:{}: expected, but not reported: {}{}: {}",
                     sources.file(line.source).path(), line.number, expected.id,
                     expected.columns ? '@' + *expected.columns : "",
                     fmt::join(expected.parts, " | "));
}

}  // namespace

std::vector<Fixture> find_fixtures(const std::string& folder) {
  std::vector<Fixture> fixtures;
  for (const auto& entry : fs::directory_iterator(folder)) {
    Fixture fixture{entry.path().filename().string(), {}, {}, {}};
    if (entry.path().extension() == ".idl") fixture.inputs.push_back(entry.path().string());
    if (entry.is_directory()) {
      for (const auto& inner : fs::directory_iterator(entry.path())) {
        const auto name = inner.path().filename().string();
        if (name.starts_with("main")) fixture.inputs.push_back(inner.path().string());
        if (name.starts_with("include")) fixture.import_dirs.push_back(inner.path().string());
        if (name == "against") fixture.against.push_back((inner.path() / "main.idl").string());
      }
    }
    std::sort(fixture.inputs.begin(), fixture.inputs.end());
    std::sort(fixture.import_dirs.begin(), fixture.import_dirs.end());
    if (!fixture.inputs.empty()) fixtures.push_back(std::move(fixture));
  }
  std::sort(fixtures.begin(), fixtures.end(),
            [](const Fixture& a, const Fixture& b) { return a.name < b.name; });
  return fixtures;
}

FixtureResult check_diagnostics(const Fixture& fixture, const Compile& compile) {
  SourceMap sources;
  DiagnosticSink sink;
  compile(fixture, sources, sink);
  return compare_diagnostics(sources, sink.collected(0).shown);
}

FixtureResult compare_diagnostics(const SourceMap& sources,
                                  const std::vector<Diagnostic>& reported) {
  FixtureResult result;
  auto expected = all_expectations(sources);
  for (const auto& diagnostic : reported) {
    if (find_diagnostic(diagnostic.info->id) != diagnostic.info) {
      result.problems.push_back(fmt::format("`{}` is not in the catalogue", diagnostic.info->id));
    }
    auto& of_line = expected[line_of(diagnostic, sources)];
    const auto met = std::find_if(of_line.begin(), of_line.end(), [&](const Expectation& e) {
      return is_met(e, diagnostic, sources);
    });
    if (met == of_line.end()) {
      result.problems.push_back("not expected:\n" + render_human(diagnostic, sources));
      continue;
    }
    result.ids.insert(met->id);
    of_line.erase(met);
  }
  for (const auto& [line, missing] : expected) {
    for (const auto& one : missing) {
      result.problems.push_back(describe_missing(line, one, sources));
    }
  }
  return result;
}

}  // namespace idlc::test
