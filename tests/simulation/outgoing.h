// Bytes as something to be sent: what sessions take from stubs, which write a value there.
// Here they exist beforehand.
#pragma once

#include <cstring>

#include "idl/bytes.h"
#include "idl/outgoing.h"

namespace simulation {

/// `bytes` outlive what is returned.
inline idl::detail::Outgoing outgoing(const idl::Bytes& bytes) {
  const auto write = [](const void* context, std::byte* out) noexcept {
    const idl::Bytes& source = *static_cast<const idl::Bytes*>(context);
    std::memcpy(out, source.data(), source.size());
  };
  return {.size = bytes.size(), .write = write, .context = &bytes};
}

}  // namespace simulation
