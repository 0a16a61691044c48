// Two transports joined in this process: what one writes, the other reads, through bounded queues.
// The kernel sees no byte; it only lends a descriptor each, so that both can be polled like
// sockets.
#pragma once

#include <memory>
#include <utility>

#include "base/system.h"
#include "idl/transport.h"

namespace idl::detail {

/// How many bytes wait in one direction before its writer must wait: about what a socket holds.
inline constexpr std::size_t kMaxMemoryQueueBytes = 256 * 1024;

/// Both ends of a new connection. They may live on different threads and end in any order.
/// `system` must outlive them. Fails with ResourceExhausted when there is no descriptor to be had.
Result<std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>>> make_memory_link(
    System& system, const MemoryAddress& address);

}  // namespace idl::detail
