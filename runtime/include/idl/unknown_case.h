// A union case that a newer peer sent and this version of the schema does not know. It is kept as
// it came, so that it can be passed on or stored without loss.
#pragma once

#include <cstdint>

#include "idl/bytes.h"

namespace idl {

/// The number of the case and the bytes of its body, verbatim.
struct UnknownCase {
  std::uint32_t number = 0;
  Bytes body{};

  friend bool operator==(const UnknownCase&, const UnknownCase&) = default;
};

}  // namespace idl
