// The open calls of one direction by their ids: a flat hash table with Robin Hood probing. Ids
// ascend by two, so neighbours in time are neighbours in memory and rarely collide. It grows to the
// most calls that were ever open at once; after that it allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "session/session_events.h"

namespace idl::detail {

/// Maps CallId to Call, a movable, default-constructible value. Pointers and references to calls
/// hold until the next insert() or erase(). No thread safety of its own.
template <class Call>
class CallTable {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// The call, or null.
  [[nodiscard]] Call* find(CallId id) {
    if (size_ == 0 || id == kFree) return nullptr;
    const std::size_t place = locate(id);
    return slots_[place].id == id ? &slots_[place].call : nullptr;
  }

  [[nodiscard]] const Call* find(CallId id) const {
    if (size_ == 0 || id == kFree) return nullptr;
    const std::size_t place = locate(id);
    return slots_[place].id == id ? &slots_[place].call : nullptr;
  }

  /// Adds `call`; `id` must not be 0 and not be in the table.
  Call& insert(CallId id, Call&& call) {
    if (slots_.size() < 2 * (size_ + 1)) grow();
    ++size_;
    Slot& slot = slots_[home(id)];
    if (slot.id != kFree) return place(Slot{id, std::move(call)}).call;
    slot.id = id;
    slot.call = std::move(call);
    return slot.call;
  }

  /// Takes a call out; one that is not there is ignored.
  void erase(CallId id) {
    if (size_ == 0 || id == kFree) return;
    std::size_t hole = locate(id);
    if (slots_[hole].id != id) return;
    // Those that were pushed behind their homes move up; whoever is at home ends the run.
    for (std::size_t next = after(hole); is_displaced(next); next = after(next)) {
      slots_[hole] = std::move(slots_[next]);
      hole = next;
    }
    slots_[hole] = Slot{};
    --size_;
  }

  /// Calls visit(CallId, Call&) for every call, in no particular order; it must not insert or
  /// erase.
  template <class Visit>
  void for_each(const Visit& visit) {
    for (Slot& slot : slots_) {
      if (slot.id != kFree) visit(slot.id, slot.call);
    }
  }
  template <class Visit>
  void for_each(const Visit& visit) const {
    for (const Slot& slot : slots_) {
      if (slot.id != kFree) visit(slot.id, slot.call);
    }
  }

 private:
  static constexpr CallId kFree{};
  static constexpr std::size_t kFirstSlots = 8;

  struct Slot {
    CallId id = kFree;
    Call call{};
  };

  std::size_t home(CallId id) const {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(id) >> 1) & (slots_.size() - 1);
  }
  std::size_t after(std::size_t place) const { return (place + 1) & (slots_.size() - 1); }
  std::size_t distance(std::size_t from, std::size_t to) const {
    return (to - from) & (slots_.size() - 1);
  }

  /// Where `id` is, or the first free place behind its home.
  std::size_t locate(CallId id) const {
    std::size_t place = home(id);
    while (slots_[place].id != id && slots_[place].id != kFree) place = after(place);
    return place;
  }

  bool is_displaced(std::size_t place) const {
    return slots_[place].id != kFree && home(slots_[place].id) != place;
  }

  /// Finds `slot` its place. Who is farther from home goes first, so that calls stand in the order
  /// of their homes and erase() may stop at the first that is at home.
  Slot& place(Slot slot) {
    Slot* placed = nullptr;
    std::size_t at = home(slot.id);
    for (; slots_[at].id != kFree; at = after(at)) {
      if (distance(home(slots_[at].id), at) >= distance(home(slot.id), at)) continue;
      std::swap(slots_[at], slot);
      if (placed == nullptr) placed = &slots_[at];
    }
    slots_[at] = std::move(slot);
    return placed == nullptr ? slots_[at] : *placed;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? kFirstSlots : 2 * slots_.size());
    old.swap(slots_);
    for (Slot& slot : old) {
      if (slot.id != kFree) place(std::move(slot));
    }
  }

  std::vector<Slot> slots_;  // a power of two, at most half full
  std::size_t size_ = 0;
};

}  // namespace idl::detail
