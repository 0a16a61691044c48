// Text of unknown origin made safe to print: no byte of it can move the cursor, end a line or turn
// the direction of what follows. Used wherever something of a peer's reaches a log.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace idl::detail {

/// Appends the text with quotes, backslashes, control characters, invisible ones, those that change
/// the direction of writing, and bytes that are no UTF-8 escaped: `\"`, `\n`, `\u{202e}`, `\xff`.
void append_escaped(std::string& out, std::string_view text);

/// The beginning of the text that has at most this many bytes and cuts no character of UTF-8.
[[nodiscard]] std::string_view whole_characters(std::string_view text, std::size_t max_bytes);

}  // namespace idl::detail
