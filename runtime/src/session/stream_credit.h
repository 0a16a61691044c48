// Credit, the two accounts of it: how much a receiver has granted and taken, and how much a sender
// has left. Bytes are counted over frames with their headers, for a stream and for all of them
// together alike. Plain arithmetic; docs/PROTOCOL.md has the rules.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace idl::detail {

/// No more than this may be granted and unused.
inline constexpr std::uint64_t kMaxCredit = 0x7FFF'FFFF;

/// The receiver's account. `window` is what it takes beyond what has been read.
class InCredit {
 public:
  InCredit() = default;
  explicit InCredit(std::uint32_t window) : window_(window), granted_(window) {}

  /// Counts a frame in; false if the sender had no credit for it.
  [[nodiscard]] bool receive(std::size_t bytes) {
    received_ += bytes;
    return received_ <= granted_;
  }

  /// So many received bytes have been read, or are not kept.
  void consume(std::size_t bytes) { consumed_ += std::min<std::uint64_t>(bytes, unread()); }

  /// What is to be granted now, or 0. `ahead`: an element is arriving that cannot be read before it
  /// is complete, so its sender is kept half a window ahead, whatever is unread.
  [[nodiscard]] std::uint32_t grant(bool ahead) {
    std::uint64_t target = consumed_ + window_;
    if (ahead) target = std::max(target, received_ + window_ / 2);
    if (target < granted_ + window_ / 4) return 0;
    const std::uint64_t amount = target - granted_;
    granted_ = target;
    return static_cast<std::uint32_t>(amount);
  }

  [[nodiscard]] std::uint64_t unread() const { return received_ - consumed_; }

  /// How much more than a window is unread once `more` bytes have come.
  [[nodiscard]] std::uint64_t excess(std::size_t more) const {
    const std::uint64_t total = unread() + more;
    return total > window_ ? total - window_ : 0;
  }

 private:
  std::uint64_t window_ = 0;
  std::uint64_t granted_ = 0;
  std::uint64_t received_ = 0;
  std::uint64_t consumed_ = 0;
};

/// The sender's account.
class OutCredit {
 public:
  /// Adds a grant; false if it is none, or if it is more than may ever be unused.
  [[nodiscard]] bool add(std::uint32_t bytes) {
    if (bytes == 0 || left_ + bytes > kMaxCredit) return false;
    left_ += bytes;
    return true;
  }

  void spend(std::size_t bytes) { left_ -= std::min<std::uint64_t>(bytes, left_); }
  [[nodiscard]] std::size_t left() const { return left_; }

 private:
  std::uint64_t left_ = 0;
};

}  // namespace idl::detail
