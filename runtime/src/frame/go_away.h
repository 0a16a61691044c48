// The payload of a go-away: the sender takes no calls beyond `last_call`, because it drains, or
// because the connection is broken and this frame is its last.
#pragma once

#include <cstdint>
#include <string>

#include "idl/bytes.h"
#include "idl/error.h"
#include "idl/result.h"

namespace idl::detail {

/// As last_call: the sender still takes what is on its way, and will name the last call later.
inline constexpr std::uint64_t kUndecidedLastCall = UINT64_MAX;

/// The code of a go-away that only begins or continues a drain.
inline constexpr Code kDrainCode{};

/// The fields of a go-away, in number order.
struct GoAway {
  std::uint64_t last_call = kUndecidedLastCall;
  Code code = kDrainCode;  ///< Anything but kDrainCode: why the connection ends now.
  std::string text{};

  friend bool operator==(const GoAway&, const GoAway&) = default;
};

/// The payload of a go-away frame. The text is cut and cleaned as that of an error is.
[[nodiscard]] Bytes encode_go_away(const GoAway& go_away);

/// Reads a go-away of any version.
[[nodiscard]] Result<GoAway> decode_go_away(BytesView payload);

}  // namespace idl::detail
