// The head of a call: the sixteen bytes at the front of its payload that say what is called and how
// long the caller waits. Fixed, because every call pays for it.

//    0                8        12        16
//   +----------------+--------+---------+
//   | method         | target | timing  |
//   | u64            | u32    | u32     |
//   +----------------+--------+---------+
//
// timing: the upper 5 bits are the depth. The lower 27 are the remaining time in nanoseconds as
// mantissa (22 bits) << exponent (the 5 bits above it), rounded down, to a precision of one in two
// million; an exponent above 0 needs the mantissa's top bit. All 27 set: no deadline.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "idl/bytes.h"
#include "idl/time.h"

namespace idl::detail {

inline constexpr std::uint32_t kCallHeadBytes = 16;

/// What every call says. `remaining` is never negative; nothing means no deadline.
struct CallHead {
  std::uint64_t method = 0;
  std::uint32_t target = 0;
  std::uint8_t depth = 0;  ///< At most 31 can be written; the session allows fewer.
  std::optional<Duration> remaining = std::nullopt;

  friend bool operator==(const CallHead&, const CallHead&) = default;
};

/// Writes `head` to the kCallHeadBytes bytes from `out` on. The time is rounded down, and more than
/// 104 days become 104 days: a deadline only ever shrinks.
void encode_call_head(const CallHead& head, std::byte* out);

/// Reads the head at the front of `payload`, which has at least kCallHeadBytes; nothing if its
/// timing is written in a form that encode_call_head does not write.
[[nodiscard]] std::optional<CallHead> decode_call_head(BytesView payload);

/// Takes `elapsed` off the remaining time in the head at the front of `payload`, which was written
/// that long ago; down to nothing.
void shorten_call_head(std::span<std::byte> payload, Duration elapsed);

}  // namespace idl::detail
