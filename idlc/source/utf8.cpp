// The lead byte gives the length; what remains to be refused is told by the decoded number.
// Overlong forms, surrogates and what lies beyond U+10FFFF are errors.
#include "idlc/source/utf8.h"

namespace idlc {
namespace {

struct Lead {
  std::size_t bytes;
  char32_t bits;
  char32_t smallest;  // of the characters that need so many bytes
};

Lead read_lead(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07u, 0x1'0000};
  return {0, 0, 0};
}

char continuation(char32_t code, unsigned shift) {
  return static_cast<char>(0x80u | ((code >> shift) & 0x3Fu));
}

}  // namespace

Utf8Character decode_utf8(std::string_view text, std::size_t offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  const Utf8Character invalid{first, 1, false};
  const auto lead = read_lead(first);
  if (lead.bytes == 0 || text.size() - offset < lead.bytes) return invalid;
  char32_t code = lead.bits;
  for (std::size_t i = 1; i < lead.bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[offset + i]);
    if ((byte & 0xC0u) != 0x80u) return invalid;
    code = (code << 6) | (byte & 0x3Fu);
  }
  if (code < lead.smallest || !is_unicode_scalar(code)) return invalid;
  return {code, lead.bytes, true};
}

void append_utf8(std::string& text, char32_t code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0u | (code >> 6));
    text += continuation(code, 0);
  } else if (code < 0x1'0000) {
    text += static_cast<char>(0xE0u | (code >> 12));
    text += continuation(code, 6);
    text += continuation(code, 0);
  } else {
    text += static_cast<char>(0xF0u | (code >> 18));
    text += continuation(code, 12);
    text += continuation(code, 6);
    text += continuation(code, 0);
  }
}

}  // namespace idlc
