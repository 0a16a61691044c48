// Widths follow Unicode's East Asian Width in coarse ranges: enough to put a caret below a
// character.
#include "idlc/diagnostics/display_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "idlc/source/utf8.h"

namespace idlc {
namespace {

constexpr std::size_t kTabColumns = 4;

struct Range {
  char32_t first;
  char32_t last;
};

// Hangul, CJK, full-width forms, emoji.
constexpr std::array kWide{Range{0x1100, 0x115F},     Range{0x2E80, 0xA4CF},
                           Range{0xAC00, 0xD7A3},     Range{0xF900, 0xFAFF},
                           Range{0xFE30, 0xFE6F},     Range{0xFF00, 0xFF60},
                           Range{0xFFE0, 0xFFE6},     Range{0x1'F300, 0x1'F64F},
                           Range{0x1'F900, 0x1'F9FF}, Range{0x2'0000, 0x3'FFFD}};

// Combining marks and variation selectors.
constexpr std::array kZeroWidth{Range{0x0300, 0x036F}, Range{0x20D0, 0x20FF},
                                Range{0xFE00, 0xFE0F}};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [=](const Range& r) { return code >= r.first && code <= r.last; });
}

// C0 and C1 controls, direction controls, zero-width characters, line separators.
bool must_be_escaped(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || is_bidi_control(code) ||
         (code >= 0x200B && code <= 0x200D) || code == 0x2028 || code == 0x2029 || code == 0xFEFF;
}

std::string escaped(const Utf8Character& character) {
  const auto code = static_cast<std::uint32_t>(character.code);
  if (!character.valid || code < 0x100) return fmt::format("\\x{:02X}", code);
  return fmt::format("\\u{{{:X}}}", code);
}

std::size_t columns_of(char32_t code) {
  if (is_in(kZeroWidth, code)) return 0;
  return is_in(kWide, code) ? 2 : 1;
}

}  // namespace

std::vector<DisplayCell> display_cells(std::string_view line) {
  std::vector<DisplayCell> cells;
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size(); column += cells.back().columns) {
    const auto character = decode_utf8(line, at);
    if (character.code == U'\t') {
      const auto columns = kTabColumns - column % kTabColumns;
      cells.push_back({at, std::string(columns, ' '), columns});
    } else if (!character.valid || must_be_escaped(character.code)) {
      auto text = escaped(character);
      const auto columns = text.size();
      cells.push_back({at, std::move(text), columns});
    } else {
      cells.push_back(
          {at, std::string(line.substr(at, character.bytes)), columns_of(character.code)});
    }
    at += character.bytes;
  }
  return cells;
}

std::string display_text(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = decode_utf8(text, at);
    const bool as_it_is = character.valid && !must_be_escaped(character.code);
    shown += as_it_is ? std::string(text.substr(at, character.bytes)) : escaped(character);
    at += character.bytes;
  }
  return shown;
}

}  // namespace idlc
