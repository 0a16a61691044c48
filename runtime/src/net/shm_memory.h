// The memory that two processes share: a memfd whose size is sealed, mapped into this one. Neither
// trusts the other: before either touches it, nobody can take a page out of it any more, so that no
// access can ever hit one that is not there (SIGBUS).
#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "base/system.h"
#include "idl/fd.h"
#include "idl/result.h"
#include "net/shm_lane.h"

namespace idl::detail {

/// How small and how big a ring may be: a page, so that it is worth it; and no more than a peer
/// should be able to make the other map.
inline constexpr std::size_t kMinShmRingBytes = 4096;
inline constexpr std::size_t kMaxShmRingBytes = std::size_t{64} << 20;

/// Whether a ring may have this size: a power of two within the limits.
[[nodiscard]] bool is_shm_ring_size(std::size_t bytes);

/// Two lanes and two rings, mapped. Movable; unmapped with it. The descriptor is not needed for it.
class ShmMemory {
 public:
  ShmMemory(ShmMemory&& other) noexcept
      : system_(other.system_),
        memory_(std::exchange(other.memory_, nullptr)),
        ring_bytes_(other.ring_bytes_) {}
  ShmMemory& operator=(ShmMemory&&) = delete;
  ~ShmMemory();

  /// A new memory, and its descriptor to be passed on, sealed against any other size. All its pages
  /// are there, but who is handed the descriptor could take them out until keep_pages(). Fails with
  /// ResourceExhausted or SystemError.
  static Result<std::pair<ShmMemory, Fd>> make(System& system, std::size_t ring_bytes);

  /// Maps what the peer has handed over, and keeps its pages. Fails with ProtocolError if it is
  /// anything but a memfd of ordinary pages with the size for such rings, sealed for ever.
  static Result<ShmMemory> adopt(System& system, int fd, std::size_t ring_bytes);

  /// From now on no page can be missing: `fd`, the descriptor that is mapped here, is sealed so
  /// that nobody can map it any more to write, or take pages out of it, and all of them are there.
  /// Once both sides have mapped it; the first of both does it for both. Fails with ProtocolError
  /// if it has been sealed otherwise, and as make() does.
  Result<void> keep_pages(int fd) const;

  /// Direction 0 or 1.
  [[nodiscard]] ShmLane& lane(std::size_t direction) const;
  [[nodiscard]] std::span<std::byte> ring(std::size_t direction) const;

 private:
  ShmMemory(System& system, std::byte* memory, std::size_t ring_bytes)
      : system_(&system), memory_(memory), ring_bytes_(ring_bytes) {}

  System* system_;
  std::byte* memory_;
  std::size_t ring_bytes_;
};

}  // namespace idl::detail
