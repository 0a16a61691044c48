// One line of generated C++ as tokens with the price of a line break before each.
//
// The prices are clang-format's (Google style); line_breaker.h finds the cheapest set of breaks.
// Angle brackets are always template brackets here: generated lines compare nothing with `<`.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

namespace idlc::cpp {

enum class TokenKind { Word, Open, Close, Comma, Other };

/// The price of a break that is not possible.
inline constexpr int kNoBreak = std::numeric_limits<int>::max();

struct Token {
  std::string_view text;
  TokenKind kind = TokenKind::Other;
  bool space_before = false;
  bool name_of_function = false;   ///< a break before it indents nothing
  bool several_arguments = false;  ///< of an Open: it holds a comma
  int binding = 1;                 ///< grows with every bracket around the token
  int break_penalty = kNoBreak;
};

/// The tokens of the line behind its indentation. They view the line.
[[nodiscard]] std::vector<Token> tokenize_line(std::string_view line);

}  // namespace idlc::cpp
