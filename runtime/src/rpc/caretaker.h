// Who looks after a client's connection while no thread of a caller does: a thread of last resort,
// or the application's own loop.
#pragma once

#include "rpc/connection.h"

namespace idl::detail {

/// Guards are of the connection's lock.
class Caretaker {
 public:
  virtual ~Caretaker() = default;
  Caretaker(const Caretaker&) = delete;
  Caretaker& operator=(const Caretaker&) = delete;

  /// From now on the output is written as the socket takes it.
  virtual void attend(Connection::Guard& guard) = 0;

  /// The same, soon: by then more has come together, or others have written it.
  virtual void attend_soon(Connection::Guard& guard) = 0;

  /// Somebody begins to wait without a thread: from now on this one reads, until as many have ended
  /// to. Under the lock. Throws std::system_error if the system has no thread to give.
  virtual void begin_wait() = 0;
  virtual void end_wait() = 0;

 protected:
  Caretaker() = default;
};

}  // namespace idl::detail
