// UTF-8 decoding at the borders of every length, and the
// sequences that a lax decoder lets pass.
#include <doctest/doctest.h>

#include <string>

#include "idlc/source/utf8.h"

namespace {

bool is_valid(std::string_view text) {
  const auto character = idlc::decode_utf8(text, 0);
  return character.valid && character.bytes == text.size();
}

}  // namespace

TEST_CASE("every scalar at the borders survives encoding and decoding") {
  for (const char32_t code :
       {0x0u, 0x7Fu, 0x80u, 0x7FFu, 0x800u, 0xD7FFu, 0xE000u, 0xFFFFu, 0x1'0000u, 0x10'FFFFu}) {
    std::string text;
    idlc::append_utf8(text, code);
    CHECK(is_valid(text));
    CHECK(idlc::decode_utf8(text, 0).code == code);
  }
}

TEST_CASE("overlong forms, surrogates and what lies above Unicode are invalid") {
  CHECK_FALSE(is_valid("\xC0\x80"));
  CHECK_FALSE(is_valid("\xC1\xBF"));
  CHECK_FALSE(is_valid("\xE0\x80\x80"));
  CHECK_FALSE(is_valid("\xF0\x80\x80\x80"));
  CHECK_FALSE(is_valid("\xED\xA0\x80"));
  CHECK_FALSE(is_valid("\xF4\x90\x80\x80"));
  CHECK_FALSE(is_valid("\xF5\x80\x80\x80"));
}

TEST_CASE("a sequence that is cut off or broken is one invalid byte") {
  for (const std::string_view text : {"\xE2\x82", "\xE2", "\x80", "\xE2\x41\x41", "\xFF"}) {
    const auto character = idlc::decode_utf8(text, 0);
    CHECK_FALSE(character.valid);
    CHECK(character.bytes == 1);
  }
}

TEST_CASE("decoding begins where it is told to") {
  CHECK(idlc::decode_utf8("a\xE2\x82\xAC", 1).code == U'\u20AC');
}
