// What lies in the shared memory beside the bytes: the words of one direction, a lane, byte by byte
// as docs/SHARED-MEMORY.md draws it. The other process may write anything here at any time; what
// that means for a reader or writer is shm_ring.h's business.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace idl::detail {

/// Words that different sides write stand so far apart that no processor moves them together; some
/// fetch cache lines in pairs.
inline constexpr std::size_t kShmWordDistance = 128;

/// One direction. All counts begin at 0 and only grow; 2^64 bytes take centuries.
struct ShmLane {
  /// The writer's: how many bytes it has put into the ring, ever; and whether it was the last time.
  alignas(kShmWordDistance) std::atomic<std::uint64_t> published;
  std::atomic<std::uint32_t> ended;
  /// The reader's: how many of them it has taken out.
  alignas(kShmWordDistance) std::atomic<std::uint64_t> taken;
  /// Set by who is about to sleep, cleared by who takes it upon itself to ring the bell.
  alignas(kShmWordDistance) std::atomic<std::uint32_t> reader_sleeps;
  alignas(kShmWordDistance) std::atomic<std::uint32_t> writer_sleeps;
};

/// Both directions and the rings, as offsets into the memory. Lane 0 and ring 0 go from the side
/// that listened to the one that connected.
inline constexpr std::size_t kShmLaneBytes = 512;
inline constexpr std::size_t kShmRingsOffset = 4096;

static_assert(sizeof(ShmLane) == kShmLaneBytes);
static_assert(offsetof(ShmLane, published) == 0 && offsetof(ShmLane, ended) == 8);
static_assert(offsetof(ShmLane, taken) == 128);
static_assert(offsetof(ShmLane, reader_sleeps) == 256);
static_assert(offsetof(ShmLane, writer_sleeps) == 384);
static_assert(2 * kShmLaneBytes <= kShmRingsOffset);
// An atomic with a lock inside would keep that lock in one process only.
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);
static_assert(std::atomic<std::uint32_t>::is_always_lock_free);
static_assert(std::is_trivially_destructible_v<ShmLane>);

}  // namespace idl::detail
