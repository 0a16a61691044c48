// The check that text is UTF-8 (RFC 3629): shortest forms only, no surrogates, nothing above
// U+10FFFF. Both sides run it on every string, so it is fast where text is ASCII.
#pragma once

#include <string_view>

namespace idl::detail {

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace idl::detail
