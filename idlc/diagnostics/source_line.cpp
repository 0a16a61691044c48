// Works in display cells, so that tabs, escapes and wide characters keep text and mark aligned. It
// draws one line and its marks; which lines are shown is render.cpp's choice.
#include "idlc/diagnostics/source_line.h"

#include <algorithm>
#include <vector>

#include "idlc/diagnostics/display_text.h"

namespace idlc {
namespace {

constexpr std::string_view kCut = "…";

// [begin, end), of cells or bytes.
struct IndexRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::size_t columns(const std::vector<DisplayCell>& cells, IndexRange range) {
  std::size_t sum = 0;
  for (auto i = range.begin; i < range.end; ++i) sum += cells[i].columns;
  return sum;
}

// The cells that a range of bytes touches.
IndexRange cells_between(const std::vector<DisplayCell>& cells, std::size_t begin,
                         std::size_t end) {
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
IndexRange window(const std::vector<DisplayCell>& cells, IndexRange marked) {
  if (columns(cells, {0, cells.size()}) <= kMaxLineColumns) return {0, cells.size()};
  IndexRange shown{marked.begin, marked.begin};
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

// Of a very long line only this many bytes before and behind the begin of the mark are looked at,
// so that a file without line ends costs no more than any other.
constexpr std::size_t kMaxBytesAround = 1024;

// The part of a line that is looked at, [begin, end) in bytes; it cuts no character in two.
IndexRange bytes_around(std::string_view line, std::size_t mark) {
  IndexRange part{mark - std::min(mark, kMaxBytesAround),
                  mark + std::min(line.size() - mark, kMaxBytesAround)};
  const auto is_continuation = [&](std::size_t at) {
    return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0u) == 0x80u;
  };
  while (part.begin > 0 && part.begin < mark && is_continuation(part.begin)) ++part.begin;
  while (part.end > mark && is_continuation(part.end)) --part.end;
  return part;
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

  const auto begin = std::min<std::size_t>(span.begin - line_start, line.size());
  const auto part = bytes_around(line, begin);
  const auto end = std::clamp<std::size_t>(span.end - line_start, begin, part.end);
  const auto cells = display_cells(line.substr(part.begin, part.end - part.begin));
  const auto marked = cells_between(cells, begin - part.begin, end - part.begin);
  const auto shown = window(cells, marked);

  MarkedLine result{line_number, {}, {}};
  const bool is_cut_before = shown.begin > 0 || part.begin > 0;
  if (is_cut_before) result.text += kCut;
  for (auto i = shown.begin; i < shown.end; ++i) result.text += cells[i].text;
  if (shown.end < cells.size() || part.end < line.size()) result.text += kCut;

  const auto indent = columns(cells, {shown.begin, marked.begin}) + (is_cut_before ? 1 : 0);
  const auto width = columns(cells, {marked.begin, std::min(marked.end, shown.end)});
  result.mark = std::string(indent, ' ') + underline(width);
  return result;
}

}  // namespace idlc
