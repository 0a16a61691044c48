// The choices that a caller makes for single calls. They are set on a client with with(), so that
// they stay out of the parameter lists of the methods.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include "idl/executor.h"
#include "idl/metadata.h"
#include "idl/time.h"
#include "idl/trace_context.h"

namespace idl {

/// As a timeout: the call waits for as long as it takes. Only on purpose, therefore by name.
inline constexpr Duration no_deadline = Duration::max();

/// How long a call may take when neither its caller nor its method says otherwise: a person's
/// patience, and short enough that a lost answer does not hold a thread for ever.
inline constexpr Duration kDefaultTimeout = std::chrono::seconds(30);

/// Options of one call, or of all calls of a client.
struct CallOptions {
  /// How long the whole call may take: finding and connecting to a server if need be, sending, the
  /// answer, and all of that again if the call is repeated. If it is not said here, the method's
  /// own `@timeout` holds, or else kDefaultTimeout; calls with streams have no deadline then.
  /// Inside a handler, the time that its own call has left applies too, whichever is shorter.
  std::optional<Duration> timeout{};
  /// Whether running the procedure twice does no more than running it once, also where its method
  /// is not marked `@idempotent`. Such a call may be repeated when it may have run.
  bool idempotent = false;
  /// Whether a call waits, within its timeout, for as long as no server can be reached. Without, it
  /// fails once every address has been tried.
  bool wait_for_ready = false;
  /// How often it is repeated at most, rather than what RetryOptions say; 0: never.
  std::optional<std::uint32_t> max_retries{};
  /// What travels beside the parameters, for the interceptors and the handler of the other side.
  Metadata metadata{};
  /// Where the call stands in a trace; it is sent as it is. If it is not said here, a call made
  /// inside a handler continues the trace of the handler's own call with a new span, and any other
  /// call has none. One that is not valid(): the call is in no trace, also inside a handler.
  std::optional<TraceContext> trace{};
  /// Where callbacks of a started call run, and coroutines go on that await it; if it is not said
  /// here, ChannelOptions::executor.
  std::shared_ptr<Executor> executor = nullptr;

  friend bool operator==(const CallOptions&, const CallOptions&) = default;
};

}  // namespace idl
