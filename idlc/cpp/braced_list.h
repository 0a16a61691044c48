// Taking a line with a list in braces apart, so that its elements can stand on lines of their own.
//
// A function of the line's text. Where the parts go is layout.h's business.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace idlc::cpp {

/// The parts view the line.
struct BracedList {
  std::string_view head;  ///< up to the opening brackets: `    tags{`, `x{{`, `f({`
  std::vector<std::string_view> elements;  ///< without the commas between them
  std::string_view tail;                   ///< the closing brackets and what is behind: `};`, `}},`
};

/// Nothing if the line does not end with such a list of values; a list of nothing but bytes is none
/// either, because those stand in rows.
[[nodiscard]] std::optional<BracedList> split_braced(std::string_view line);

/// The parts of a list between brackets, without the commas between them. Those in brackets,
/// strings and templates' arguments are no such commas.
[[nodiscard]] std::vector<std::string_view> split_at_commas(std::string_view inside);

/// The elements as the lines that clang-format makes of them, each at most `room` columns wide
/// unless an element is wider, and with a comma behind every element: in columns where there are
/// many short ones, else one a line.
[[nodiscard]] std::vector<std::string> in_rows(const std::vector<std::string_view>& elements,
                                               std::size_t room);

}  // namespace idlc::cpp
