// What somebody waits for on a descriptor: to read, to write, both, or nothing.
// Transports, listeners and pollers speak of readiness in this word and no other.
#pragma once

#include <cstdint>

namespace idl {

/// A set of kinds of readiness; combine with `|`, ask with has().
enum class Interest : std::uint8_t { None = 0, Read = 1, Write = 2, Both = 3 };

constexpr Interest operator|(Interest a, Interest b) {
  return static_cast<Interest>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

constexpr Interest operator&(Interest a, Interest b) {
  return static_cast<Interest>(static_cast<unsigned>(a) & static_cast<unsigned>(b));
}

/// Whether every kind in `part` is in `whole`.
constexpr bool has(Interest whole, Interest part) { return (whole & part) == part; }

}  // namespace idl
