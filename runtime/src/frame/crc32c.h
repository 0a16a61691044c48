// CRC-32C, the Castagnoli checksum of RFC 3720 (iSCSI), of any bytes: with the processor's own
// instruction where it has one, from tables elsewhere. Both give the same numbers.
#pragma once

#include <cstdint>

#include "idl/bytes.h"

namespace idl::detail {

/// The checksum of `bytes`, or of what `before` is the checksum of with `bytes` behind it.
[[nodiscard]] std::uint32_t crc32c(BytesView bytes, std::uint32_t before = 0);

/// The same from tables alone, for processors without the instruction and for tests of both.
[[nodiscard]] std::uint32_t crc32c_portable(BytesView bytes, std::uint32_t before = 0);

}  // namespace idl::detail
