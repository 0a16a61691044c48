// From a host name to the system's addresses, with a deadline that the system's resolver lacks. It
// connects nothing, and it remembers no answers.
#pragma once

#include <vector>

#include "idl/address.h"
#include "net/wait.h"

namespace idl::detail {

/// How many threads may be stuck in the system's resolver before further names are refused.
inline constexpr int kMaxResolverThreads = 16;

/// The addresses that `address` stands for, in the system's order; at least one. A name is resolved
/// on a thread of its own, which nobody waits for beyond the deadline: `world.system` must live as
/// long as that thread. Fails with Unavailable (unknown name), DeadlineExceeded or
/// ResourceExhausted.
Result<std::vector<RawAddress>> resolve(World world, const TcpAddress& address, TimePoint deadline);

}  // namespace idl::detail
