// The transport over a connected TCP or Unix socket. It moves bytes without waiting; framing and
// meaning are above it.
#pragma once

#include <memory>

#include "base/system.h"
#include "base/unique_fd.h"
#include "idl/transport.h"

namespace idl::detail {

/// How many pieces one write hands to the system; the rest is left to the next write.
inline constexpr std::size_t kMaxWritePieces = 64;

/// Wraps a connected, non-blocking socket. A TCP socket stops holding back small messages
/// (TCP_NODELAY). `met_at` is the address by which both found each other. `system` must outlive it.
std::unique_ptr<Transport> make_socket_transport(System& system, UniqueFd socket,
                                                 const Address& met_at);

}  // namespace idl::detail
