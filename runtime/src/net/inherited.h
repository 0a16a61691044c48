// Transports and listeners on sockets that exist already. What kind of socket it is decides what
// can be done with it; where it comes from is inherited.cpp's business.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/system.h"
#include "idl/inherited.h"
#include "idl/listener.h"
#include "idl/transport.h"

namespace idl::detail {

/// open_transport for `fd:`: the descriptor must be a connected stream socket.
Result<std::unique_ptr<Transport>> connect_inherited(System& system, const FdAddress& address);

/// open_listener for `fd:`. A listening socket is listened at, with the same rules as one that was
/// opened here; a connected one is the only connection that there will be.
Result<std::unique_ptr<Listener>> listen_inherited(System& system, const FdAddress& address,
                                                   const ListenOptions& options);

/// What stands in the three variables of socket activation; null: not set.
struct ListenVariables {
  const char* pid = nullptr;
  const char* count = nullptr;
  const char* names = nullptr;
};

/// What the variables mean to the process `self`.
Result<std::vector<InheritedSocket>> read_listen_variables(const ListenVariables& variables,
                                                           pid_t self);

}  // namespace idl::detail
