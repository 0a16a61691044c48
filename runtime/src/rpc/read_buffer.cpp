// It changes size only between reads, when nobody looks at what the last one brought.
// A filled one is replaced at once, a needlessly large one after a habit of small reads.
#include "rpc/read_buffer.h"

namespace idl::detail {

std::span<std::byte> ReadBuffer::next() {
  if (size_ != wanted_) resize(wanted_);
  return {memory_.get(), size_};
}

bool ReadBuffer::note(std::size_t bytes) {
  const bool full = bytes == size_;
  small_reads_ = bytes < kSmallReadBytes ? small_reads_ + 1 : 0;
  if (full) {
    wanted_ = kLargeReadBytes;
  } else if (small_reads_ >= kSmallReadsInARow) {
    wanted_ = kSmallReadBytes;
    small_reads_ = 0;
  }
  return full;
}

void ReadBuffer::resize(std::size_t bytes) {
  memory_.reset();
  memory_ = std::make_unique_for_overwrite<std::byte[]>(bytes);
  size_ = bytes;
}

}  // namespace idl::detail
