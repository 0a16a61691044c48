// What a handler may know about the call that it serves: who called, how much time is left, and
// whether anybody still waits. It cannot answer the call; the handler does that by returning.
#pragma once

#include <optional>
#include <stop_token>
#include <string_view>

#include "idl/metadata.h"
#include "idl/peer.h"
#include "idl/time.h"
#include "idl/trace_context.h"

namespace idl {

namespace detail {
class IncomingCall;
}  // namespace detail

/// One call from the handler's side. It is valid until the handler returns, or its task ends; any
/// thread may ask it until then. Calls to other services that the handler makes on its own thread,
/// or its task on any, inherit its deadline and count as nested in it.
class Context {
 public:
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  /// Who called: where it is, on Unix sockets the process and user as the kernel vouches, and the
  /// way to call it back on the same connection.
  [[nodiscard]] Peer peer() const;

  /// The method's full name, `package.Service.method`.
  [[nodiscard]] std::string_view method() const;

  /// Whether nobody waits for the answer any more: the caller cancelled or is gone, its time ran
  /// out, or the shutdown of its server is over. A handler that works for long asks now and then.
  /// For a one-way call nobody waits anyway: that its caller is gone does not count.
  [[nodiscard]] bool cancelled() const;

  /// The same as a token: requested to stop when the call is cancelled, or its time runs out. Its
  /// callbacks run where ServerOptions::executor says, never under a lock of the runtime; the token
  /// may outlive the call. Costs nothing until it is asked for. Throws std::system_error if the
  /// system has no thread for the callbacks.
  [[nodiscard]] std::stop_token stop_token() const;

  /// Whether the connection is about to end, because this server or the peer shuts down. The call
  /// may go on for the grace that Server::shutdown() gives, and is cut off then: a handler whose
  /// streams would never end ends them now.
  [[nodiscard]] bool draining() const;

  /// As stop_token(), and requested to stop already when draining() begins to hold: the one token
  /// for a handler that waits until there is something to send.
  [[nodiscard]] std::stop_token drain_token() const;

  /// The time that the caller still waits: zero when it is over, no_deadline (the greatest
  /// Duration) if it waits for ever.
  [[nodiscard]] Duration remaining() const;

  /// What the caller sent beside the parameters: foreign text and bytes, within the limits of
  /// idl/metadata.h.
  [[nodiscard]] const Metadata& metadata() const;

  /// Where the call stands in the caller's trace, if it is in one. Calls that the handler makes
  /// continue it (CallOptions::trace).
  [[nodiscard]] const std::optional<TraceContext>& trace() const;

 private:
  friend class detail::IncomingCall;
  explicit Context(detail::IncomingCall& call) : call_(call) {}

  detail::IncomingCall& call_;
};

}  // namespace idl
