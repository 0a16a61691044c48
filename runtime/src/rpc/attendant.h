// A client's thread of last resort: it writes output that the socket did not take at once and that
// nobody waits for, such as a burst of one-way calls, and the last elements of a burst of them; and
// it reads for those who wait without a thread of theirs. It starts when it is first needed;
// clients that only make blocking calls have it only if a peer stops reading in the middle of one.
#pragma once

#include <condition_variable>
#include <thread>

#include "rpc/reader_role.h"

namespace idl::detail {

/// Guards are of the connection's lock. `connection` and `role` outlive it.
class Attendant {
 public:
  Attendant(Connection& connection, ReaderRole& role) : connection_(connection), role_(role) {}
  /// Ends the thread.
  ~Attendant();
  Attendant(const Attendant&) = delete;
  Attendant& operator=(const Attendant&) = delete;

  /// From now on the output is written as the socket takes it. If the system has no thread to give,
  /// the output waits for the next use of the connection.
  void attend(Connection::Guard& guard);

  /// The same, within kLeftOutputDelay: by then more has come together, or others have written it.
  void attend_soon(Connection::Guard& guard);

  /// Somebody begins to wait without a thread: from now on this one reads, until as many have ended
  /// to. Under the lock. Throws std::system_error if the system has no thread to give.
  void begin_wait();
  void end_wait();

 private:
  void work();
  void write(Connection::Guard& guard);
  void read(Connection::Guard& guard);
  void rouse();
  void interrupt();

  Connection& connection_;
  ReaderRole& role_;

  // Guarded by the connection's lock.
  bool wanted_ = false;
  bool wanted_soon_ = false;
  bool stopping_ = false;
  bool reading_ = false;
  std::size_t waits_ = 0;  // of those without a thread
  std::condition_variable wake_;
  Waiter waiter_;
  std::thread thread_;
};

}  // namespace idl::detail
