// One received call while it is served: what stands behind ServerCall and Context. A connection
// lends these objects out and takes them back, so that their memory serves call after call.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "idl/bytes.h"
#include "idl/context.h"
#include "idl/metadata.h"
#include "idl/server_call.h"
#include "idl/stream_end.h"
#include "idl/time_point.h"
#include "idl/trace.h"
#include "idl/trace_context.h"

#include "rpc/destination.h"
#include "rpc/served_task.h"
#include "rpc/service_table.h"
#include "session/session_events.h"

namespace idl::detail {

class CallRoute;
class Connection;
class LocalService;
class ServerWatch;
class StreamDriver;
class StreamPort;

/// A call on its way through a server. `connection` and the members up to `parameters` are set by
/// the connection before the call is handed out and stay until it is finished; one thread serves
/// it.
class IncomingCall final : public ServerCall {
 public:
  IncomingCall();
  ~IncomingCall();

  std::shared_ptr<Connection> connection;
  ServedMethod* method = nullptr;
  CallId id{};
  TimePoint deadline = TimePoint::max();
  TimePoint received{};
  std::uint8_t depth = 0;
  bool one_way = false;
  Descriptors descriptors{};  ///< That came with the parameters and that nobody has taken.
  bool answered = false;
  std::atomic<bool> cancelled{false};            ///< Set by whoever reads the connection.
  IncomingCall* next = nullptr;                  ///< In whatever queue the call waits in.
  std::size_t place = 0;                         ///< Among the connection's running calls.
  std::vector<std::uint32_t> references{};       ///< That came with it and are not held yet.
  std::shared_ptr<const LocalService> object{};  ///< That it is for; null: a registered service.
  Metadata metadata;
  std::optional<TraceContext> trace_context{};
  const ServerWatch* watch = nullptr;  ///< The connection's; null: nobody looks on.
  std::size_t interceptors = 0;        ///< So many of them have entered the call and not left it.

  /// Takes over what came beside the parameters.
  void keep_extras(CallExtras extras);
  ServedTask task{*this};  ///< If its handler is a coroutine.

  /// Takes the parameters over; a view is copied, because it ends with the next read.
  void keep_parameters(Payload parameters);
  [[nodiscard]] BytesView parameters() const;

  [[nodiscard]] Context& handler_context() { return context_; }

  /// The call has streams. Under the connection's lock.
  StreamPort& open_streams(StreamDriver& driver);
  /// Where its streams end; null if it has none.
  [[nodiscard]] StreamPort* streams() const { return port_.get(); }
  [[nodiscard]] StreamEnd& stream_end();

  /// What calls made by its handler inherit, which is one of `server`.
  [[nodiscard]] CurrentCall as_current(const void* server) const {
    return {.deadline = deadline,
            .depth = depth,
            .server = server,
            .trace = trace_context ? &*trace_context : nullptr};
  }

  /// Answers, at most once; later answers are ignored.
  void reply(const Outgoing& results);
  void fail(const Error& error);
  void fail_declared(std::uint64_t declared, std::string_view name, const Outgoing& fields);

  /// The handler of a one-way call has ended: nothing else tells of it.
  void end_one_way();

  /// Nobody waits any more: tells the handler. Under the connection's lock.
  void cancel();

  /// The connection drains: tells the handler. Under the connection's lock.
  void tell_drain();

  /// Requested to stop when the call is cancelled or its deadline passes. Any thread.
  [[nodiscard]] std::stop_token stop_token();
  /// The same, or when the connection begins to drain.
  [[nodiscard]] std::stop_token drain_token();

  /// The call is to be cancelled at its deadline, by whoever drives the connection, for somebody
  /// waits for that. The guard is of the connection's lock.
  void watch_deadline(std::unique_lock<std::mutex>& guard);
  [[nodiscard]] bool is_watched() const { return is_watched_; }

  /// The way to an object that came with the call; null if there is none of that number.
  [[nodiscard]] std::shared_ptr<CallRoute> take_reference(std::uint32_t number);

  /// Reports a step to the tracer, if there is one.
  void trace(Step step, std::size_t bytes);

  /// Forgets the call, and gives big memory back.
  void reset();

 private:
  void leave_interceptors(const Error* error, std::size_t reply_bytes);

  /// The reason why the call fails whatever its handler says.
  [[nodiscard]] std::optional<Error> overruled() const;

  class ServerStream;

  [[nodiscard]] std::stop_token token_of(std::stop_source& source);
  void request(const std::stop_source& source);

  Context context_{*this};
  std::stop_source stop_{std::nostopstate};  // guarded by the connection's lock, as is what follows
  std::stop_source drain_{std::nostopstate};
  Destination stop_callbacks_;
  bool is_watched_ = false;
  std::unique_ptr<StreamPort> port_;      // of a call with streams
  std::unique_ptr<ServerStream> stream_;  // what its handler sees
  Payload payload_;
  Bytes copy_;
};

}  // namespace idl::detail
