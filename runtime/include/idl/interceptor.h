// What stands around calls: hooks that see every call of a channel or a server before it runs and
// after it has ended. Logging, authentication and tracing are built on them; they see names,
// metadata, times and outcomes, never the payload.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "idl/call_options.h"
#include "idl/context.h"
#include "idl/error.h"
#include "idl/method.h"
#include "idl/result.h"
#include "idl/time.h"
#include "idl/trace_context.h"

namespace idl {

/// A call that is about to leave.
struct OutgoingCall {
  std::string_view method{};  ///< `package.Service.method`; lives as long as the program.
  MethodKind kind = MethodKind::Unary;
  /// Of this call alone: an interceptor may change them. `trace` is what the call would carry; the
  /// trace of the handler in which the call is made is in it already.
  CallOptions& options;
};

/// How a call ended.
struct CallEnd {
  std::string_view method{};  ///< `package.Service.method`; lives as long as the program.
  MethodKind kind = MethodKind::Unary;
  const Error* error = nullptr;  ///< Null: it succeeded. A declared error's message is its name.
  /// At the client from on_call to the arrival of the answer; at the server from the arrival of the
  /// call until it is answered.
  Duration duration{};
  std::size_t request_bytes = 0;        ///< Of the encoded parameters.
  std::size_t reply_bytes = 0;          ///< Of the encoded results; of streams nothing counts.
  std::optional<TraceContext> trace{};  ///< That the call carried.
};

/// Stands around the calls of a channel (ChannelOptions::interceptors), or of a server to its peers
/// (ServerOptions::peer_interceptors). Any thread calls it,
/// several at once, never under a lock of the runtime. What it throws is contained: from on_call it
/// fails the call, from on_end it is dropped.
class ClientInterceptor {
 public:
  virtual ~ClientInterceptor() = default;

  /// Before the call leaves, on the thread that makes it, once however often the call is tried. In
  /// the order of the list; an error ends the call with it, and those behind see nothing. It may
  /// block: the time of the call runs meanwhile.
  [[nodiscard]] virtual Result<void> on_call(OutgoingCall& call);

  /// The call has ended: on the thread that takes its result or gives it up, before that one has
  /// it. In the reverse order, of those whose on_call succeeded. A one-way call ends when it is
  /// queued.
  virtual void on_end(const CallEnd& end);
};

/// Stands around the calls that a server serves (ServerOptions::interceptors), or a channel
/// (ChannelOptions::serve_interceptors). Threads and exceptions are as above. Calls that the
/// runtime refuses itself (unknown methods, limits, time that is over) never get there.
class ServerInterceptor {
 public:
  virtual ~ServerInterceptor() = default;

  /// Before the handler, on its thread and like a part of it: it may block, and calls that it makes
  /// are nested ones. In the order of the list. An error refuses the call: the handler does not
  /// run, and the caller gets the error with Executed::No and Origin::Application.
  [[nodiscard]] virtual Result<void> on_call(Context& context);

  /// The call is about to be answered, or a one-way handler has ended; on any thread. In the
  /// reverse order, of those whose on_call succeeded.
  virtual void on_end(const Context& context, const CallEnd& end);
};

}  // namespace idl
