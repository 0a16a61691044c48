// UTF-8 against a second opinion: a decoder that is slow and obvious. Both are asked about every
// character there is.
#include "idl/wire/utf8.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <random>
#include <string>

namespace idl::detail {
namespace {

void append(std::string& text, std::uint32_t code, int followers) {
  static constexpr std::uint32_t kLeads[] = {0x00, 0xC0, 0xE0, 0xF0};
  text += static_cast<char>(kLeads[followers] | code >> (6 * followers));
  while (followers-- > 0) text += static_cast<char>(0x80U | (code >> (6 * followers) & 0x3FU));
}

int followers_of(std::uint32_t code) {
  return code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
}

/// Encodes every character that could be meant and compares.
bool is_utf8_slowly(const std::string& text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const int followers = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    std::uint32_t code = followers == 0 ? lead : lead & (0x3FU >> followers);
    for (int i = 1; i <= followers; ++i) {
      if (at + static_cast<std::size_t>(i) >= text.size()) return false;
      code =
          code << 6U | (static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]) & 0x3FU);
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
    std::string expected;
    append(expected, code, followers_of(code));
    if (text.compare(at, expected.size(), expected) != 0) return false;
    at += expected.size();
  }
  return true;
}

TEST_CASE("every character is text, every surrogate is not") {
  for (std::uint32_t code = 0; code <= 0x110000; ++code) {
    std::string text;
    append(text, code, followers_of(code));
    const bool expected = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    if (is_utf8(text) != expected) FAIL("U+" << code);
  }
}

TEST_CASE("every two bytes, at every place in a word") {
  for (std::size_t offset = 0; offset < 9; ++offset) {
    for (unsigned pair = 0; pair <= 0xFFFF; ++pair) {
      std::string text(offset, 'a');
      text += static_cast<char>(pair >> 8U);
      text += static_cast<char>(pair & 0xFFU);
      if (is_utf8(text) != is_utf8_slowly(text)) FAIL("bytes " << pair << " behind " << offset);
    }
  }
}

TEST_CASE("random bytes near the edges of the table agree with the slow decoder") {
  constexpr std::uint32_t kSeed = 20260101;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  constexpr unsigned char kEdges[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0,
                                      0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
                                      0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF, 'a',  'b'};
  for (int i = 0; i < 200'000; ++i) {
    std::string text;
    for (auto size = random() % 6; size > 0; --size) {
      text += static_cast<char>(kEdges[random() % sizeof(kEdges)]);
    }
    if (is_utf8(text) != is_utf8_slowly(text)) FAIL("random text number " << i);
  }
}

}  // namespace
}  // namespace idl::detail
