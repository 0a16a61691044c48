// A handshake ahead of the session that it is for, so that one which fails can be followed by one
// with another address, while that session, and the calls in it, wait.
#pragma once

#include <cstddef>
#include <memory>

#include "idl/bytes.h"
#include "idl/result.h"
#include "idl/time_point.h"
#include "idl/transport.h"
#include "net/dial.h"
#include "session/session.h"

namespace idl::detail {

/// One thread at a time.
class Handshake {
 public:
  /// As the initiator, with what a session with the same options says.
  Handshake(std::unique_ptr<Transport> transport, const SessionOptions& options, TimePoint now,
            TimePoint deadline);

  /// Goes on as far as it can without waiting: whether both sides agree. Fails if they do not, if
  /// the peer goes, or if the deadline has passed.
  Result<bool> step(TimePoint now);

  /// What to wait for behind a step that was not the last.
  [[nodiscard]] DialWait waits_for();

  // Behind it: the session has this much of its output behind it, and is to receive those bytes.
  [[nodiscard]] std::size_t written() const { return written_; }
  [[nodiscard]] const Bytes& received() const { return received_; }
  [[nodiscard]] std::unique_ptr<Transport> take_transport() { return std::move(transport_); }

 private:
  Result<void> write();
  Result<bool> read(TimePoint now);
  Result<bool> listen();
  [[nodiscard]] Error failed(Code code, const char* why) const;

  std::unique_ptr<Transport> transport_;
  Session session_;
  const TimePoint deadline_;
  std::size_t written_ = 0;
  Bytes received_;
};

}  // namespace idl::detail
