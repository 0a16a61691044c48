// One call from the caller's side, without its types: started, awaited, cancelled. Stub and Pending
// stand on it; users never see it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "idl/bytes.h"
#include "idl/call_options.h"
#include "idl/call_watch.h"
#include "idl/descriptors.h"
#include "idl/error.h"
#include "idl/executor.h"
#include "idl/method.h"
#include "idl/outgoing.h"
#include "idl/result.h"
#include "idl/time_point.h"
#include "idl/trace.h"

namespace idl::detail {

class CallSlot;
class CallLink;
class CallRoute;
struct CallRequest;
struct CallTimes;
struct LinkRequest;
class StartedCall;
class StreamPort;
struct CallAttempt;

/// How a call ended. If `error` is absent, `body` holds the results; if `declared` is not 0,
/// `error` is the declared error of that id and `body` holds its fields.
struct Reply {
  BytesView body{};
  std::optional<Error> error = std::nullopt;
  std::uint64_t declared = 0;
  Descriptors* descriptors = nullptr;  ///< That came with the results; set if there is no error.
};

/// What a stub knows about the call that it starts.
struct CallStart {
  const Method& method;
  const CallOptions& options;  ///< Outlives the start of the call.
  Outgoing parameters{};
  TimePoint stub_called{};  ///< Set only if the channel is traced.
  bool awaited = false;     ///< The same thread waits for the end right away.
  MethodKind kind = MethodKind::Unary;
  StreamPort* port = nullptr;  ///< Where the streams of the call end, if it has any.
  TimePoint since{};           ///< When interceptors were asked, if they were: its time runs since.
};

/// A call that is under way, or has ended, or (default-constructed) never was. Destroying it
/// cancels the call. One that was started rather than awaited is made again, where its channel's
/// rules say so, while somebody waits for it. Moving needs no other thread in it; cancel() may come
/// from any thread while one other thread is in wait() or ready().
class ClientCall {
 public:
  ClientCall();
  ClientCall(ClientCall&& other) noexcept;
  ClientCall& operator=(ClientCall&& other) noexcept;
  ~ClientCall();

  /// A call that has failed before it was sent.
  static ClientCall failed(Error error);
  static ClientCall failed(const CallRoute& route, const CallOptions& options, Error error);

  /// Sends the request, connecting first if there is no connection. A failure is the call's reply.
  /// A call that is awaited has ended when this returns, after as many attempts as it may have.
  static ClientCall start(const std::shared_ptr<CallRoute>& route, const CallStart& start);

  /// Whether wait() returns at once. It reads what has arrived, but does not wait for it. It counts
  /// as waiting where the call is to be made again.
  [[nodiscard]] bool ready();

  /// Waits for the end of the call, reading for all calls of the connection if nobody else does.
  /// The reply is valid as long as this object.
  const Reply& wait();

  /// Whether the call has ended. Does not read.
  [[nodiscard]] bool ended();

  /// `work` is done on `executor`, null for the default one, when the call has ended; false if it
  /// has ended already. Throws std::system_error if the system has no thread to give. Once it
  /// waits, another thread may destroy this object.
  [[nodiscard]] bool await_without_thread(std::shared_ptr<Executor> executor,
                                          std::function<void()> work);
  /// Nobody waits so any more; before this object goes.
  void forget();

  /// Where continuations go on; null: the default executor.
  [[nodiscard]] const std::shared_ptr<Executor>& executor() const;

  /// Ends the call with Code::Cancelled, unless it has ended before; the peer is told.
  void cancel();

  /// Ends the call with `error`, unless it has ended before; the peer is told.
  void give_up(Error error);

  /// The same, also if it has ended well. Not while another thread is in wait().
  void overrule(const Error& error);

  /// The way to an object that came with the reply of a call that has succeeded; null if there is
  /// none of that number.
  std::shared_ptr<CallRoute> take_reference(std::uint32_t number);

  /// Reports a step of this call to the route's tracer, if there is one.
  void trace(Step step, std::size_t bytes);

 private:
  static ClientCall send(const std::shared_ptr<CallRoute>& route, const CallStart& start);
  static ClientCall send_watched(const std::shared_ptr<CallRoute>& route, const CallStart& start);
  void attempt(const std::shared_ptr<CallRoute>& route, const CallStart& start,
               LinkRequest& wanted);
  void begin(std::shared_ptr<CallLink> link, const CallRequest& request, const CallStart& start,
             const CallTimes& times);
  Error* failure_so_far(bool awaited);
  const Reply& await_reply();
  const Reply& first_reply();
  [[nodiscard]] bool is_repeated();
  std::shared_ptr<StartedCall> started();
  [[nodiscard]] CallAttempt last() const;
  [[nodiscard]] const Reply& reply() const;
  void give_up_watched() noexcept;
  void end_watch(const Reply& reply) noexcept;
  void release() noexcept;

  std::shared_ptr<CallLink> link_;
  CallSlot* slot_ = nullptr;              // owned by link_, lent until release()
  std::shared_ptr<StartedCall> started_;  // from when somebody waits for it
  bool over_ = false;                     // the slot's reply is there, and this object's own
  std::shared_ptr<Executor> executor_;    // of the call's options
  Tracer* tracer_ = nullptr;              // link_ keeps it alive
  Reply reply_;                           // of a call that has failed before it was sent
  std::optional<CallWatch> watch_{};      // until those who look on have heard of the end

  std::mutex cancelling_;   // guards the next one, and started_ where it is set or cancelled
  bool cancelled_ = false;  // before there was a started_
};

/// Queues a one-way call and lets it leave at once if the socket takes it.
Result<void> send_one_way(const std::shared_ptr<CallRoute>& route, const CallStart& start);

/// The moment, if the route is traced; otherwise the epoch, without a look at the clock.
TimePoint trace_time(const CallRoute& route);

}  // namespace idl::detail
