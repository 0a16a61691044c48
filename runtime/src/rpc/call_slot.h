// Where one call of this side waits for its end. A connection lends slots out and takes them back,
// so that their memory serves call after call. Everything in a slot is guarded by the connection's
// lock unless said otherwise.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "idl/bytes.h"
#include "idl/client_call.h"
#include "idl/time_point.h"

#include "rpc/continuation.h"
#include "rpc/kept_request.h"
#include "session/session_events.h"

namespace idl::detail {

/// What a slot keeps for the next call. More is rare and would add up over a hundred slots.
inline constexpr std::size_t kKeptSlotBytes = 64 * 1024;

/// Somebody who waits for something that a connection reads: a thread, or a continuation.
struct Waiter {
  bool done = false;
  std::condition_variable wake{};
  Continuation* continuation = nullptr;

  /// It has come; said by the thread that reads.
  void finish() {
    done = true;
    wake.notify_one();
    if (continuation != nullptr) [[unlikely]]
      std::exchange(continuation, nullptr)->go_on();
  }
};

/// One call under way, or over. Once `done`, `reply` belongs to the borrower alone.
class CallSlot {
 public:
  Waiter waiter;
  CallId call{};
  std::string_view method{};
  TimePoint deadline = TimePoint::max();
  TimePoint ended{};         ///< When the reply came about, once `done`.
  bool patient = false;      ///< It waits until there is a connection (wait_for_ready).
  bool unconnected = false;  ///< It has ended before there was one: that is its end for good.
  Reply reply;
  KeptRequest kept{};                       ///< The borrower's alone.
  std::vector<std::uint32_t> references{};  ///< That came with the reply and are not held yet.

  /// The call has succeeded; takes the results over. The waiter is to be told.
  void succeed(Payload results, Descriptors descriptors);

  /// The call has failed; takes the failure over. Likewise.
  void fail(WireError failure);

  /// Makes the slot ready for another call, and gives big memory back.
  void reset();

 private:
  void keep(BytesView body);

  Payload payload_;  // of several frames: taken over as it is
  Descriptors descriptors_;
  Bytes copy_;  // of one frame: copied, because the view ends with the next read
};

/// The slots of one connection: those that are lent, by call, and those that wait for use.
class CallSlots {
 public:
  /// An unused slot, without a call yet.
  CallSlot* borrow();

  /// From now on find() knows the slot by its call.
  void open(CallSlot& slot, CallId call);

  /// The open slot of `call`, which is not open any more from now on; null if there is none.
  CallSlot* close(CallId call);

  /// All that are open.
  [[nodiscard]] std::vector<CallSlot*> open_slots() const;

  /// Takes a slot back that was borrowed and is not open.
  void give_back(CallSlot& slot);

  /// How many are open. Needs no lock.
  [[nodiscard]] std::size_t open_count() const {
    return open_count_.load(std::memory_order_relaxed);
  }

 private:
  struct Entry {
    CallId call;
    CallSlot* slot;
  };

  std::vector<std::unique_ptr<CallSlot>> all_;
  std::vector<CallSlot*> unused_;
  std::vector<Entry> open_;  // at most a few hundred, mostly closed in order: a scan finds them
  std::atomic<std::size_t> open_count_{0};
};

}  // namespace idl::detail
