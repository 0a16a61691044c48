// The check that text is UTF-8 (RFC 3629): shortest forms only, no surrogates, nothing above
// U+10FFFF. Both sides run it on every string, so short ASCII, which most are, is told inline.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace idl::detail {

/// The whole check, of any text.
[[nodiscard]] bool is_utf8_text(std::string_view text);

/// All bits of a text of up to 16 bytes: two loads cover it, which overlap.
[[nodiscard, gnu::always_inline]] inline std::uint64_t short_text_bits(const char* text,
                                                                       std::size_t size) {
  if (size >= 8) {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::memcpy(&first, text, 8);
    std::memcpy(&last, text + size - 8, 8);
    return first | last;
  }
  if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, text, 4);
    std::memcpy(&last, text + size - 4, 4);
    return first | last;
  }
  if (size == 0) return 0;
  // The first, the middle and the last of three at most.
  return static_cast<std::uint8_t>(text[0] | text[size / 2] | text[size - 1]);
}

[[nodiscard, gnu::always_inline]] inline bool is_utf8(std::string_view text) {
  constexpr std::size_t kShort = 16;
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;
  if (text.size() <= kShort && (short_text_bits(text.data(), text.size()) & kHighBits) == 0) {
    return true;
  }
  return is_utf8_text(text);
}

}  // namespace idl::detail
