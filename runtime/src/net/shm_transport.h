// The transport through shared memory: a ring each way, and the Unix socket over which both met.
// The socket stays open for two things: a byte on it is a bell for who sleeps, and its end is how
// the kernel tells that the other process has closed it or died. The bytes themselves never pass
// there.
#pragma once

#include <cstdint>
#include <memory>

#include "base/system.h"
#include "idl/transport.h"
#include "net/shm_memory.h"

namespace idl::detail {

/// Which end of the connection this is; it decides which lane is whose.
enum class ShmSide : std::uint8_t { Listened = 0, Connected = 1 };

/// A memory and which end of it this is. `to_keep`, at the side that listened, is its descriptor:
/// the memory is not touched until the peer has rung, for it has mapped it by then, and its pages
/// are kept.
struct ShmShare {
  ShmMemory memory;
  ShmSide side = ShmSide::Connected;
  Fd to_keep{};
};

/// Wraps a memory that both sides have, and `line`, the Unix socket to the peer. `met_at` is where
/// both found each other. `system` must outlive it.
std::unique_ptr<Transport> make_shm_transport(System& system, ShmShare share,
                                              std::unique_ptr<Transport> line,
                                              const Address& met_at);

/// Rings at the other end of `line`. False if nobody is there.
bool ring_shm_bell(Transport& line);

}  // namespace idl::detail
