// What a call carries beside its parameters when it carries anything: a trace context and metadata.
// Encoded as a struct of the wire encoding between the call's head and its parameters, so that it
// evolves as every struct does. Checks limits and form; gives no entry a meaning.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "idl/bytes.h"
#include "idl/result.h"

namespace idl::detail {

/// The most metadata of one call. More is the work of an attacker or belongs into the parameters.
inline constexpr std::size_t kMaxMetadataEntries = 64;
inline constexpr std::size_t kMaxMetadataBytes = 16 * 1024;

/// Where a call stands in a distributed trace, with the members of W3C Trace Context.
struct TraceContext {
  std::array<std::byte, 16> trace{};
  std::array<std::byte, 8> span{};
  std::uint8_t flags = 0;

  friend bool operator==(const TraceContext&, const TraceContext&) = default;
};

/// Names, which are UTF-8, and values of the application's own.
using Metadata = std::map<std::string, Bytes>;

/// All of it. Empty in most calls, which then spend no byte on it.
struct CallExtras {
  std::optional<TraceContext> trace = std::nullopt;
  Metadata metadata{};

  friend bool operator==(const CallExtras&, const CallExtras&) = default;

  [[nodiscard]] bool empty() const { return !trace && metadata.empty(); }
};

/// The encoding of `extras`, its u32 length in front. Fails with ResourceExhausted beyond the
/// limits and with InvalidArgument on a name that is not UTF-8.
[[nodiscard]] Result<Bytes> encode_extras(const CallExtras& extras);

/// Extras that were read, and how many bytes they took, their length included.
struct DecodedExtras {
  CallExtras extras;
  std::size_t size = 0;
};

/// Reads extras from the front of `bytes`. Fails as encode_extras does, on what it would not write.
[[nodiscard]] Result<DecodedExtras> decode_extras(BytesView bytes);

}  // namespace idl::detail
