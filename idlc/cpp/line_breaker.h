// Breaks one logical line of generated C++ into lines of at most 100 columns, where clang-format
// would break it.
//
// It is a small model of clang-format's own search, for the kinds of line that we generate:
// declarations, calls, initialisers and aliases. It knows nothing of the lines around.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace idlc::cpp {

/// The column limit of generated code.
inline constexpr std::size_t kColumns = 100;

/// The columns that a terminal needs for UTF-8 text: two for the wide characters of East Asia.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// The lines that the line becomes, with their indentation; a word that is longer than the limit
/// stays whole. The line holds no comment and no line break.
[[nodiscard]] std::vector<std::string> break_line(std::string_view line);

}  // namespace idlc::cpp
