// A client's thread of last resort: it writes output that the socket did not take at once and that
// nobody waits for, such as a burst of one-way calls, and the last elements of a burst of them; and
// it reads for those who wait without a thread of theirs. It starts when it is first needed;
// clients that only make blocking calls have it only if a peer stops reading in the middle of one.
#pragma once

#include <condition_variable>
#include <thread>

#include "rpc/caretaker.h"
#include "rpc/reader_role.h"

namespace idl::detail {

/// Guards are of the connection's lock. `connection` and `role` outlive it.
class Attendant final : public Caretaker {
 public:
  Attendant(Connection& connection, ReaderRole& role) : connection_(connection), role_(role) {}
  /// Ends the thread.
  ~Attendant() override;

  /// If the system has no thread to give, the output waits for the next use of the connection.
  void attend(Connection::Guard& guard) override;
  /// Within kLeftOutputDelay.
  void attend_soon(Connection::Guard& guard) override;
  void begin_wait() override;
  void end_wait() override;

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
