// Who runs the calls that a reader has found on a client's connection.
// Reading is not its business.
#pragma once

namespace idl::detail {

class IncomingCall;

class CallTaker {
 public:
  /// Serves the call, or refuses it, and finishes it. Does not wait for its handler. Without the
  /// connection's lock.
  virtual void take(IncomingCall& call) = 0;

 protected:
  ~CallTaker() = default;
};

}  // namespace idl::detail
