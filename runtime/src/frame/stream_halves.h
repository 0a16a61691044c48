// Which streams a call has beside its parameters and results: one byte behind the head of a call
// with the flag `streams`. What flows in them is the session's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace idl::detail {

inline constexpr std::uint32_t kStreamHalvesBytes = 1;

/// The halves of a call's streams. Both absent: an ordinary call.
struct StreamHalves {
  bool from_caller = false;
  bool from_callee = false;

  friend bool operator==(const StreamHalves&, const StreamHalves&) = default;

  [[nodiscard]] bool any() const { return from_caller || from_callee; }
};

/// Bit 0: the caller sends; bit 1: the callee does.
[[nodiscard]] inline std::byte encode_stream_halves(StreamHalves halves) {
  return static_cast<std::byte>((halves.from_caller ? 1 : 0) | (halves.from_callee ? 2 : 0));
}

/// Nothing if the byte is none that encode_stream_halves writes for a call with streams.
[[nodiscard]] inline std::optional<StreamHalves> decode_stream_halves(std::byte byte) {
  const auto bits = std::to_integer<unsigned>(byte);
  if (bits == 0 || bits > 3) return std::nullopt;
  return StreamHalves{.from_caller = (bits & 1) != 0, .from_callee = (bits & 2) != 0};
}

}  // namespace idl::detail
