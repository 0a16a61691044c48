// The byte layout of a frame, drawn once, here. The codec turns a header into bytes and back and
// finds every header that must not be accepted; it keeps no state, allocates nothing and never
// looks at a payload. docs/PROTOCOL.md tells what the kinds mean.

//    0        4      5       6       8                16
//   +--------+------+-------+-------+----------------+---------------------- … --+
//   | size   | kind | flags | check | call           | payload, `size` bytes     |
//   | u32    | u8   | u8    | u16   | u64            |                           |
//   +--------+------+-------+-------+----------------+---------------------- … --+
//
// Little-endian. `check` is the lower half of the CRC-32C of the other 14 bytes. With the flag
// `checksum`, the last 4 bytes of the payload are the CRC-32C of everything before them in the
// frame, header included; `size` counts them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "idl/bytes.h"

namespace idl::detail {

inline constexpr std::size_t kFrameHeaderBytes = 16;
inline constexpr std::uint32_t kChecksumBytes = 4;
inline constexpr std::uint32_t kPingBytes = 8;

/// The most that a hello or go-away carries, in any version: its receiver may not trust it yet.
inline constexpr std::uint32_t kMaxConnectionFrameBytes = 4096;

/// The least that a frame with the flag `more` carries: a message costs no more frames than that.
inline constexpr std::uint32_t kMinContinuedBytes = 4096;

/// What a frame is for. The numbers are the protocol and are never changed or reused.
enum class FrameKind : std::uint8_t {
  Hello = 1,
  Call = 2,
  Reply = 3,
  Error = 4,
  StreamData = 5,
  StreamEnd = 6,
  Credit = 7,
  Cancel = 8,
  Release = 9,
  Ping = 10,
  Pong = 11,
  GoAway = 12,
  References = 13,
  Filler = 128,  ///< Nothing: its receiver skips it. Every kind from here on may be skipped.
};

/// From this number on, a kind may be ignored by whoever does not know it.
inline constexpr std::uint8_t kFirstIgnorableKind = 128;

/// The bits of `flags`. A bit that its kind does not have here must be 0.
namespace flag {
inline constexpr std::uint8_t kMore = 0x01;         ///< The message goes on in another frame.
inline constexpr std::uint8_t kContinued = 0x02;    ///< The message began in an earlier frame.
inline constexpr std::uint8_t kChecksum = 0x04;     ///< The payload ends with a checksum.
inline constexpr std::uint8_t kOneWay = 0x08;       ///< A call that wants no answer.
inline constexpr std::uint8_t kExtras = 0x10;       ///< A call with metadata or a trace context.
inline constexpr std::uint8_t kCompressed = 0x20;   ///< Reserved: the payload is compressed.
inline constexpr std::uint8_t kDescriptors = 0x40;  ///< A message with descriptors beside it.
inline constexpr std::uint8_t kStreams = 0x80;      ///< A call with streams.
}  // namespace flag

/// A header, decoded. `call` is 0 in frames that concern the connection as a whole.
struct FrameHeader {
  std::uint32_t size = 0;
  FrameKind kind = FrameKind::Filler;
  std::uint8_t flags = 0;
  std::uint64_t call = 0;

  friend bool operator==(const FrameHeader&, const FrameHeader&) = default;

  [[nodiscard]] bool has(std::uint8_t bits) const { return (flags & bits) != 0; }
};

/// Why a frame is not acceptable. Each of them ends the connection: after it, nobody knows where
/// the next frame begins, or what else the sender got wrong.
enum class FrameFault : std::uint8_t {
  None,
  BadCheck,         ///< The header's check does not match.
  UnknownKind,      ///< A kind below 128 that this version does not have.
  UnknownFlags,     ///< A flag that the kind does not have, or one that is only reserved.
  MisplacedCall,    ///< A call id where none belongs, or none where one belongs.
  TooLarge,         ///< `size` is above the receiver's limit.
  TooSmall,         ///< `size` is too small for what the kind and the flags promise.
  BadChecksum,      ///< The payload's checksum does not match.
  NotAHello,        ///< The stream does not begin with a hello.
  ChecksumChanged,  ///< A side's frames carry checksums if its hello does, and only then.
};

/// The fault in words, for a connection error's text.
[[nodiscard]] std::string_view to_string(FrameFault fault);

/// Writes `header` with its check to the kFrameHeaderBytes bytes from `out` on.
void encode_header(const FrameHeader& header, std::byte* out);

/// What decode_header found: the header, and the first fault in it.
struct DecodedHeader {
  FrameHeader header;
  FrameFault fault = FrameFault::None;
};

/// Reads a header and judges it, without a look at the payload. `max_size` is the receiver's limit.
[[nodiscard]] DecodedHeader decode_header(std::span<const std::byte, kFrameHeaderBytes> bytes,
                                          std::uint32_t max_size);

/// Writes the checksum of `frame`, which is a whole frame with the flag `checksum`, to its last
/// four bytes.
void seal_frame(std::span<std::byte> frame);

/// Whether the last four bytes of `frame`, a whole frame with the flag `checksum`, are right.
[[nodiscard]] bool is_intact(BytesView frame);

}  // namespace idl::detail
