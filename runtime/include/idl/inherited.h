// Sockets that a process has from the beginning, or made itself: by socket activation, from a
// parent, or offered by its own code. They become addresses, `fd:3`, for Server::listen,
// Channel::connect and plain sockets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "idl/address.h"
#include "idl/fd.h"
#include "idl/result.h"

namespace idl {

/// A socket that a service manager has handed over.
struct InheritedSocket {
  std::string name;  ///< As the manager calls it; "unknown" if it says nothing.
  FdAddress address;
};

/// The sockets of socket activation, as sd_listen_fds(3) has it: LISTEN_FDS, LISTEN_PID and
/// LISTEN_FDNAMES, which are removed from the environment, and whose sockets programs that this
/// process starts do not get. Empty if there are none, or if they are meant for another process.
/// Fails with InvalidArgument if the variables make no sense. Call it once, at the beginning of
/// main(): nobody else may use the environment meanwhile.
Result<std::vector<InheritedSocket>> inherited_sockets();

/// Gives a socket, connected or listening, to whoever connects or listens at the address that comes
/// back, once. Any thread. A connection that was offered cannot be made again when it is lost. The
/// address' number is no descriptor's, and stands for no other socket as long as the process lives.
Address offer_socket(Fd socket);

/// Closes a socket that was offered and not taken. Any thread.
void withdraw_socket(const Address& address);

}  // namespace idl
