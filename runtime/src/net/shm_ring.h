// The two ends of one direction: bytes go into a ring in shared memory and come out of it. Neither
// end believes the other: what stands in a shared word is read once into private memory and checked
// against what this end knows by itself. No system call, no waiting, no locks.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "net/shm_lane.h"

namespace idl::detail {

/// The end that writes. One thread at a time writes; the const functions and sleep() may be called
/// from any. Lane and ring outlive it; the ring's size is a power of two.
class ShmWriter {
 public:
  ShmWriter(ShmLane& lane, std::span<std::byte> ring) : lane_(lane), ring_(ring) {}

  /// Copies as much of `pieces` as there is room for, and publishes it all at once. Gives how many
  /// bytes that were, or nothing if the reader's count is impossible.
  std::optional<std::size_t> write(std::span<const std::span<const std::byte>> pieces);

  /// Says that no more will be written.
  void end() { lane_.ended.store(1, std::memory_order_seq_cst); }

  /// Whether a write could put a byte in, or would find the reader at fault.
  [[nodiscard]] bool has_room() const {
    const std::uint64_t published = published_.load(std::memory_order_relaxed);
    return published - lane_.taken.load(std::memory_order_seq_cst) != ring_.size();
  }

  /// Asks to be woken when there is room. Look for room afterwards, then sleep.
  void sleep() { lane_.writer_sleeps.store(1, std::memory_order_seq_cst); }
  void stay_awake() { lane_.writer_sleeps.store(0, std::memory_order_relaxed); }

  /// Whether the reader sleeps; and the same, taking it on to wake it.
  [[nodiscard]] bool is_reader_asleep() const {
    return lane_.reader_sleeps.load(std::memory_order_relaxed) != 0;
  }
  [[nodiscard]] bool must_wake_reader();

 private:
  std::optional<std::size_t> room_for(std::size_t wanted);
  std::size_t put(std::uint64_t at, std::size_t room, std::span<const std::byte> piece);

  ShmLane& lane_;
  const std::span<std::byte> ring_;
  std::atomic<std::uint64_t> published_{0};  // what the lane should say
  std::uint64_t taken_ = 0;                  // by the reader, when last looked at
};

/// The end that reads. One thread at a time reads; otherwise as ShmWriter.
class ShmReader {
 public:
  ShmReader(ShmLane& lane, std::span<const std::byte> ring) : lane_(lane), ring_(ring) {}

  /// Moves what there is, as far as it fits, into `into`. Gives how many bytes that were, or
  /// nothing if the writer's count is impossible. The writer hears of the room once it is an eighth
  /// of the ring.
  std::optional<std::size_t> read(std::span<std::byte> into);

  /// Whether a read would move a byte, or would find the writer at fault.
  [[nodiscard]] bool has_bytes() const {
    return lane_.published.load(std::memory_order_seq_cst) !=
           taken_.load(std::memory_order_relaxed);
  }

  /// Whether the writer has said that it will write no more. Read once more after it has.
  [[nodiscard]] bool has_ended() const { return lane_.ended.load(std::memory_order_acquire) != 0; }

  /// Asks to be woken when there are bytes, or at the end. Look for them afterwards, then sleep.
  void sleep() { lane_.reader_sleeps.store(1, std::memory_order_seq_cst); }
  void stay_awake() { lane_.reader_sleeps.store(0, std::memory_order_relaxed); }

  /// Whether the writer sleeps; this end takes it on to wake it.
  [[nodiscard]] bool must_wake_writer();

 private:
  // The part of the ring that may be free without the writer's knowing.
  static constexpr std::size_t kUntoldShare = 8;

  void tell(std::uint64_t taken);

  ShmLane& lane_;
  const std::span<const std::byte> ring_;
  std::atomic<std::uint64_t> taken_{0};
  std::uint64_t told_ = 0;       // what the lane says of it
  std::uint64_t published_ = 0;  // by the writer, when last looked at
};

}  // namespace idl::detail
