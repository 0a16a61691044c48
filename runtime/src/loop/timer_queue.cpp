// A binary heap whose entries know their slot, and slots that know their entry's position, so that
// a timer is found by its id without a search.
#include "loop/timer_queue.h"

#include <utility>

namespace idl::detail {

TimerId TimerQueue::add(TimePoint due, std::uint64_t payload) {
  const std::uint32_t slot = take_slot();
  heap_.push_back({due, next_sequence_++, payload, slot});
  sift_up(heap_.size() - 1);
  return id_of(slot);
}

bool TimerQueue::cancel(TimerId id) {
  const auto number = static_cast<std::uint64_t>(id);
  const auto slot = static_cast<std::uint32_t>(number);
  if (slot >= slots_.size() || slots_[slot].generation != number >> 32) {
    return false;
  }
  remove_at(slots_[slot].position);
  return true;
}

std::optional<TimePoint> TimerQueue::next_due() const {
  if (heap_.empty()) {
    return std::nullopt;
  }
  return heap_.front().due;
}

std::optional<Expired> TimerQueue::pop_due(TimePoint now) {
  if (heap_.empty() || heap_.front().due > now) {
    return std::nullopt;
  }
  const Expired expired{id_of(heap_.front().slot), heap_.front().payload};
  remove_at(0);
  return expired;
}

bool TimerQueue::before(const Entry& a, const Entry& b) {
  return a.due != b.due ? a.due < b.due : a.sequence < b.sequence;
}

TimerId TimerQueue::id_of(std::uint32_t slot) const {
  return TimerId{std::uint64_t{slots_[slot].generation} << 32 | slot};
}

std::uint32_t TimerQueue::take_slot() {
  if (free_slots_.empty()) {
    slots_.emplace_back();
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }
  const std::uint32_t slot = free_slots_.back();
  free_slots_.pop_back();
  return slot;
}

void TimerQueue::place(std::size_t position, const Entry& entry) {
  heap_[position] = entry;
  slots_[entry.slot].position = static_cast<std::uint32_t>(position);
}

void TimerQueue::sift_up(std::size_t position) {
  const Entry entry = heap_[position];
  while (position > 0) {
    const std::size_t parent = (position - 1) / 2;
    if (!before(entry, heap_[parent])) {
      break;
    }
    place(position, heap_[parent]);
    position = parent;
  }
  place(position, entry);
}

void TimerQueue::sift_down(std::size_t position) {
  const Entry entry = heap_[position];
  for (std::size_t child = 2 * position + 1; child < heap_.size(); child = 2 * position + 1) {
    if (child + 1 < heap_.size() && before(heap_[child + 1], heap_[child])) {
      ++child;
    }
    if (!before(heap_[child], entry)) {
      break;
    }
    place(position, heap_[child]);
    position = child;
  }
  place(position, entry);
}

void TimerQueue::remove_at(std::size_t position) {
  const std::uint32_t slot = heap_[position].slot;
  ++slots_[slot].generation;
  free_slots_.push_back(slot);
  const Entry last = heap_.back();
  heap_.pop_back();
  if (position == heap_.size()) {
    return;
  }
  place(position, last);
  sift_up(position);
  sift_down(slots_[last.slot].position);
}

}  // namespace idl::detail
