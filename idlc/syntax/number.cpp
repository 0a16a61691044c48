// A literal is split into its parts by hand: the forms are few, and each gets its own message. It
// yields a value and the problems with it; where they are reported is the lexer's business.
#include "idlc/syntax/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "idlc/syntax/characters.h"

namespace idlc::syntax {
namespace {

struct Unit {
  std::string_view suffix;
  std::uint64_t nanoseconds;
};

constexpr std::array kUnits{Unit{"ns", 1},
                            Unit{"us", 1'000},
                            Unit{"ms", 1'000'000},
                            Unit{"s", 1'000'000'000},
                            Unit{"m", 60'000'000'000},
                            Unit{"h", 3'600'000'000'000}};

constexpr std::string_view kBadUnderscore = "an underscore stands only single and between digits";

bool is_hex_or_binary(std::string_view text) {
  return text.size() > 1 && text[0] == '0' &&
         (text[1] == 'x' || text[1] == 'b' || text[1] == 'X' || text[1] == 'B');
}

// The length of the digits and underscores at the begin.
std::size_t digits_length(std::string_view text) {
  const auto end =
      std::find_if(text.begin(), text.end(), [](char c) { return !is_digit(c) && c != '_'; });
  return static_cast<std::size_t>(end - text.begin());
}

bool has_bad_underscore(std::string_view digits) {
  return digits.starts_with('_') || digits.ends_with('_') ||
         digits.find("__") != std::string_view::npos;
}

std::string without_underscores(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '_');
  return plain;
}

std::string_view based_problem(std::string_view text) {
  const auto digits = text.substr(2);
  const bool is_hex = text[1] == 'x' || text[1] == 'X';
  if (text[1] == 'X' || text[1] == 'B') return "the prefix is written in lower case";
  if (digits.empty()) return "there are no digits behind the prefix";
  const auto is_wrong = [is_hex](char c) {
    return c != '_' && (is_hex ? !is_hex_digit(c) : c != '0' && c != '1');
  };
  if (std::any_of(digits.begin(), digits.end(), is_wrong)) {
    return is_hex ? "hexadecimal digits are 0 to 9 and A to F" : "binary digits are 0 and 1";
  }
  return has_bad_underscore(digits) ? kBadUnderscore : std::string_view{};
}

// What follows the digits of the integer part: the fraction and the exponent of a float.
std::string_view float_tail_problem(std::string_view tail) {
  if (tail.starts_with('.')) {
    const auto fraction = tail.substr(1, digits_length(tail.substr(1)));
    if (fraction.empty()) return "a float has a digit on both sides of its dot";
    if (has_bad_underscore(fraction)) return kBadUnderscore;
    tail.remove_prefix(1 + fraction.size());
  }
  if (tail.empty()) return {};
  if (tail[0] != 'e' && tail[0] != 'E') {
    const bool is_unit = std::any_of(kUnits.begin(), kUnits.end(),
                                     [&](const Unit& unit) { return unit.suffix == tail; });
    if (is_unit) return "a duration is a whole number of its unit";
    return "letters cannot follow a number";
  }
  tail.remove_prefix(1);
  if (tail.starts_with('+') || tail.starts_with('-')) tail.remove_prefix(1);
  if (tail.empty() || digits_length(tail) != tail.size()) return "an exponent consists of digits";
  return has_bad_underscore(tail) ? kBadUnderscore : std::string_view{};
}

const Unit* find_unit(std::string_view suffix) {
  const auto* found = std::find_if(kUnits.begin(), kUnits.end(),
                                   [&](const Unit& unit) { return unit.suffix == suffix; });
  return found == kUnits.end() ? nullptr : found;
}

bool is_float_tail(std::string_view tail) {
  if (tail.starts_with('.')) return true;
  return tail.size() > 1 && (tail[0] == 'e' || tail[0] == 'E') &&
         (is_digit(tail[1]) || tail[1] == '+' || tail[1] == '-');
}

}  // namespace

std::size_t number_length(std::string_view text) {
  const bool is_based = is_hex_or_binary(text);
  std::size_t length = 0;
  bool has_dot = false;
  while (length < text.size()) {
    const char c = text[length];
    const char next = length + 1 < text.size() ? text[length + 1] : '\0';
    const bool is_dot = c == '.' && next != '.' && !has_dot && !is_based && !is_letter(next);
    const bool is_sign = (c == '+' || c == '-') && !is_based &&
                         (text[length - 1] == 'e' || text[length - 1] == 'E') && is_digit(next);
    if (!is_word_character(c) && !is_dot && !is_sign) break;
    has_dot = has_dot || is_dot;
    ++length;
  }
  return length;
}

NumberForm classify_number(std::string_view text) {
  if (is_hex_or_binary(text)) return {TokenKind::Integer, based_problem(text)};
  const auto digits = text.substr(0, digits_length(text));
  const auto tail = text.substr(digits.size());
  const auto* unit = find_unit(tail);
  auto kind = TokenKind::Integer;
  if (unit != nullptr) kind = TokenKind::Duration;
  if (is_float_tail(tail)) kind = TokenKind::Float;
  if (has_bad_underscore(digits)) return {kind, kBadUnderscore};
  if (digits.size() > 1 && digits[0] == '0') return {kind, "leading zeros are not allowed"};
  if (unit != nullptr || tail.empty()) return {kind};
  return {kind, float_tail_problem(tail)};
}

std::optional<std::uint64_t> integer_value(std::string_view text) {
  const int base = text.starts_with("0x") ? 16 : text.starts_with("0b") ? 2 : 10;
  const auto digits = without_underscores(base == 10 ? text : text.substr(2));
  std::uint64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (read.ec != std::errc{}) return std::nullopt;
  return value;
}

std::optional<double> float_value(std::string_view text) {
  const auto digits = without_underscores(text);
  double value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ec == std::errc{}) return value;
  // from_chars does not tell too large from too small, strtod does. (The program never sets a
  // locale.)
  value = std::strtod(digits.c_str(), nullptr);
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<std::uint64_t> duration_value(std::string_view text) {
  const auto digits = text.substr(0, digits_length(text));
  const auto* unit = find_unit(text.substr(digits.size()));
  const auto count = integer_value(digits);
  if (unit == nullptr || !count) return std::nullopt;
  if (*count > std::numeric_limits<std::uint64_t>::max() / unit->nanoseconds) return std::nullopt;
  return *count * unit->nanoseconds;
}

}  // namespace idlc::syntax
