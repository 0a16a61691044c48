// Who reads a client's connection: one of those who wait for something, and it reads for all of
// them. Whoever got what it waited for hands the role to the next. So blocking calls need no thread
// of the channel's own, and the common case, one caller, needs no hand-over.
#pragma once

#include <vector>

#include "base/system.h"
#include "loop/waker.h"
#include "net/spin.h"
#include "rpc/call_slot.h"
#include "rpc/call_taker.h"
#include "rpc/connection.h"
#include "rpc/read_buffer.h"

namespace idl::detail {

/// The role, and what its holder needs. Guards are of `connection`'s lock; it, `system` and `waker`
/// outlive the role.
class ReaderRole {
 public:
  ReaderRole(Connection& connection, System& system, Waker& waker);

  /// Waits until `waiter.done`, or until `deadline`; reads for everybody meanwhile unless somebody
  /// else does.
  void await(Connection::Guard& guard, Waiter& waiter, TimePoint deadline);

  /// Waits until the output is written, the connection is over, or `waiter.done`.
  void await_flushed(Connection::Guard& guard, Waiter& waiter);

  /// Reads for everybody until the connection is over or `waiter.done`, unless somebody else does.
  void attend(Connection::Guard& guard, Waiter& waiter);

  /// From now on calls of the peer go to `taker`, which outlives the open connection.
  void set_taker(const Connection::Guard&, CallTaker& taker) { taker_ = &taker; }

  /// Reads what has arrived without waiting, unless somebody reads anyway.
  void peek(Connection::Guard& guard);

  /// Makes the present reader look again at what it waits for. False if nobody reads.
  bool nudge(Connection::Guard&) { return nudge(); }
  /// The same; the lock is held.
  bool nudge();

  /// Makes the present reader look again if the connection has something to do before it would.
  void hasten(Connection::Guard& guard);

  /// Whether somebody reads, or waits to.
  [[nodiscard]] bool is_attended(const Connection::Guard&) const {
    return taken_ || !followers_.empty();
  }

 private:
  enum class Until { Done, Flushed, Closed };

  void wait(Connection::Guard& guard, Waiter& waiter, TimePoint deadline, Until until);
  bool over(Connection::Guard& guard, const Waiter& waiter, Until until) const;
  void follow(Connection::Guard& guard, Waiter& waiter, TimePoint deadline);
  void lead_once(Connection::Guard& guard, TimePoint deadline);
  bool spin(const Transport& transport, Interest wish);
  bool poll(Transport& transport, Interest wish, TimePoint until);
  /// `asked`: as for Connection::read().
  Received read(std::optional<TimePoint> asked = std::nullopt);
  /// Leaves the last read in `received`.
  void take_all(Connection::Guard& guard, Received& received);
  void pass_time(Connection::Guard& guard, TimePoint now);
  void settle(Connection::Guard& guard, TimePoint now);
  void hand_over();

  Connection& connection_;
  System& system_;
  Waker& waker_;
  // The reader's.
  ReadBuffer buffer_;
  Spin spin_;

  // Guarded by the connection's lock.
  CallTaker* taker_ = nullptr;
  bool taken_ = false;
  TimePoint polled_until_ = TimePoint::max();  // when the reader looks again
  std::vector<Waiter*> followers_;
};

}  // namespace idl::detail
