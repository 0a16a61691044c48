// A value on its way out, without its type: how long it is and how to write it. So the templates
// that know the types stay thin, and the bytes go straight into the output buffer.
#pragma once

#include <cstddef>

namespace idl::detail {

class DescriptorSink;
struct OutgoingReferences;

/// A measured value. `write` fills exactly `size` bytes from `out` on; `context` lives until then.
/// `attach` gives the descriptors that go with the bytes; null if there can be none.
struct Outgoing {
  std::size_t size = 0;
  void (*write)(const void* context, std::byte* out) noexcept = nullptr;
  const void* context = nullptr;
  void (*attach)(const void* context, DescriptorSink& out) = nullptr;
  const OutgoingReferences* references = nullptr;  ///< Null: none. Lives as long as `context`.
};

}  // namespace idl::detail
