// Deadlines in order: a binary heap with cancellation by id. It reads no clock and starts no
// thread: the loop asks when the next is due and takes out what is due. In the steady state it
// allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "idl/time_point.h"

namespace idl::detail {

/// Names a timer. An id is not used twice (in four billion uses of one place), so that a late
/// cancel of a timer that has fired is harmless.
enum class TimerId : std::uint64_t {};

/// A timer that was due.
struct Expired {
  TimerId id{};
  std::uint64_t payload = 0;  ///< What add() was given.
};

/// Timers by the moment they are due; those of the same moment in the order of their add().
/// Every change costs O(log n). No thread safety of its own.
class TimerQueue {
 public:
  TimerId add(TimePoint due, std::uint64_t payload);

  /// Takes a timer out. False if it has fired or was cancelled before.
  bool cancel(TimerId id);

  /// When the next timer is due; nothing if there is none.
  std::optional<TimePoint> next_due() const;

  /// Takes out the first timer that is due at `now`; call until it gives nothing.
  std::optional<Expired> pop_due(TimePoint now);

  std::size_t size() const { return heap_.size(); }

 private:
  struct Entry {
    TimePoint due;
    std::uint64_t sequence = 0;
    std::uint64_t payload = 0;
    std::uint32_t slot = 0;
  };
  struct Slot {
    std::uint32_t generation = 0;
    std::uint32_t position = 0;  // in heap_, while in use
  };

  static bool before(const Entry& a, const Entry& b);
  TimerId id_of(std::uint32_t slot) const;
  std::uint32_t take_slot();
  void place(std::size_t position, const Entry& entry);
  void sift_up(std::size_t position);
  void sift_down(std::size_t position);
  void remove_at(std::size_t position);

  std::vector<Entry> heap_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_slots_;
  std::uint64_t next_sequence_ = 0;
};

}  // namespace idl::detail
