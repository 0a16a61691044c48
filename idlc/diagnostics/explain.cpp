// Arranges the texts of the catalogue; it adds headings, indentation and line breaks, and no
// knowledge of its own.
#include "idlc/diagnostics/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "idlc/diagnostics/display_text.h"

namespace idlc {
namespace {

constexpr std::size_t kPageColumns = 80;
constexpr std::string_view kIndent = "    ";

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(' ') == line.npos; }

std::size_t indent_of(const std::vector<std::string_view>& lines) {
  auto least = std::string_view::npos;
  for (const auto line : lines) {
    if (!is_blank(line)) least = std::min(least, line.find_first_not_of(' '));
  }
  return least;
}

// Breaks at spaces; a word that is too long for a line stands on its own.
std::string wrapped(std::string_view text) {
  std::string page;
  std::size_t column = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (column != 0) {
      const bool fits = column + 1 + end <= kPageColumns;
      page += fits ? ' ' : '\n';
      column = fits ? column + 1 : 0;
    }
    page += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return page + '\n';
}

// A line with what would not be seen, or would upset a terminal, as an escape between brackets: the
// example may hold the same escape, written out, as the remedy.
std::string with_visible_bytes(std::string_view line) {
  const auto cells = display_cells(line);
  std::string shown;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto end = i + 1 < cells.size() ? cells[i + 1].offset : line.size();
    const auto& text = cells[i].text;
    const bool is_escaped = text != line.substr(cells[i].offset, end - cells[i].offset);
    shown += is_escaped ? "⟨" + text + "⟩" : text;
  }
  return shown;
}

// An example for people.
std::string shown(std::string_view example, std::string_view indent) {
  std::string page;
  const auto text = unindented(example);
  for (const auto line : lines_of(text)) {
    page += line.empty() ? "\n" : fmt::format("{}{}\n", indent, with_visible_bytes(line));
  }
  return page;
}

}  // namespace

std::string message_shape(const DiagInfo& info) {
  std::string message;
  for (std::size_t i = 0; i < info.message.size(); ++i) {
    const char c = info.message[i];
    const bool doubled =
        (c == '{' || c == '}') && info.message.substr(i + 1, 1) == std::string(1, c);
    if (c == '{' && !doubled) {
      i = info.message.find('}', i);
      message += "…";
      continue;
    }
    message += c;
    if (doubled) ++i;
  }
  return message;
}

std::string unindented(std::string_view example) {
  auto lines = lines_of(example);
  while (!lines.empty() && is_blank(lines.front())) lines.erase(lines.begin());
  while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
  const auto indent = indent_of(lines);
  std::string text;
  for (const auto line : lines) {
    text += line.substr(std::min(indent, line.size()));
    text += '\n';
  }
  return text;
}

std::string explain(const DiagInfo& info) {
  return fmt::format("{} [{}]: {}\n\n{}\nwrong:\n\n{}\nright:\n\n{}", word_of(info.severity),
                     info.id, message_shape(info), wrapped(info.explanation),
                     shown(info.wrong, kIndent), shown(info.right, kIndent));
}

std::string list_rules(std::span<const DiagInfo* const> entries) {
  std::size_t width = 0;
  for (const auto* info : entries) width = std::max(width, info->id.size());
  std::string text;
  for (const auto* info : entries) {
    text += fmt::format("{:{}}  {:7}  {}\n", info->id, width, word_of(info->severity),
                        message_shape(*info));
  }
  return text;
}

std::string rules_as_markdown(std::span<const DiagInfo* const> entries) {
  std::string text =
      "# Diagnostics\n\n"
      "Everything that idlc can say about a schema, by its id; `idlc explain ID` shows the same.\n"
      "This page is made from the compiler's catalogue by the build target\n"
      "`update-diagnostics-page`; do not edit it. Each entry has an example that is wrong, and "
      "the\n"
      "same mended; tests compile them all.\n";
  for (const auto* info : entries) {
    text += fmt::format("\n## {}\n\n{}: {}\n\n{}\n```idl\n{}```\n\nMended:\n\n```idl\n{}```\n",
                        info->id, info->severity == Severity::Error ? "Error" : "Warning",
                        message_shape(*info), wrapped(info->explanation), shown(info->wrong, ""),
                        shown(info->right, ""));
  }
  return text;
}

}  // namespace idlc
