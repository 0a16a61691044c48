// What a call carries beside its parameters when it carries anything: a trace context and metadata.
// Encoded as a struct of the wire encoding between the call's head and its parameters, so that it
// evolves as every struct does. Checks limits and form; gives no entry a meaning.
#pragma once

#include <cstddef>
#include <optional>

#include "idl/bytes.h"
#include "idl/metadata.h"
#include "idl/result.h"
#include "idl/trace_context.h"

namespace idl::detail {

/// All of it. Empty in most calls, which then spend no byte on it.
struct CallExtras {
  std::optional<TraceContext> trace = std::nullopt;
  Metadata::Entries metadata{};

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
