// Base64 (RFC 4648), which is how bytes stand in JSON. What is written has the standard alphabet
// and padding; what is read may have either alphabet, and may leave the padding out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "idl/bytes.h"

namespace idl::detail {

[[nodiscard]] std::string base64_text(const Bytes& bytes);

/// Nothing for other characters, a wrong length, or bits that belong to no byte.
[[nodiscard]] std::optional<Bytes> parse_base64(std::string_view text);

}  // namespace idl::detail
