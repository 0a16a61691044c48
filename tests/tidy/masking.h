// C++ text with the parts blanked that would mislead a reader of its brackets.
// Lengths and lines stay as they are, so that a place in the masked text is a place in the source.
// It is a lexer of four things (comments, strings, characters, directives) and knows no grammar.
#pragma once

#include <string>
#include <string_view>

namespace tidy {

/// Whether `c` can stand in an identifier.
bool is_word(char c);

/// Blanks the insides of raw strings, and nothing else.
std::string mask_raw_strings(std::string_view text);

/// Blanks comments and the insides of raw strings: templates of code hold directives that are none.
std::string mask_comments(std::string_view text);

/// Blanks comments, preprocessor directives, and the insides of string and character literals.
std::string mask_all(std::string_view text);

}  // namespace tidy
