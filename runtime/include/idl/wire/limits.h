// How much a value may ask of either side. The defaults are safe with zero configuration; every
// one of them can be adjusted a call or a connection.
#pragma once

#include <cstddef>
#include <cstdint>

namespace idl {

/// The largest message: small enough to hold in memory a few thousand times.
inline constexpr std::size_t kDefaultMaxMessageBytes = std::size_t{4} << 20U;

/// The deepest nesting: beyond what people write, within the smallest stack that threads get.
inline constexpr std::uint32_t kDefaultMaxDepth = 64;

/// No limit can admit more: the highest bit of an end in a list marks an absent element.
inline constexpr std::size_t kHardMaxMessageBytes = 0x7FFF'FFFF;

/// The largest block of a struct, in any version of its schema.
inline constexpr std::size_t kMaxBlockBytes = std::size_t{64} << 10U;

/// For writers.
struct EncodeLimits {
  std::size_t max_bytes = kDefaultMaxMessageBytes;
  std::uint32_t max_depth = kDefaultMaxDepth;
};

/// For readers. Memory on the heap for decoded values is at most
/// min(max_memory, memory_base + memory_per_byte × bytes received), so that no message buys much
/// more memory than it cost to send.
struct DecodeLimits {
  std::size_t max_bytes = kDefaultMaxMessageBytes;
  std::uint32_t max_depth = kDefaultMaxDepth;
  std::size_t max_memory = std::size_t{64} << 20U;
  std::size_t memory_base = std::size_t{64} << 10U;
  std::size_t memory_per_byte = 16;
};

}  // namespace idl
