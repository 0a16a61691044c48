// How many descriptors a message brings: one byte behind the head of a call, in front of the
// results of a reply, in frames with the flag `descriptors`. The descriptors themselves are no
// bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "frame/frame_reader.h"

namespace idl::detail {

inline constexpr std::uint32_t kDescriptorCountBytes = 1;

/// How many descriptors the first frame of a call or reply announces: 0 without the flag. Nothing
/// if the byte is none that a sender writes, which is 1 to 16.
[[nodiscard]] std::optional<std::size_t> announced_descriptors(const Frame& frame);

}  // namespace idl::detail
