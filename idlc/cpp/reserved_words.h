// Words that C++ or the C library have taken, so that a generated name must not be one of them.
//
// The lists are fixed and published in docs/CPP_NAMES.md: a name that leaves or joins them changes
// generated code. What to do with such a name is naming.h's business.
#pragma once

#include <cstddef>
#include <string_view>

namespace idlc::cpp {

/// A keyword, an alternative token such as `xor`, or a word that is one in some places.
[[nodiscard]] bool is_keyword(std::string_view word);

/// A macro of a common header of the C library, or one that compilers predefine.
[[nodiscard]] bool is_macro(std::string_view word);

/// Something that the C library declares in the global namespace, such as the function `time`.
[[nodiscard]] bool is_global_name(std::string_view word);

/// How many words the three lists have together.
[[nodiscard]] std::size_t reserved_word_count();

}  // namespace idlc::cpp
