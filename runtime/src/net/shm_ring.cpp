// Copies in at most two parts, and the order of words on which nothing less than every wake-up
// depends: who publishes stores its count first and looks for sleepers afterwards, who wants to
// sleep says so first and looks at the count afterwards. All four are sequentially consistent, so
// at least one of both sees the other.
#include "net/shm_ring.h"

#include <algorithm>
#include <cstring>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define IDL_THREAD_SANITIZER
#endif
#elif defined(__SANITIZE_THREAD__)
#define IDL_THREAD_SANITIZER
#endif

namespace idl::detail {
namespace {

// Both ends may be in one process, each with a mapping of its own. ThreadSanitizer knows memory by
// its address, so it does not see that they synchronise through the same word; it is shown one that
// they really share.
void show_order_to_sanitizer() {
#ifdef IDL_THREAD_SANITIZER
  static std::atomic<unsigned> all_rings{0};
  all_rings.fetch_add(1, std::memory_order_acq_rel);
#endif
}

// Takes a sleeper's mark away; whoever gets it has to ring. Mostly nobody sleeps, and then this is
// one look at a cache line that nobody changes.
bool take_mark(std::atomic<std::uint32_t>& sleeps) {
  return sleeps.load(std::memory_order_seq_cst) != 0 &&
         sleeps.exchange(0, std::memory_order_seq_cst) != 0;
}

}  // namespace

std::optional<std::size_t> ShmWriter::write(std::span<const std::span<const std::byte>> pieces) {
  std::size_t wanted = 0;
  for (const auto piece : pieces) wanted += piece.size();
  const auto room = room_for(wanted);
  if (!room) return std::nullopt;
  const std::uint64_t before = published_.load(std::memory_order_relaxed);
  std::size_t written = 0;
  for (const auto piece : pieces) written += put(before + written, *room - written, piece);
  if (written > 0) {
    show_order_to_sanitizer();
    published_.store(before + written, std::memory_order_relaxed);
    lane_.published.store(before + written, std::memory_order_seq_cst);
  }
  return written;
}

// The reader's count is its own cache line, which it changes with each read: it is looked at only
// where what was seen last time does not do.
std::optional<std::size_t> ShmWriter::room_for(std::size_t wanted) {
  const std::uint64_t waiting = published_.load(std::memory_order_relaxed) - taken_;
  const std::size_t room = ring_.size() - static_cast<std::size_t>(waiting);
  if (wanted <= room) return room;
  const std::uint64_t taken = lane_.taken.load(std::memory_order_acquire);
  const std::uint64_t more = taken - taken_;
  if (more > waiting) return std::nullopt;  // backwards, or beyond what was written
  taken_ = taken;
  return room + static_cast<std::size_t>(more);
}

std::size_t ShmWriter::put(std::uint64_t at, std::size_t room, std::span<const std::byte> piece) {
  const std::size_t count = std::min(room, piece.size());
  const auto offset = static_cast<std::size_t>(at) & (ring_.size() - 1);
  const std::size_t first = std::min(count, ring_.size() - offset);
  std::copy_n(piece.begin(), first, ring_.begin() + static_cast<std::ptrdiff_t>(offset));
  std::copy_n(piece.begin() + static_cast<std::ptrdiff_t>(first), count - first, ring_.begin());
  return count;
}

bool ShmWriter::must_wake_reader() { return take_mark(lane_.reader_sleeps); }

std::optional<std::size_t> ShmReader::read(std::span<std::byte> into) {
  const std::uint64_t before = taken_.load(std::memory_order_relaxed);
  const std::uint64_t published = lane_.published.load(std::memory_order_acquire);
  show_order_to_sanitizer();
  const std::uint64_t there = published - before;
  // More than the ring holds, or less than there was already.
  if (there > ring_.size() || there < published_ - before) return std::nullopt;
  published_ = published;
  const std::size_t count = std::min(static_cast<std::size_t>(there), into.size());
  const auto offset = static_cast<std::size_t>(before) & (ring_.size() - 1);
  const std::size_t first = std::min(count, ring_.size() - offset);
  std::copy_n(ring_.begin() + static_cast<std::ptrdiff_t>(offset), first, into.begin());
  std::copy_n(ring_.begin(), count - first, into.begin() + static_cast<std::ptrdiff_t>(first));
  if (count > 0) tell(before + count);
  return count;
}

// Rarely: a writer that needs this room has at least seven times as much before the reader, who
// then tells. So nobody waits for what is not told, and a small message costs no store that others
// have to see.
void ShmReader::tell(std::uint64_t taken) {
  taken_.store(taken, std::memory_order_relaxed);
  if (taken - told_ < ring_.size() / kUntoldShare) return;
  told_ = taken;
  lane_.taken.store(taken, std::memory_order_seq_cst);
}

bool ShmReader::must_wake_writer() { return take_mark(lane_.writer_sleeps); }

}  // namespace idl::detail
