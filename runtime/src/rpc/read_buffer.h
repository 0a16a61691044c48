// Where a client's connection reads into: little while little comes at a time, so that thousands of
// idle connections hold little; much once reads fill it, and for a while after.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace idl::detail {

/// As much as a few small calls have.
inline constexpr std::size_t kSmallReadBytes = 2 * 1024;
/// More per system call gains little.
inline constexpr std::size_t kLargeReadBytes = 128 * 1024;
/// After so many reads in a row that a small buffer would have done for, it does.
inline constexpr int kSmallReadsInARow = 64;

/// Used by one thread at a time.
class ReadBuffer {
 public:
  /// Where the next read goes. What the last one brought is gone.
  [[nodiscard]] std::span<std::byte> next();

  /// Tells how many bytes the last read brought. True if they filled the buffer, so that there may
  /// be more.
  bool note(std::size_t bytes);

 private:
  void resize(std::size_t bytes);

  std::unique_ptr<std::byte[]> memory_;
  std::size_t size_ = 0;
  std::size_t wanted_ = kSmallReadBytes;
  int small_reads_ = 0;
};

}  // namespace idl::detail
