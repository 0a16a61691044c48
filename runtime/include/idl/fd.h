// A descriptor that is owned: of a file, a pipe, a socket. It closes and duplicates; what the
// descriptor is for, its owner knows. Calls take one to another process over a Unix socket.
#pragma once

#include <utility>

#include "idl/result.h"

namespace idl {

/// Owns a descriptor, or none (-1). Movable, not copyable; no thread safety of its own.
class Fd {
 public:
  Fd() = default;
  /// Takes `fd` over; -1 is none.
  explicit Fd(int fd) noexcept : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    reset(std::exchange(other.fd_, -1));
    return *this;
  }
  ~Fd() { reset(); }

  /// The descriptor, still owned here; -1 if there is none.
  [[nodiscard]] int get() const noexcept { return fd_; }
  explicit operator bool() const noexcept { return fd_ >= 0; }

  /// Gives the descriptor up without closing it.
  [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }

  /// Closes what is owned and takes `fd` over instead.
  void reset(int fd = -1) noexcept;

  /// Another descriptor of the same open file, which shares its position and its flags. Programs
  /// that this process starts do not get it (close-on-exec). Fails with InvalidArgument if there is
  /// none, with ResourceExhausted if the process has as many as it may.
  [[nodiscard]] Result<Fd> duplicate() const;

  /// Whether both are the same descriptor; two descriptors of one file differ.
  friend bool operator==(const Fd&, const Fd&) = default;

 private:
  int fd_ = -1;
};

}  // namespace idl
