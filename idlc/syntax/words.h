// The words of the grammar. All are contextual: each is a legal name wherever only a name can
// stand.
#pragma once

#include <span>
#include <string_view>

namespace idlc::syntax {

// The words that begin a declaration.
[[nodiscard]] std::span<const std::string_view> declaration_words();
[[nodiscard]] bool is_declaration_word(std::string_view word);

// What a type's name collides with: "a built-in type", "a word of the grammar", or nothing.
[[nodiscard]] std::string_view type_name_collision(std::string_view name);

// null, true, false, inf, nan: what a value's name cannot be.
[[nodiscard]] bool is_literal_word(std::string_view name);

// The word of ours for one that other languages begin a declaration with, or the empty string.
[[nodiscard]] std::string_view foreign_declaration_word(std::string_view word);

}  // namespace idlc::syntax
