// Works in display cells, so that tabs, escapes and wide characters keep text and mark aligned. It
// draws one line and its marks; which lines are shown is render.cpp's choice.
#include "idlc/diagnostics/source_line.h"

#include <algorithm>
#include <vector>

#include "idlc/diagnostics/display_text.h"

namespace idlc {
namespace {

constexpr std::string_view kCut = "…";

// A range of cells, [begin, end).
struct CellRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::size_t columns(const std::vector<DisplayCell>& cells, CellRange range) {
  std::size_t sum = 0;
  for (auto i = range.begin; i < range.end; ++i) sum += cells[i].columns;
  return sum;
}

// The cells that a range of bytes touches.
CellRange cells_between(const std::vector<DisplayCell>& cells, std::size_t begin, std::size_t end) {
  const auto index_of = [&](std::size_t offset) {
    const auto found = std::lower_bound(
        cells.begin(), cells.end(), offset,
        [](const DisplayCell& cell, std::size_t wanted) { return cell.offset < wanted; });
    return static_cast<std::size_t>(found - cells.begin());
  };
  return {index_of(begin), index_of(end)};
}

// The whole line if it fits, else as much to both sides of the marked cells as does. A mark that
// alone is too long loses its end.
CellRange window(const std::vector<DisplayCell>& cells, CellRange marked) {
  if (columns(cells, {0, cells.size()}) <= kMaxLineColumns) return {0, cells.size()};
  CellRange shown{marked.begin, marked.begin};
  std::size_t used = 0;
  while (shown.end < marked.end && used < kMaxLineColumns) used += cells[shown.end++].columns;
  bool grown = true;
  while (grown && used < kMaxLineColumns) {
    grown = false;
    if (shown.begin > 0) used += cells[--shown.begin].columns, grown = true;
    if (shown.end < cells.size()) used += cells[shown.end++].columns, grown = true;
  }
  return shown;
}

std::string underline(std::size_t width) {
  return '^' + std::string(std::max<std::size_t>(width, 1) - 1, '~');
}

}  // namespace

MarkedLine mark_line(const SourceMap& sources, const Span& span) {
  const auto& file = sources.file(span.source);
  const auto line_number = file.position(span.begin).line;
  const auto line = file.line_text(line_number);
  const auto line_start = file.line_start(line_number);
  const auto cells = display_cells(line);

  const auto begin = std::min<std::size_t>(span.begin - line_start, line.size());
  const auto end = std::clamp<std::size_t>(span.end - line_start, begin, line.size());
  const auto marked = cells_between(cells, begin, end);
  const auto shown = window(cells, marked);

  MarkedLine result{line_number, {}, {}};
  if (shown.begin > 0) result.text += kCut;
  for (auto i = shown.begin; i < shown.end; ++i) result.text += cells[i].text;
  if (shown.end < cells.size()) result.text += kCut;

  const auto indent = columns(cells, {shown.begin, marked.begin}) + (shown.begin > 0 ? 1 : 0);
  const auto width = columns(cells, {marked.begin, std::min(marked.end, shown.end)});
  result.mark = std::string(indent, ' ') + underline(width);
  return result;
}

}  // namespace idlc
