// One connection as the calls of this side see it: begun, awaited, cancelled, given back. Who
// drives the connection, a channel's waiting threads or a server's loop, is the business of those
// who derive from it.
#pragma once

#include <memory>

#include "idl/client_call.h"
#include "idl/error.h"
#include "idl/result.h"
#include "idl/time_point.h"
#include "rpc/call_slot.h"
#include "rpc/channel_log.h"
#include "rpc/connection.h"
#include "rpc/stream_driver.h"

namespace idl::detail {

/// What ends a call that its caller gives up.
[[nodiscard]] Error call_cancelled();

/// The time at which a call is begun, asked for once for all that is done with it, and that by
/// which it has to be over.
struct CallTimes {
  TimePoint now{};
  TimePoint deadline = TimePoint::max();
};

/// Any thread. A call holds the link that its slot is from.
class CallLink : protected StreamDriver {
 public:
  using Guard = Connection::Guard;

  virtual ~CallLink() = default;
  CallLink(const CallLink&) = delete;
  CallLink& operator=(const CallLink&) = delete;

  /// Sends a call: at once if it is awaited or the connection was quiet, otherwise with those that
  /// follow it, or that were begun just before. The slot goes back with release(). A call that is
  /// awaited has ended when this returns; another may have, because the connection turned out to be
  /// dead.
  Result<CallSlot*> begin(const CallRequest& request, const CallStart& start,
                          const CallTimes& times);

  /// Sends a one-way call, likewise, or queues what the system does not take.
  Result<void> begin_one_way(const CallRequest& request, const CallStart& start, TimePoint now);

  /// Waits for the end of a call.
  void await(CallSlot& slot);

  /// Whether a call has ended, after reading what has arrived.
  virtual bool ready(CallSlot& slot) = 0;

  /// Ends a call that has not ended with `error`.
  void cancel(CallSlot& slot, Error error);

  /// Whether a call has ended; and whether it has, because the connection was of no use for it.
  bool ended(CallSlot& slot);
  bool ended_unserved(CallSlot& slot);

  /// `continuation` goes on when the call has ended; false if it has ended already. Throws
  /// std::system_error if the system has no thread to read with.
  [[nodiscard]] bool await_without_thread(CallSlot& slot, Continuation& continuation);
  /// It does not wait any more.
  void forget(CallSlot& slot, Continuation& continuation);

  /// Where continuations go on when nobody says otherwise.
  [[nodiscard]] const std::shared_ptr<Executor>& executor() const {
    return connection_->executor();
  }

  /// From now on calls of the peer are taken, and read when nobody waits. Fails with
  /// ResourceExhausted.
  virtual Result<void> serve() = 0;

  /// The way to an object that came with the call's reply; null if there is none of that number.
  std::shared_ptr<CallRoute> take_reference(CallSlot& slot, std::uint32_t number);

  /// Takes a slot back; a call that has not ended is cancelled.
  void release(CallSlot& slot);

  /// Ends the connection: its calls end with `error`.
  void close(const Error& error);

  /// If the connection is over and this is the first to hear of it, `log` does.
  void tell_end(const ChannelLog& log) const { log.note_end(*connection_); }

  /// Whether a new call may succeed here.
  [[nodiscard]] bool takes_calls() const { return connection_->takes_calls(); }

  /// How many calls are under way here.
  [[nodiscard]] std::size_t calls_under_way() const { return connection_->calls_under_way(); }

  /// When something was last sent or received.
  [[nodiscard]] TimePoint last_activity();

 protected:
  explicit CallLink(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}

  // What drivers differ in. Guards are of the connection's lock, the streams' functions too.
  /// A call is about to be begun.
  virtual void refresh(Guard& guard, TimePoint now) = 0;
  /// This thread waits until the call has ended.
  virtual void await_end(Guard& guard, CallSlot& slot) = 0;
  /// A call with this deadline has been begun; max: it has none, or nobody waits for it.
  virtual void expect_end(Guard& guard, TimePoint deadline) = 0;
  /// The output is to leave. If it is `awaited`, this thread waits for an answer right away.
  virtual void send_off(Guard& guard, bool awaited) = 0;

  /// Whoever is about to wait sends what was left to be sent with more.
  void send_left_output(Guard& guard);

  using StreamDriver::await;
  using StreamDriver::nudge;
  using StreamDriver::send_off;

  const std::shared_ptr<Connection> connection_;

 private:
  void cancel_locked(Guard& guard, CallSlot& slot, Error error);
};

}  // namespace idl::detail
