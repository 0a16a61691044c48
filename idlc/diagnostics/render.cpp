// Each part of a diagnostic is one small function that yields whole lines. Colour and width are
// decided by the caller; no stream is touched here.
#include "idlc/diagnostics/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "idlc/diagnostics/display_text.h"
#include "idlc/diagnostics/source_line.h"

namespace idlc {
namespace {

// Terminal attributes (ECMA-48, SGR).
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kBoldRed = "\x1b[1;31m";
constexpr std::string_view kBoldMagenta = "\x1b[1;35m";
constexpr std::string_view kBoldCyan = "\x1b[1;36m";
constexpr std::string_view kReset = "\x1b[0m";

constexpr std::size_t kMinGutterColumns = 5;
constexpr std::string_view kHelpGutter = "      = ";

std::string paint(std::string_view text, std::string_view style, Color color) {
  if (color == Color::Off) return std::string(text);
  return fmt::format("{}{}{}", style, text, kReset);
}

std::string_view style_of(Severity severity) {
  return severity == Severity::Error ? kBoldRed : kBoldMagenta;
}

// "path:line:col: ", or the program's name where there is no place.
std::string place(const Span& span, const SourceMap& sources) {
  if (!span.has_place()) return "idlc: ";
  return display_text(sources.describe(span)) + ": ";
}

std::string headline(const Diagnostic& diagnostic, const SourceMap& sources, Color color) {
  const auto severity = diagnostic.severity;
  return fmt::format("{}{} {} [{}]\n", paint(place(diagnostic.span, sources), kBold, color),
                     paint(fmt::format("{}:", word_of(severity)), style_of(severity), color),
                     paint(display_text(diagnostic.message), kBold, color), diagnostic.info->id);
}

std::string source_lines(const Diagnostic& diagnostic, const SourceMap& sources, Color color) {
  if (!diagnostic.span.has_place()) return {};
  const auto marked = mark_line(sources, diagnostic.span);
  auto below = marked.mark;
  if (!diagnostic.label.empty()) below += ' ' + display_text(diagnostic.label);
  const auto indent = below.find('^');
  const auto number = std::to_string(marked.line_number);
  const auto width = std::max(kMinGutterColumns, number.size());
  return fmt::format("{:>{}} | {}\n{:{}} | {}{}\n", number, width, marked.text, "", width,
                     below.substr(0, indent),
                     paint(below.substr(indent), style_of(diagnostic.severity), color));
}

std::string note_line(const Note& note, const SourceMap& sources, Color color) {
  return fmt::format("{}{} {}\n", paint(place(note.span, sources), kBold, color),
                     paint("note:", kBoldCyan, color), display_text(note.message));
}

std::string help_line(const std::string& help, Color color) {
  return fmt::format("{}{} {}\n", kHelpGutter, paint("help:", kBoldCyan, color),
                     display_text(help));
}

std::string hidden_line(std::size_t hidden_errors) {
  if (hidden_errors == 0) return {};
  return fmt::format("idlc: {} more error{} not shown\n", hidden_errors,
                     hidden_errors == 1 ? " is" : "s are");
}

}  // namespace

std::string render_human(const Diagnostic& diagnostic, const SourceMap& sources, Color color) {
  auto text = headline(diagnostic, sources, color) + source_lines(diagnostic, sources, color);
  for (const auto& note : diagnostic.notes) text += note_line(note, sources, color);
  for (const auto& help : diagnostic.help) text += help_line(help, color);
  return text;
}

std::string render_short(const Diagnostic& diagnostic, const SourceMap& sources) {
  return headline(diagnostic, sources, Color::Off);
}

std::string render_human(const CollectedDiagnostics& diagnostics, const SourceMap& sources,
                         Color color) {
  std::string text;
  for (const auto& diagnostic : diagnostics.shown) text += render_human(diagnostic, sources, color);
  return text + hidden_line(diagnostics.hidden_errors);
}

std::string render_short(const CollectedDiagnostics& diagnostics, const SourceMap& sources) {
  std::string text;
  for (const auto& diagnostic : diagnostics.shown) text += render_short(diagnostic, sources);
  return text + hidden_line(diagnostics.hidden_errors);
}

}  // namespace idlc
