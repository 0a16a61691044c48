// Number literals: what they must look like, and what they are worth. Functions of a literal's
// text; the lexer asks about the form, the parser for the value. Reports nothing itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "idlc/syntax/token.h"

namespace idlc::syntax {

// How many bytes at the begin of `text`, which begins with a digit, belong to one number, however
// malformed: letters, digits, underscores, a dot before a digit, the sign of an exponent.
[[nodiscard]] std::size_t number_length(std::string_view text);

// What a number literal is. `problem` is empty if it is well formed, else the end of the sentence
// "malformed number `…`: …"; the kind is then the likeliest.
struct NumberForm {
  TokenKind kind = TokenKind::Integer;  // Integer, Float or Duration
  std::string_view problem{};
};
[[nodiscard]] NumberForm classify_number(std::string_view text);

// The value of a well-formed Integer, Float or Duration; empty if it is too large. A duration is in
// nanoseconds, without regard to a sign.
[[nodiscard]] std::optional<std::uint64_t> integer_value(std::string_view text);
[[nodiscard]] std::optional<double> float_value(std::string_view text);
[[nodiscard]] std::optional<std::uint64_t> duration_value(std::string_view text);

}  // namespace idlc::syntax
