// The width of text, after Unicode's East Asian Width, reduced to the blocks that matter. It counts
// columns of a terminal or editor, not bytes.
#include <array>
#include <cstdint>
#include <cstring>

#include "idlc/cpp/line_breaker.h"

namespace idlc::cpp {

namespace {

struct WideBlock {
  std::uint32_t first;
  std::uint32_t last;
};

constexpr std::array<WideBlock, 9> kWide{{
    {0x1100, 0x115F},
    {0x2E80, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1FAFF},
    {0x20000, 0x3FFFD},
}};

bool is_wide(std::uint32_t code_point) {
  if (code_point < kWide.front().first) return false;
  for (const WideBlock& block : kWide) {
    if (code_point >= block.first && code_point <= block.last) return true;
  }
  return false;
}

// Most texts are, so that this looks at eight bytes at a time.
bool is_ascii(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;
  std::uint64_t bits = 0;
  while (text.size() >= sizeof bits) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data(), sizeof eight);
    bits |= eight;
    text.remove_prefix(sizeof eight);
  }
  for (const char c : text) bits |= static_cast<unsigned char>(c);
  return (bits & kHighBits) == 0;
}

// The payload of the first byte of a character of several.
std::uint32_t lead_bits(unsigned char lead) {
  return lead & (lead < 0xE0 ? 0x1FU : lead < 0xF0 ? 0x0FU : 0x07U);
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  if (is_ascii(text)) return text.size();
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++columns;
      ++i;
      continue;
    }
    std::uint32_t code_point = lead_bits(static_cast<unsigned char>(text[i++]));
    while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80) {
      code_point = code_point << 6 | (static_cast<unsigned char>(text[i++]) & 0x3FU);
    }
    columns += is_wide(code_point) ? 2U : 1U;
  }
  return columns;
}

}  // namespace idlc::cpp
