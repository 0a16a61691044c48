// Listening and connecting inside this process: `memory:name`. The kernel's network has no part in
// it.
#pragma once

#include <memory>

#include "idl/listener.h"
#include "net/wait.h"

namespace idl::detail {

/// open_listener for `memory:`: registers the name until the listener is closed. Fails with
/// SystemError if the name is taken in this process.
Result<std::unique_ptr<Listener>> listen_memory(World world, const MemoryAddress& address,
                                                const ListenOptions& options);

/// open_transport for `memory:`. Waits while the listener's backlog is full. Fails with Unavailable
/// if nobody in this process listens there, or DeadlineExceeded.
Result<std::unique_ptr<Transport>> connect_memory(World world, const MemoryAddress& address,
                                                  TimePoint deadline);

}  // namespace idl::detail
