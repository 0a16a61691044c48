// Raw bytes, owned and viewed. Everything that is encoded, received or kept verbatim has one of
// these two types; text is std::string and always UTF-8.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace idl {

/// Bytes with an owner.
using Bytes = std::vector<std::byte>;

/// Somebody else's bytes; valid as long as their owner says.
using BytesView = std::span<const std::byte>;

}  // namespace idl
