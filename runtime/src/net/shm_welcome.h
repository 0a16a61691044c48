// The first and only message over the Unix socket at which both sides of a shared-memory connection
// meet: 16 bytes from the side that listens, and with them the memory's descriptor.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace idl::detail {

inline constexpr std::size_t kShmWelcomeBytes = 16;

/// The bytes that announce rings of `ring_bytes`.
std::array<std::byte, kShmWelcomeBytes> encode_shm_welcome(std::uint32_t ring_bytes);

/// The size of a ring in a welcome; nothing if `bytes` are not one of this version, or the size is
/// not one that a ring may have.
std::optional<std::uint32_t> decode_shm_welcome(std::span<const std::byte> bytes);

}  // namespace idl::detail
