// Listeners on TCP and Unix sockets. They accept connections, and turn away whom they must; what is
// spoken there they never see.
#pragma once

#include <memory>

#include "base/unique_fd.h"
#include "idl/listener.h"
#include "net/wait.h"

namespace idl::detail {

/// open_listener for `tcp:`, at the first address that the host stands for. Refuses an address that
/// other machines reach unless `options.insecure_network`. `world` must outlive the listener.
Result<std::unique_ptr<Listener>> listen_tcp(World world, const TcpAddress& address,
                                             const ListenOptions& options);

/// open_listener for `unix:`. Peers of another user are Refused unless `options.any_user`.
Result<std::unique_ptr<Listener>> listen_unix(World world, const UnixAddress& address,
                                              const ListenOptions& options);

/// A listener on a socket that listens already and is reached at `address`: who may connect is
/// decided as for one that is opened here. The file of a Unix socket is whoever's made it. Closing
/// the listener leaves the socket as it is for others who have it: peers that connect wait for
/// them.
Result<std::unique_ptr<Listener>> adopt_listener(System& system, UniqueFd socket,
                                                 const Address& address,
                                                 const ListenOptions& options);

}  // namespace idl::detail
