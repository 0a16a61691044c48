// How many descriptors the process may have open: what connections must not use up, or nothing else
// could be opened any more, not even a file for the log.
#pragma once

#include <cstddef>

namespace idl::detail {

/// What is left of the limit on descriptors (RLIMIT_NOFILE) for connections, at least 1: `wanted`,
/// or the limit less 64.
[[nodiscard]] std::size_t connections_allowed(std::size_t wanted);

}  // namespace idl::detail
