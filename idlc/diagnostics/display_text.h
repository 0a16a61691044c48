// How bytes of a source look on a terminal: tabs expanded, control characters and everything that
// could move the cursor or change the direction of writing escaped, wide characters counted as two
// columns. Serves the renderers; knows no diagnostics.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace idlc {

// One character of a source line as it is shown.
struct DisplayCell {
  std::size_t offset = 0;  // of its first byte in the line
  std::string text;        // what is printed instead
  std::size_t columns = 1;
};

// The characters of one line, without its line end. Tabs reach to the next multiple of four
// columns.
[[nodiscard]] std::vector<DisplayCell> display_cells(std::string_view line);

// The same for a message: control characters escaped, everything else as it is.
[[nodiscard]] std::string display_text(std::string_view text);

}  // namespace idlc
