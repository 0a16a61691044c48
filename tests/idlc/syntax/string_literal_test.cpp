// Escapes: what they are worth, and exactly which bytes are wrong. The quotes around them are the
// lexer's business.
#include <doctest/doctest.h>

#include <string>

#include "idlc/syntax/string_literal.h"

using idlc::syntax::EscapeProblemKind;
using idlc::syntax::StringKind;
using idlc::syntax::unescape;

namespace {

std::string text(std::string_view body) { return unescape(body, StringKind::Text).value; }
std::string bytes(std::string_view body) { return unescape(body, StringKind::Bytes).value; }

}  // namespace

TEST_CASE("every escape") {
  CHECK(text(R"(a\n\t\r\\\"z)") == "a\n\t\r\\\"z");
  CHECK(text(R"(\0)") == std::string(1, '\0'));
  CHECK(text(R"(\u{41}\u{e4}\u{20AC}\u{1F600})") == "A\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
  CHECK(bytes(R"(\xff\x00\xaB)") == std::string("\xFF\0\xAB", 3));
  CHECK(text("\xC3\xA4") == "\xC3\xA4");
}

TEST_CASE("a wrong escape is told by its bytes, and the rest is read") {
  const auto result = unescape(R"(a\qb\x41c)", StringKind::Text);
  REQUIRE(result.problems.size() == 2);
  CHECK(result.problems[0].offset == 1);
  CHECK(result.problems[0].length == 2);
  CHECK(result.problems[0].kind == EscapeProblemKind::Unknown);
  CHECK(result.problems[1].kind == EscapeProblemKind::BytesOnly);
  CHECK(result.value == "ab41c");
}

TEST_CASE("the borders of what a Unicode escape names") {
  CHECK(unescape(R"(\u{10FFFF}\u{D7FF}\u{E000}\u{000000})", StringKind::Text).problems.empty());
  for (const auto* body : {R"(\u{110000})", R"(\u{D800})", R"(\u{DFFF})", R"(\u{})", R"(\u{g})",
                           R"(\u{0000041})", R"(\u{41)", R"(\u41)", R"(\u)"}) {
    CAPTURE(body);
    const auto result = unescape(body, StringKind::Text);
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].kind == EscapeProblemKind::BadUnicode);
  }
}

TEST_CASE("an escape that the end cuts off stays inside of the text") {
  for (const auto* body : {"\\", "\\x", "\\x4", "\\u", "\\u{", "\\u{1"}) {
    for (const auto kind : {StringKind::Text, StringKind::Bytes}) {
      const auto result = unescape(body, kind);
      REQUIRE_FALSE(result.problems.empty());
      const auto& last = result.problems.back();
      CHECK(last.offset + last.length <= std::string_view(body).size());
    }
  }
}
