// An owned descriptor: closed exactly once, when its owner goes. It closes and does nothing else;
// what the descriptor is for, its owner knows.
#pragma once

#include <utility>

namespace idl::detail {

/// Owns a descriptor, or none (-1). Movable, not copyable; no thread safety of its own.
class UniqueFd {
 public:
  UniqueFd() = default;
  /// Takes `fd` over; -1 is none.
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    reset(std::exchange(other.fd_, -1));
    return *this;
  }
  ~UniqueFd() { reset(); }

  /// The descriptor, still owned here; -1 if there is none.
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

  /// Gives the descriptor up without closing it.
  [[nodiscard]] int release() { return std::exchange(fd_, -1); }

  /// Closes what is owned and takes `fd` over instead.
  void reset(int fd = -1) noexcept;

 private:
  int fd_ = -1;
};

}  // namespace idl::detail
