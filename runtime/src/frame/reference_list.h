// The payloads of the two frames about references: the numbers that a message brings, and one
// reference that is given back. Bytes to values and back; docs/PROTOCOL.md has the rest.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "idl/bytes.h"

namespace idl::detail {

/// The most references that one message brings: far more than a method has parameters, and few
/// enough that a frame of them is one of the smallest.
inline constexpr std::size_t kMaxReferencesPerMessage = 256;

inline constexpr std::size_t kReleaseBytes = 8;

/// `numbers` has 1 to kMaxReferencesPerMessage numbers.
[[nodiscard]] Bytes encode_references(std::span<const std::uint32_t> numbers);

/// Nothing if the bytes are no list of such a length, or one of the numbers is 0.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> decode_references(BytesView payload);

/// One object that is let go, which had been received so many times.
struct Released {
  std::uint32_t number = 0;
  std::uint32_t count = 0;

  friend bool operator==(const Released&, const Released&) = default;
};

[[nodiscard]] std::array<std::byte, kReleaseBytes> encode_release(const Released& released);

/// `payload` has kReleaseBytes bytes.
[[nodiscard]] Released decode_release(BytesView payload);

}  // namespace idl::detail
