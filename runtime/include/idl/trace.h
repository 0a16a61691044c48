// The anatomy of a call: a hook that hears of every step on the way from the client's stub to the
// answer. Set one in ChannelOptions and ServerOptions. Without one, a call pays a single branch a
// step. It observes; it changes nothing and never sees the payload.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "idl/time_point.h"

namespace idl {

/// The steps of a call, in the order in which they happen.
enum class Step : std::uint8_t {
  ClientStubCalled,        ///< client: the generated function was entered
  ParametersMarshalled,    ///< client: the parameters are bytes in the output
  RequestSent,             ///< client: the system has taken the request, or it waits for room
  RequestReceived,         ///< server: the request was read and parsed
  Dispatched,              ///< server: a thread begins to serve it
  ParametersUnmarshalled,  ///< server: the parameters are values again
  ProcedureRun,            ///< server: the handler has returned
  ResultMarshalled,        ///< server: the answer is bytes in the output
  ReplySent,               ///< server: the system has taken the answer, or it waits for room
  ReplyReceived,           ///< client: the answer was read and parsed
  ResultUnmarshalled,      ///< client: the result is a value again
  Returned,                ///< client: the generated function returns
};

/// The step's name as it is written above.
[[nodiscard]] std::string_view to_string(Step step);

/// One step of one call.
struct TraceEvent {
  Step step = Step::ClientStubCalled;
  std::uint64_t call = 0;     ///< The call's id on its connection, the same on both sides.
  std::string_view method{};  ///< Lives as long as the program.
  std::size_t bytes = 0;  ///< Of the parameters or of the result, without the frame around them.
  TimePoint at{};         ///< Of the monotonic clock, comparable within one machine.
};

/// Hears of the steps. Any thread calls it, also several at once, sometimes under a lock of the
/// runtime: it must return soon and must not call into the runtime.
class Tracer {
 public:
  virtual ~Tracer() = default;
  virtual void on_step(const TraceEvent& event) noexcept = 0;
};

}  // namespace idl
