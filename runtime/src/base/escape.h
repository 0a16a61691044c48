// Text of unknown origin made safe to print: no byte of it can move the cursor, end a line or turn
// the direction of what follows. Used wherever something of a peer's reaches a log.
#pragma once

#include <string>
#include <string_view>

namespace idl::detail {

/// Appends the text with quotes, backslashes, control characters, invisible ones, those that change
/// the direction of writing, and bytes that are no UTF-8 escaped: `\"`, `\n`, `\u{202e}`, `\xff`.
void append_escaped(std::string& out, std::string_view text);

}  // namespace idl::detail
