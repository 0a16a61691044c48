// The payload of a hello: who speaks, which versions, and what it can bear. The first thing that
// either side sends. It is data; what follows from two hellos is the session's business.
#pragma once

#include <cstddef>
#include <cstdint>

#include "idl/bytes.h"
#include "idl/result.h"

#include "frame/frame.h"

namespace idl::detail {

/// The bytes 89 "IDLRPC" 0A: not text, damaged by whatever changes line ends or drops the 8th bit.
inline constexpr std::uint64_t kMagic = 0x0A43'5052'4C44'4989;

/// The versions of the protocol that this runtime speaks.
inline constexpr std::uint16_t kOldestVersion = 1;
inline constexpr std::uint16_t kNewestVersion = 1;

/// The bits of a hello's `features`. What they stand for is used only if both sides have the bit.
namespace feature {
inline constexpr std::uint64_t kStreams = 1;
inline constexpr std::uint64_t kReferences = 2;
inline constexpr std::uint64_t kDescriptors = 4;
}  // namespace feature

/// The fields of a hello, in number order.
struct Hello {
  std::uint64_t magic = kMagic;
  std::uint16_t oldest_version = kOldestVersion;
  std::uint16_t newest_version = kNewestVersion;
  std::uint64_t features = 0;  ///< What the sender has beyond the basics: bits of `feature`.
  std::uint32_t max_message_bytes = 0;
  std::uint32_t max_frame_bytes = 0;
  std::uint32_t max_calls = 0;
  Bytes authentication{};               ///< Reserved: sent empty, ignored when received.
  std::uint32_t stream_window = 0;      ///< Bytes of a stream that the sender takes unasked.
  std::uint32_t connection_window = 0;  ///< The same for all streams together.
  std::uint32_t max_streams = 0;        ///< Calls with streams that the sender takes at once.

  friend bool operator==(const Hello&, const Hello&) = default;
};

/// The payload of a hello frame.
[[nodiscard]] Bytes encode_hello(const Hello& hello);

/// Reads a hello of any version. Fails if the payload has another magic or does not decode.
[[nodiscard]] Result<Hello> decode_hello(BytesView payload);

/// Whose stream begins with these bytes, in words such as "an HTTP request"; empty if nobody is
/// known to begin so.
[[nodiscard]] std::string_view name_stranger(std::span<const std::byte, kFrameHeaderBytes> first);

}  // namespace idl::detail
