// Meeting for a connection through shared memory: `shm:/path`. Both find each other at a Unix
// socket, under all the rules of `unix:`; the side that listens makes the memory and hands it over.
#pragma once

#include <memory>

#include "idl/listener.h"
#include "net/dial.h"
#include "net/wait.h"

namespace idl::detail {

/// open_listener for `shm:`. Fails as for `unix:`, and with InvalidArgument for an impossible size
/// of rings. `world` must outlive the listener and its connections.
Result<std::unique_ptr<Listener>> listen_shm(World world, const ShmAddress& address,
                                             const ListenOptions& options);

/// open_transport for `shm:`. Waits for the memory until the deadline. Fails as for `unix:`, with
/// ProtocolError if somebody else listens there, or if the memory is not safe to use.
Result<std::unique_ptr<Transport>> connect_shm(World world, const ShmAddress& address,
                                               TimePoint deadline);

/// The same without waiting.
std::unique_ptr<Dial> dial_shm(World world, const ShmAddress& address, TimePoint deadline);

}  // namespace idl::detail
