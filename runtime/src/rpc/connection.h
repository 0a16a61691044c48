// One connection: a transport and the session that speaks over it, under one lock. Both sides use
// this class; calls may run in both directions. It does not wait and has no thread: a channel's
// reader role or a server's loop drives it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "idl/error.h"
#include "idl/result.h"
#include "idl/time_point.h"
#include "idl/trace.h"
#include "idl/transport.h"

#include "rpc/call_slot.h"
#include "rpc/flush_pace.h"
#include "rpc/incoming_calls.h"
#include "rpc/sent_trace.h"
#include "rpc/service_table.h"
#include "session/session.h"

namespace idl::detail {

class CallRoute;
class LocalService;
class OpeningTransport;
class ReferenceRoute;
class ChannelWatch;
class ServerWatch;
class CallLink;
class StreamDriver;
class StreamPort;
struct ConnectionStats;

/// How long output may make no progress before the peer counts as lost.
inline constexpr Duration kSendStall = std::chrono::seconds(60);

/// What a connection is given at birth. `services`, if any, outlive it.
struct ConnectionSetup {
  Role role = Role::Initiator;
  SessionOptions session{};
  std::size_t max_calls = 100;  ///< Of this side, at once, those with streams apart.
  const ServiceTable* services = nullptr;
  StreamDriver* driver = nullptr;  ///< Who drives it, if it is a loop.
  ByteAccount* account = nullptr;  ///< Of the server; outlives the connection.
  std::shared_ptr<Tracer> tracer = nullptr;
  std::shared_ptr<const ServerWatch> watch = nullptr;  ///< Looks on at the calls that are served.
  /// Looks on at the calls of this side that go to the peer of this connection, and to no other.
  std::shared_ptr<const ChannelWatch> peer_watch = nullptr;
  std::shared_ptr<ConnectionStats> stats = nullptr;
  std::shared_ptr<Executor> executor = nullptr;  ///< For continuations; null: the default one.
  OpeningTransport* opening = nullptr;           ///< The transport, if it is still being opened.
};

/// What one read brought. `bytes` lie in what was given to read().
struct Received {
  IoOutcome outcome;
  BytesView bytes{};
  TimePoint at{};
  Descriptors descriptors{};  ///< That came beside the bytes.
};

/// Functions that take a Guard need this connection's lock, held by that guard. One thread at a
/// time reads (read(), accept_bytes(), next_call()).
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Guard = std::unique_lock<std::mutex>;

  Connection(std::unique_ptr<Transport> transport, const ConnectionSetup& setup, TimePoint now);
  ~Connection();

  [[nodiscard]] Guard lock() { return Guard(mutex_); }

  // What needs no lock.
  /// A number that its owner knows it by; set before anybody else knows the connection.
  void set_name(std::uint64_t name) { name_ = name; }
  [[nodiscard]] std::uint64_t name() const { return name_; }
  [[nodiscard]] const PeerInfo& peer() const { return transport_->peer(); }
  [[nodiscard]] const std::shared_ptr<Tracer>& tracer() const { return tracer_; }
  /// Who drives it. It may be gone when the connection is closed.
  [[nodiscard]] StreamDriver* driver() const { return driver_; }
  [[nodiscard]] const std::shared_ptr<Executor>& executor() const { return executor_; }
  [[nodiscard]] const std::shared_ptr<const ChannelWatch>& peer_watch() const {
    return peer_watch_;
  }
  [[nodiscard]] Transport& transport() { return *transport_; }

  /// The client's link that drives it; set before anybody else knows the connection.
  void set_client_link(std::weak_ptr<CallLink> link, StreamDriver& driver) {
    client_link_ = std::move(link);
    driver_ = &driver;
  }
  /// That link, unless it is gone; null also where a loop drives the connection.
  [[nodiscard]] std::shared_ptr<CallLink> client_link() const { return client_link_.lock(); }
  [[nodiscard]] bool is_loops() const { return is_loops_; }

  /// Reads once into `into`, without waiting. Needs no lock. `asked` is when the caller has asked
  /// for the time last, if that was just now: the clock is asked again only where somebody
  /// measures calls.
  Received read(std::span<std::byte> into, std::optional<TimePoint> asked = std::nullopt);

  /// Gives what was read, or the end of the connection, to the session, which takes the descriptors
  /// over. Take all calls afterwards.
  void accept_received(Guard& guard, Received& received);

  /// Handles what the session has to tell, until it tells of a call, which is returned and has to
  /// be finished; null when there is nothing more.
  IncomingCall* next_call(Guard& guard, TimePoint now);

  /// Where a call waits for its end, and the time at which it is begun.
  struct Beginning {
    CallSlot& slot;
    TimePoint now;
  };

  /// Begins a call and puts it into the slot, which was borrowed. The request is in the output.
  Result<void> begin(Guard& guard, const CallRequest& request, const CallStart& start,
                     const Beginning& beginning);

  /// Queues a one-way call.
  Result<void> begin_one_way(Guard& guard, const CallRequest& request, const CallStart& start,
                             TimePoint now);

  /// The session, for the streams of its calls.
  [[nodiscard]] Session& session(const Guard&) { return session_; }

  /// From now on `port` hears of its call, until that is over or it is taken away.
  void add_port(Guard& guard, StreamPort& port);
  void remove_port(Guard& guard, StreamPort& port);

  /// Writes the output now or, if that has been done just now, leaves it to be written soon.
  void flush_paced(Guard& guard, StreamDriver& driver, TimePoint now);

  /// Output that was left is about to be written; false if there was none.
  [[nodiscard]] bool take_left_output(const Guard&) { return std::exchange(left_output_, false); }

  /// Whether the port's next write is worth a try.
  [[nodiscard]] bool has_room(const Guard& guard, const StreamPort& port) const;

  /// From now on output that leaves tells the port that it may write. Under the lock.
  void add_blocked(StreamPort& port);
  void remove_blocked(StreamPort& port);

  /// The same as long as it lives. Made and destroyed under the lock.
  class BlockedWriter {
   public:
    BlockedWriter(Connection& connection, StreamPort& port);
    ~BlockedWriter();
    BlockedWriter(const BlockedWriter&) = delete;
    BlockedWriter& operator=(const BlockedWriter&) = delete;

   private:
    Connection& connection_;
    StreamPort& port_;
  };

  /// A call of the peer is to be cancelled at its deadline; until now nobody waited for that.
  void watch_deadline(Guard& guard, TimePoint deadline);

  /// Ends a call of this side with `error`, unless it has ended; the peer is told.
  void cancel(Guard& guard, CallSlot& slot, Error error);

  /// Likewise all that do not wait for ready.
  void cancel_impatient(Guard& guard, const Error& error);

  /// Lets time pass for the session. Take all calls afterwards.
  void tick(Guard& guard, TimePoint now);
  [[nodiscard]] std::optional<TimePoint> next_deadline(const Guard& guard) const;

  /// The driver will let time pass at `due` at the latest.
  void note_timer(const Guard&, TimePoint due) { timer_due_ = due; }
  /// Whether the driver has to be told of something to be done at `due`, for it looks later.
  [[nodiscard]] bool advance_timer(const Guard&, TimePoint due) {
    return due < timer_due_ && (timer_due_ = due, true);
  }

  /// Writes as much of the output as the system takes at once.
  void flush(Guard& guard);
  [[nodiscard]] bool wants_write(const Guard& guard) const;
  [[nodiscard]] std::size_t output_size(const Guard& guard) const;
  /// Whether a write failed: what has arrived is to be read, then the connection is over.
  [[nodiscard]] bool write_failed(const Guard& guard) const;

  /// Answers, for the thread that serves `call`. They take the lock.
  void reply(IncomingCall& call, const Outgoing& results);
  void fail(IncomingCall& call, const Failure& failure);

  /// The numbers of the peer's objects that came with a message and are not held yet.
  using ReferenceNumbers = std::vector<std::uint32_t>;

  /// The way to an object of the peer, which is taken out of those `received`; null if it is not
  /// among them. Takes the lock.
  std::shared_ptr<CallRoute> take_reference(ReferenceNumbers& received, std::uint32_t number);

  /// An object that had been received so often is held no more. Takes the lock.
  void let_go(std::uint32_t number, std::uint32_t count);

  /// Ends objects of this side that nobody holds any more; the lock is let go meanwhile.
  void end_dropped(Guard& guard);

  /// Gives back what a message has brought and nobody took.
  void give_back(const Guard& guard, ReferenceNumbers& received);

  /// The handler of `call` is over; the object is taken back. The caller holds the connection
  /// itself, for the call may hold it as the last one.
  void finish(Guard& guard, IncomingCall& call);

  /// Begins to drain, and whether nothing is left to be done. The peer and the handlers are told.
  void go_away(Guard& guard, std::string_view reason);
  [[nodiscard]] bool drained(const Guard& guard) const;
  /// Whether one of the two sides goes away. Needs no lock.
  [[nodiscard]] bool drains() const { return drains_.load(std::memory_order_acquire); }

  /// Whether no call is open, in either direction, and nothing is left to be written.
  [[nodiscard]] bool is_quiet(const Guard& guard) const;

  /// Ends the connection and tells the peer why, and which of its calls were taken.
  void close(Guard& guard, const Error& reason);

  /// Gives the connection up: every call of this side ends with `error`, those of the peer are
  /// cancelled.
  void abandon(Guard& guard, const Error& error);

  /// Who is to be told when the handshake has succeeded or failed; null: nobody.
  void set_greeter(Guard&, Waiter* greeter) { greeter_ = greeter; }

  /// Why the connection is over, for the first who asks since it is.
  [[nodiscard]] std::optional<Error> take_end(const Guard&) {
    return std::exchange(end_taken_, closed_.has_value()) ? std::nullopt : closed_;
  }

  /// Why the connection is over, once it is.
  [[nodiscard]] const std::optional<Error>& closed(const Guard& guard) const;
  [[nodiscard]] bool greeted(const Guard&) const { return greeted_; }
  /// The transport as one that is, or was, opened while calls wait; null: it was open before.
  [[nodiscard]] OpeningTransport* opening() const { return opening_; }
  /// Whether new calls of this side may succeed. Needs no lock.
  [[nodiscard]] bool takes_calls() const { return takes_calls_.load(std::memory_order_acquire); }
  /// How many calls of this side are under way. Needs no lock.
  [[nodiscard]] std::size_t calls_under_way() const { return slots_.open_count(); }
  [[nodiscard]] TimePoint last_activity(const Guard&) const { return last_activity_; }

  /// The calls that are being served.
  [[nodiscard]] const std::vector<IncomingCall*>& running(const Guard&) const {
    return incoming_.running();
  }

  [[nodiscard]] CallSlots& slots(const Guard&) { return slots_; }

 private:
  void handle(const HandshakeDone&);
  void handle(const CallReceived&) {}  // next_call() admits calls
  void handle(ReplyReceived& event);
  void handle(CallFailed& event);
  void handle(const CallCancelled& event);
  void end_port(CallId call, Buffer unread);
  [[nodiscard]] StreamPort* find_port(CallId call) const;
  bool wake_writers(Guard& guard);
  void handle(const StreamReadable& event);
  void handle(const StreamEnded& event);
  void handle(const StreamWritable& event);
  void handle(const ReferenceReleased& event);
  void handle(const PeerGoingAway&);
  void handle(const Closed& event);

  void begin_to_drain();
  /// Whether nobody has connected yet: no call has gone anywhere.
  [[nodiscard]] bool is_opening() const { return opening_ != nullptr && !greeted_; }
  void explain(Error& error) const;
  void take_no_more_calls() { takes_calls_.store(false, std::memory_order_release); }
  void write_output();
  void cancel_overdue(TimePoint now);
  void end_greeting();
  void note_refused_calls(Guard& guard);
  void refuse(const CallReceived& event, const Failure& failure);
  void book(std::size_t leaving = 0);
  [[nodiscard]] bool may_give(const OutgoingReferences& references) const;
  void note_given(const OutgoingReferences& references);
  Result<CallId> call_with_references(const CallRequest& request, const Outgoing& parameters);
  void reply_with_references(CallId call, const Outgoing& results, Descriptors descriptors);
  void drop_all_given();
  [[nodiscard]] ServedMethod* find_method(const CallReceived& event) const;
  IncomingCall* admit(Guard& guard, CallReceived& event, TimePoint now);
  Result<CallId> send(const CallRequest& request, const CallStart& start, TimePoint now);
  void fail_writes(Error failure);
  Result<CallId> call_with_descriptors(const CallRequest& request, const Outgoing& parameters);
  IoOutcome write_once(const Output& next);
  void trace_begun(const CallStart& start, CallId call);
  void trace_ended(const CallSlot& slot);

  std::mutex mutex_;
  const std::unique_ptr<Transport> transport_;
  OpeningTransport* const opening_;
  const bool takes_descriptors_;
  std::uint64_t name_ = 0;
  const ServiceTable* const services_;
  StreamDriver* driver_;
  const bool is_loops_;  // driven by a loop
  std::weak_ptr<CallLink> client_link_;
  const std::size_t max_calls_;
  const std::shared_ptr<Tracer> tracer_;
  const std::shared_ptr<const ServerWatch> watch_;
  const std::shared_ptr<const ChannelWatch> peer_watch_;
  const std::shared_ptr<ConnectionStats> stats_;  // null: nobody counts
  ByteAccount* const account_;
  const std::shared_ptr<Executor> executor_;

  // Guarded by mutex_.
  Session session_;
  CallSlots slots_;
  IncomingCalls incoming_;
  SentTrace sent_trace_;
  std::vector<StreamPort*> ports_;    // of calls of both directions
  std::vector<StreamPort*> blocked_;  // those whose writers wait
  FlushPace pace_;
  bool left_output_ = false;  // and somebody knows of it
  std::optional<Error> write_failure_;
  std::optional<Error> closed_;
  bool end_taken_ = false;
  TimePoint last_activity_;
  std::uint64_t counted_refusals_ = 0;             // of those that the session counts
  std::size_t booked_ = 0;                         // in account_
  TimePoint watched_deadline_ = TimePoint::max();  // the next of a call whose handler waits for it
  std::optional<TimePoint> stalled_since_;         // output waits since then, without progress
  std::unordered_map<std::uint32_t, std::shared_ptr<const LocalService>> given_;  // by number
  std::unordered_map<std::uint32_t, std::weak_ptr<ReferenceRoute>> held_;  // the peer's, by number
  std::vector<std::shared_ptr<const LocalService>> dropped_;  // to end without the lock
  TimePoint timer_due_ = TimePoint::max();
  Waiter* greeter_ = nullptr;
  bool greeted_ = false;
  std::atomic<bool> takes_calls_{true};  // read without the lock, as is the next
  std::atomic<bool> drains_{false};
};

}  // namespace idl::detail
