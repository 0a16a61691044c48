// UTF-8 validation: eight bytes at a time while they are ASCII, then one character at a time.
// Overlong forms, surrogates and what lies beyond U+10FFFF are refused.
#include "idl/wire/utf8.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace idl::detail {
namespace {

constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;

std::uint64_t load_eight(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof(word));
  return word;
}

/// The first place from which eight bytes are not all ASCII, or fewer are left.
const char* skip_ascii(const char* at, const char* end) {
  while (end - at >= 32) {
    const std::uint64_t words =
        load_eight(at) | load_eight(at + 8) | load_eight(at + 16) | load_eight(at + 24);
    if ((words & kHighBits) != 0) break;
    at += 32;
  }
  while (end - at >= 8 && (load_eight(at) & kHighBits) == 0) at += 8;
  return at;
}

/// What may follow a lead byte: how many bytes, and the range of the first of them, which excludes
/// longer forms than needed, surrogates, and what is above U+10FFFF (Unicode, table 3-7).
struct Lead {
  std::ptrdiff_t followers;
  unsigned char low;
  unsigned char high;
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

unsigned char byte_at(const char* at) { return static_cast<unsigned char>(*at); }

/// The end of the character that begins here with a byte above 0x7F, or null if it is none.
const char* skip_long_character(const char* at, const char* end) {
  const Lead lead = lead_of(byte_at(at));
  if (lead.followers == 0 || end - at <= lead.followers) return nullptr;
  if (byte_at(at + 1) < lead.low || byte_at(at + 1) > lead.high) return nullptr;
  for (std::ptrdiff_t i = 2; i <= lead.followers; ++i) {
    if ((byte_at(at + i) & 0xC0U) != 0x80U) return nullptr;
  }
  return at + lead.followers + 1;
}

}  // namespace

bool is_utf8_text(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    at = skip_ascii(at, end);
    while (at != end && byte_at(at) < 0x80) ++at;
    if (at == end) break;
    at = skip_long_character(at, end);
    if (at == nullptr) return false;
  }
  return true;
}

}  // namespace idl::detail
