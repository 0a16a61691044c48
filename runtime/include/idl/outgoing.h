// A value on its way out, without its type: how long it is and how to write it. So the templates
// that know the types stay thin, and the bytes go straight into the output buffer.
#pragma once

#include <cstddef>

namespace idl::detail {

/// A measured value. `write` fills exactly `size` bytes from `out` on; `context` lives until then.
struct Outgoing {
  std::size_t size = 0;
  void (*write)(const void* context, std::byte* out) noexcept = nullptr;
  const void* context = nullptr;
};

}  // namespace idl::detail
