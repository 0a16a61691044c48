// How a channel with several addresses spreads its calls over them. Which addresses there are is
// said elsewhere: as a list, or by a resolver.
#pragma once

#include <cstdint>

namespace idl {

/// Which address a call goes to, among those that are connected or may be tried.
enum class Balance : std::uint8_t {
  FirstHealthy,  ///< The first one of the list; the others stand by.
  RoundRobin,    ///< One after the other.
  LeastLoaded,   ///< The one with the fewest calls of this channel under way.
};

}  // namespace idl
