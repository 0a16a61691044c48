// Escaping, character by character. What is escaped beyond the control characters is a table of
// ranges of Unicode; everything else is left as it is.
#include "base/escape.h"

#include <algorithm>
#include <array>
#include <cstdint>

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

/// A character and the bytes that it takes; no bytes if there is none.
struct Character {
  std::uint32_t code_point = 0;
  std::size_t size = 0;
};

std::size_t size_of_character(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// The first character of a text that is not empty; shortest forms only, no surrogates.
Character first_character(std::string_view text) {
  constexpr std::array<std::uint32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  constexpr std::array<std::uint32_t, 5> kLeadBits{0, 0x7F, 0x1F, 0x0F, 0x07};
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = size_of_character(lead);
  if (size == 0 || size > text.size()) return {};
  std::uint32_t code_point = lead & kLeadBits[size];
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80U) return {};
    code_point = code_point << 6U | (byte & 0x3FU);
  }
  const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < kLeast[size] || is_surrogate || code_point > 0x10FFFF) return {};
  return {code_point, size};
}

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

std::string_view whole_characters(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  const std::size_t least = max_bytes < 3 ? 0 : max_bytes - 3;
  while (end > least && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace idl::detail
