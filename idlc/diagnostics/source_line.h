// The picture of one marked source line: the line in a window around the marked range, and the
// `^~~~` below it. Knows no diagnostics and no colours.
#pragma once

#include <string>

#include "idlc/source/source_file.h"

namespace idlc {

// Where a line is longer than this many columns, a window of it around the mark is shown.
inline constexpr std::size_t kMaxLineColumns = 100;

struct MarkedLine {
  std::uint32_t line_number = 1;
  std::string text;  // what of the line is shown, with … where it was cut
  std::string mark;  // blanks, then ^~~~
};

// Marks the begin of a span, which has a place, to its end or to the end of the line. An empty span
// gets one ^.
[[nodiscard]] MarkedLine mark_line(const SourceMap& sources, const Span& span);

}  // namespace idlc
