// The bytes that all connections of a server hold together. Each connection has a limit of its own
// (SessionLimits), but a thousand of them at their limits are more than a server has; this is where
// they meet. It counts and compares; who is refused is for the sessions to say.
#pragma once

#include <atomic>
#include <cstddef>

namespace idl::detail {

/// Any thread.
class ByteAccount {
 public:
  /// What one holder books in steps: below that it may be off. A call that fits into it costs no
  /// write to memory that other threads share.
  static constexpr std::size_t kStep = 16 * 1024;

  explicit ByteAccount(std::size_t limit) : limit_(limit) {}

  /// What a holder holds has become `now`; `booked`, which is the holder's, follows.
  void book(std::size_t& booked, std::size_t now) {
    const std::size_t change = now > booked ? now - booked : booked - now;
    if (change < kStep && (now != 0 || booked == 0)) return;
    used_.fetch_add(now - booked, std::memory_order_relaxed);
    booked = now;
  }

  /// Whether so many bytes more stay within the limit. One message always may, however large.
  [[nodiscard]] bool has_room(std::size_t bytes) const {
    const std::size_t used = used_.load(std::memory_order_relaxed);
    return used == 0 || used + bytes <= limit_;
  }

 private:
  const std::size_t limit_;
  std::atomic<std::size_t> used_{0};
};

}  // namespace idl::detail
