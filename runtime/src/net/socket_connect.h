// Connecting TCP and Unix sockets under one deadline. Resolving and every attempt are counted
// against it.
#pragma once

#include <memory>

#include "idl/transport.h"
#include "net/wait.h"

namespace idl::detail {

/// open_transport for `tcp:`: tries each address that the host stands for, giving each its share
/// of the time that is left.
Result<std::unique_ptr<Transport>> connect_tcp(World world, const TcpAddress& address,
                                               TimePoint deadline);

/// open_transport for `unix:`.
Result<std::unique_ptr<Transport>> connect_unix(World world, const UnixAddress& address,
                                                TimePoint deadline);

}  // namespace idl::detail
