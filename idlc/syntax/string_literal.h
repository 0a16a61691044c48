// The escapes of string and byte string literals. A function of a literal's text; the lexer asks
// what is wrong, the parser for the value. Reports nothing itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace idlc::syntax {

enum class StringKind : std::uint8_t { Text, Bytes };

enum class EscapeProblemKind : std::uint8_t { Unknown, BytesOnly, BadUnicode };

// A wrong escape: its bytes in the body, from the backslash on.
struct EscapeProblem {
  EscapeProblemKind kind = EscapeProblemKind::Unknown;
  std::size_t offset = 0;
  std::size_t length = 0;
};

struct Unescaped {
  std::string value;  // wrong escapes are left out
  std::vector<EscapeProblem> problems;
};

// `body` is what stands between the quotation marks.
[[nodiscard]] Unescaped unescape(std::string_view body, StringKind kind);

}  // namespace idlc::syntax
