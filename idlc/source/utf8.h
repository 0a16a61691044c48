// Decoding of UTF-8, one character at a time, as strictly as the standard asks: no overlong forms,
// no surrogates, nothing above U+10FFFF. (Unicode 15, table 3-7.)
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace idlc {

// One decoded character. An invalid byte has `valid` false, stands alone, and is its own `code`.
struct Utf8Character {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool valid = false;
};

// The character at `offset`, which lies in `text`.
[[nodiscard]] Utf8Character decode_utf8(std::string_view text, std::size_t offset);

// Whether the number is that of a character: at most 10FFFF and no surrogate.
[[nodiscard]] constexpr bool is_unicode_scalar(char32_t code) {
  return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

// The UTF-8 of a character, for which is_unicode_scalar holds.
void append_utf8(std::string& text, char32_t code);

// Whether the character changes the order in which text is shown.
[[nodiscard]] constexpr bool is_bidi_control(char32_t code) {
  return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

}  // namespace idlc
