// Looking again and again, for a short time, before a wait that the system takes part in. It pays
// only while the other side is running at that moment on another core; so it watches itself and
// stops where it has not paid. It knows no transport: what to look at is the caller's.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "idl/time_point.h"

namespace idl::detail {

/// How long one spin lasts at most: about what it costs two processes to sleep and be woken, so
/// that a spin in vain doubles a wait at worst.
inline constexpr std::chrono::microseconds kLongestSpin{20};

/// How long a spinning loop may go without asking the system about everything else: sockets, timers
/// and the end of a peer. A question costs half a microsecond.
inline constexpr std::chrono::microseconds kSpinBetweenPolls{50};

/// Tells the processor that this is a loop that waits.
inline void relax_processor() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

/// Spins, and remembers whether that has paid lately. One thread at a time.
class Spin {
 public:
  /// On a machine with `cores`; with a single one it never spins. The clock outlives it.
  explicit Spin(const Clock& clock = steady_clock(), unsigned cores = available_cores());

  /// Calls `look` until it gives true, for kLongestSpin at most, or only once where spinning has
  /// not paid. Gives what the last look gave.
  template <class Look>
  bool until(const Look& look);

  /// When the last until() asked for the time last, a few dozen looks before its end at most;
  /// nothing if it did not ask, for it had no need to spin.
  [[nodiscard]] std::optional<TimePoint> asked() const { return asked_; }

  /// The processors that this process may use; asked once.
  static unsigned available_cores();

 private:
  // How many looks there are between two questions for the time.
  static constexpr int kLooksInARow = 64;

  bool may_begin();
  bool is_over(TimePoint begun);
  void note(bool paid);

  const Clock& clock_;
  const bool alone_;
  std::uint32_t failures_ = 0;  // that no success has made up for
  std::uint32_t to_skip_ = 0;   // so many waits go without a spin
  std::optional<TimePoint> asked_;
};

template <class Look>
bool Spin::until(const Look& look) {
  asked_.reset();
  if (look()) return true;
  if (!may_begin()) return false;
  // Asked for while there is nothing else to do: who finds something need not ask again.
  const TimePoint begun = clock_.now();
  asked_ = begun;
  do {
    for (int i = 0; i < kLooksInARow; ++i) {
      relax_processor();
      if (look()) {
        note(true);
        return true;
      }
    }
  } while (!is_over(begun));
  note(false);
  return false;
}

}  // namespace idl::detail
