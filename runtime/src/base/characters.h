// The characters of UTF-8 text, one by one, for whoever has to look at each. The check of whole
// texts, which is fast, is wire/utf8.h's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace idl::detail {

/// A character and the bytes that it takes; no bytes if the text begins with none.
struct Character {
  std::uint32_t code_point = 0;
  std::size_t size = 0;
};

/// The first character of a text that is not empty: shortest forms only, no surrogates.
[[nodiscard]] Character first_character(std::string_view text);

/// The beginning of the text that has at most this many bytes and cuts no character of UTF-8.
[[nodiscard]] std::string_view whole_characters(std::string_view text, std::size_t max_bytes);

}  // namespace idl::detail
