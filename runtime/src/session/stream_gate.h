// What the outbox has to know about credit: how much of a stream may leave. The session's streams
// keep the account.
#pragma once

#include <cstddef>

#include "session/session_events.h"

namespace idl::detail {

class StreamGate {
 public:
  /// How many bytes the peer takes of this call's stream now, counted over frames with headers.
  [[nodiscard]] virtual std::size_t room(CallId call) const = 0;

  /// A frame of so many bytes, header included, has been queued.
  virtual void spend(CallId call, std::size_t bytes) = 0;

 protected:
  ~StreamGate() = default;
};

}  // namespace idl::detail
