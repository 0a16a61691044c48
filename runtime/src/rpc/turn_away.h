// The last word to a peer that connects and is not let in. It waits for nothing, so that whoever
// knocks without pause costs a server little.
#pragma once

#include "idl/error.h"
#include "idl/transport.h"

namespace idl::detail {

/// Tells the peer of a new connection that it is not let in, and why, as far as the system takes
/// the bytes at once. The caller then destroys the transport.
void turn_away(Transport& transport, const Error& reason);

}  // namespace idl::detail
