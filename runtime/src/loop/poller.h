// Which of many descriptors are ready: one interface, two back ends (epoll; poll as the portable
// one). A poller belongs to no thread: whoever leads the loop waits on it, while others register
// and remove. It knows descriptors and tokens, neither transports nor callbacks.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "idl/interest.h"
#include "idl/result.h"

#include "base/system.h"

namespace idl::detail {

/// The caller's own name for a registration. Use each value once: a token that is removed while
/// another thread waits may still be reported by that wait.
enum class Token : std::uint64_t {};

/// A registration that is ready. An error or a hang-up counts as ready for both: the read or write
/// that follows tells what it is.
struct Ready {
  Token token{};
  Interest interest = Interest::None;
};

/// As a timeout: until something is ready, however long that takes.
inline constexpr std::chrono::nanoseconds kForever = std::chrono::nanoseconds::max();

/// Watches descriptors, level-triggered: what stays ready is reported by each wait. add, modify and
/// remove may be called from any thread, also while one waits, and take effect on that wait.
/// One thread at a time calls wait(), but not always the same.
class Poller {
 public:
  virtual ~Poller() = default;
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  /// Watches `fd`, which must not be watched yet, for `interest`. Fails with SystemError or
  /// ResourceExhausted.
  virtual Result<void> add(int fd, Token token, Interest interest) = 0;

  /// Changes what a watched descriptor is watched for. With Interest::None nothing is reported, not
  /// even that the peer is gone.
  virtual Result<void> modify(int fd, Token token, Interest interest) = 0;

  /// Stops watching. Call it before the descriptor is closed; one that is not watched is ignored.
  virtual void remove(int fd) = 0;

  /// Waits for up to `timeout` (rounded up to milliseconds; zero or less: does not wait) and fills
  /// `into` from its front. Returns how many it filled; it may be 0 early, after a
  /// signal or a change of the registrations.
  virtual Result<std::size_t> wait(std::span<Ready> into, std::chrono::nanoseconds timeout) = 0;

  /// A descriptor that is readable while wait() has something to report; -1 if this back end has
  /// none.
  [[nodiscard]] virtual int fd() const = 0;

 protected:
  Poller() = default;
};

/// A poller on Linux's epoll. `system` must outlive it.
Result<std::unique_ptr<Poller>> make_epoll_poller(System& system);

/// A poller on POSIX poll(); each wait costs time in proportion to the registrations.
Result<std::unique_ptr<Poller>> make_poll_poller(System& system);

}  // namespace idl::detail
