// Escaping, character by character. What is escaped beyond the control characters is a table of
// ranges of Unicode; everything else is left as it is.
#include "base/escape.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/characters.h"

namespace idl::detail {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// Controls, and what is invisible or changes the direction. The joiners U+200C and U+200D stay:
// ordinary text needs them.
constexpr std::array<Range, 11> kEscaped{{
    {0x00, 0x1F},
    {0x7F, 0x9F},
    {0xAD, 0xAD},
    {0x061C, 0x061C},
    {0x200B, 0x200B},
    {0x200E, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x206F},
    {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB},
    {0xE0000, 0xE007F},
}};

constexpr std::string_view kHex = "0123456789abcdef";

void append_byte(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  out += "\\x";
  out += kHex[byte >> 4U];
  out += kHex[byte & 15U];
}

void append_code_point(std::string& out, std::uint32_t code_point) {
  std::string digits;
  do {
    digits.insert(digits.begin(), kHex[code_point & 15U]);
    code_point >>= 4U;
  } while (code_point != 0);
  out += "\\u{" + digits + "}";
}

void append_character(std::string& out, const Character& character, std::string_view bytes) {
  switch (character.code_point) {
    case '"':
    case '\\':
      out += '\\';
      break;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto holds = [&](const Range& range) {
    return character.code_point >= range.first && character.code_point <= range.last;
  };
  if (std::ranges::any_of(kEscaped, holds)) return append_code_point(out, character.code_point);
  out += bytes;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (character.size == 0) {
      append_byte(out, text.front());
      text.remove_prefix(1);
      continue;
    }
    append_character(out, character, text.substr(0, character.size));
    text.remove_prefix(character.size);
  }
}

}  // namespace idl::detail
