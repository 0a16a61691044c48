// Classes of ASCII characters as the grammar needs them, whatever the locale. The C library's
// classes depend on the locale, and so cannot serve a compiler.
#pragma once

#include <cstddef>
#include <string_view>

namespace idlc::syntax {

// The longest identifier, and the longest full name: a package's, or that of a declaration with its
// package and the types around it. Full names are kept for every declaration, and every part of a
// package's: without the limits a few kilobytes of text would take gigabytes.
inline constexpr std::size_t kMaxNameBytes = 128;
inline constexpr std::size_t kMaxFullNameBytes = 512;

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

[[nodiscard]] constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

[[nodiscard]] constexpr bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// What can be inside of a name or number.
[[nodiscard]] constexpr bool is_word_character(char c) {
  return is_letter(c) || is_digit(c) || c == '_';
}

// The value of a hexadecimal digit.
[[nodiscard]] constexpr unsigned hex_value(char c) {
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  return static_cast<unsigned>((c | 0x20) - 'a') + 10;
}

// Why a word cannot be an identifier, which is [A-Za-z](_?[A-Za-z0-9])* and of at most
// kMaxNameBytes; empty if it can.
[[nodiscard]] constexpr std::string_view identifier_problem(std::string_view word) {
  if (word.size() > kMaxNameBytes) return "names have at most 128 bytes";
  if (word.starts_with('_')) return "names do not begin with an underscore";
  if (word.ends_with('_')) return "names do not end with an underscore";
  if (word.find("__") != std::string_view::npos) return "underscores are not doubled";
  return {};
}

}  // namespace idlc::syntax
