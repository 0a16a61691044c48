// What the leading thread of a server does: it polls, reads all that is there from each connection
// that is ready, runs the calls, answers all of them and writes once. Everything here but the inbox
// and the registry belongs to whoever holds the lead, and passes with it: so a batch of calls that
// a blocking handler has interrupted is finished by the next leader.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "idl/listener.h"
#include "idl/server.h"
#include "loop/poller.h"
#include "loop/timer_queue.h"
#include "loop/waker.h"
#include "rpc/acceptor.h"
#include "rpc/connection.h"
#include "rpc/crew.h"
#include "rpc/dispatcher.h"
#include "rpc/hot_peers.h"
#include "rpc/loop_inbox.h"
#include "rpc/running_tasks.h"
#include "rpc/server_registry.h"
#include "rpc/server_watch.h"
#include "rpc/stream_driver.h"

namespace idl::detail {

/// A connection without calls and without traffic for so long is closed: it costs the peer nothing
/// to come again, and a peer that has vanished is never noticed otherwise.
inline constexpr Duration kIdleClose = std::chrono::seconds(300);

/// How much one read takes at most.
inline constexpr std::size_t kServerReadBytes = 128 * 1024;

/// How long a peer without calls may take to answer a go-away. A client without a thread reads
/// nothing while it is idle; it finds the last word when it comes again.
inline constexpr Duration kQuietPeerPatience = std::chrono::milliseconds(100);

/// Hears of the end of a drain.
class DrainListener {
 public:
  /// All connections are closed; `report` tells what had to be cut off. On the leader's thread.
  virtual void on_drained(ShutdownReport report) = 0;

 protected:
  ~DrainListener() = default;
};

/// What a loop works with; everything outlives it.
struct LoopParts {
  const ServerOptions& options;
  const ServiceTable& services;
  const void* server = nullptr;  ///< Names the server in CurrentCall.
  DrainListener& drain_listener;
  std::shared_ptr<const ServerWatch> watch = nullptr;        ///< Null: nobody looks on.
  std::shared_ptr<const ChannelWatch> peer_watch = nullptr;  ///< Likewise, at calls to peers.
};

class ServerLoop final : private Duties, private StreamDriver, private CallHost {
 public:
  static Result<std::unique_ptr<ServerLoop>> create(const LoopParts& parts);

  ServerLoop(const LoopParts& parts, std::unique_ptr<Poller> poller, std::unique_ptr<Waker> waker);
  /// Ends the connections that no drain could end.
  ~ServerLoop();

  [[nodiscard]] Crew& crew() { return crew_; }

  // For an own loop, whose thread keeps the lead.
  [[nodiscard]] int poll_fd() const { return poller_->fd(); }
  [[nodiscard]] Duration next_timeout() const;
  /// One round of the leader's, waiting for up to `at_most`.
  void round(Duration at_most);

  // Any thread.
  void add_listener(std::unique_ptr<Listener> listener);
  /// Begins to drain; whatever is left at `deadline` is cut off. The earliest deadline counts.
  void begin_drain(TimePoint deadline);
  /// The calls whose handlers run now, the oldest first.
  [[nodiscard]] ShutdownReport open_calls();
  /// Waits until the handlers that are coroutines have ended. If this is one of them, waits for the
  /// others; `self` then keeps the loop until it has ended, too.
  void await_tasks(const std::shared_ptr<void>& self) { tasks_.await_end(self); }

 private:
  class InlinePermit;
  class OwnLoopPermit;
  using Guard = Connection::Guard;

  // Duties, on the crew's threads.
  bool lead() override;
  void serve(IncomingCall& call) override;
  void interrupt_leader() override { waker_->wake(); }

  // CallHost, on whatever threads coroutines end.
  void task_begun() override { tasks_.begin(); }
  void task_ended() override { tasks_.end(); }
  void task_ended(IncomingCall& call) override;

  // StreamDriver, for handlers of calls with streams, which have threads of their own.
  [[nodiscard]] bool await(Guard& guard, Waiter& waiter, TimePoint deadline) override;
  void send_off(Guard& guard, Connection& connection) override;
  void leave_output(Guard& guard, Connection& connection) override;
  void nudge(Guard&) override {}  // None of those who wait reads.

  // Everything below belongs to the leader. Functions that give a bool give whether this thread
  // still leads; after a false it touches nothing of the loop.
  bool lead_once(Duration at_most);
  bool attend(const Ready& ready);
  bool finish_batch();
  bool attend_hot(Duration& patience);
  /// `asked`: as for Connection::read().
  bool read_connection(ServerPeer& peer, std::optional<TimePoint> asked = std::nullopt);
  bool run_calls(ServerPeer& peer, Guard& guard, TimePoint received);
  bool run_call(IncomingCall& call, Guard& guard);
  /// What has become of a call that the leader took.
  enum class Placed : std::uint8_t { Over, HandedOver, OverWithoutLead };
  Placed place(IncomingCall& call);
  Placed turn_away(IncomingCall& call, const char* reason);
  Placed take_turn(IncomingCall& call);
  [[nodiscard]] bool may_run_here(const IncomingCall& call) const;
  bool run_inline(IncomingCall& call, bool& over);
  [[nodiscard]] bool run_on_own_loop(IncomingCall& call);
  void count(const IncomingCall& call, std::ptrdiff_t change);
  [[nodiscard]] std::size_t max_streams(const IncomingCall& call) const;
  [[nodiscard]] const char* overload(const IncomingCall& call) const;
  void settle(ServerPeer& peer, Guard& guard);
  void watch(ServerPeer& peer, const Guard& guard);
  void end(ServerPeer& peer, Guard& guard, const Error& reason);

  bool handle_inbox();
  void accept_all(Token listener);
  void welcome(std::unique_ptr<Transport> transport, bool irreplaceable);
  bool pass_time(TimePoint now);
  bool pass_time(ServerPeer& peer, TimePoint now);
  [[nodiscard]] Duration time_to_wait(TimePoint now) const;
  void set_timer(ServerPeer& peer, const Guard& guard);
  void set_timer(ServerPeer& peer, TimePoint due);
  void start_drain(TimePoint deadline);
  bool may_end(const ServerPeer& peer, const Guard& guard, TimePoint now) const;
  void check_drain(TimePoint now);

  // Calls on a thread of the crew that does not lead.
  bool serve_one(IncomingCall& call);  // whether it is over
  /// Those of a serial service that came behind one that is over.
  void serve_next(SerialLine& line);
  void pass_turn(SerialLine& line);
  void complete(IncomingCall& call);

  const LoopParts parts_;
  const std::unique_ptr<Poller> poller_;
  const std::unique_ptr<Waker> waker_;
  LoopInbox inbox_;
  ByteAccount account_;  // of all connections, which go first
  ServerRegistry registry_;
  std::atomic<std::ptrdiff_t> calls_{0};    // being served or queued
  std::atomic<std::ptrdiff_t> streams_{0};  // those of them that have streams
  RunningTasks tasks_;

  Acceptor acceptor_;
  TimerQueue timers_;
  HotPeers hot_;
  const std::unique_ptr<std::byte[]> buffer_;  // what was read and is not parsed yet
  std::optional<Token> batch_;                 // the connection whose calls are being taken
  TimePoint batch_received_{};
  TimePoint now_{};  // when the leader asked for it last
  std::uint64_t last_token_ = 0;
  bool draining_ = false;
  bool drained_ = false;
  TimePoint drain_begun_{};
  TimePoint drain_deadline_ = TimePoint::max();

  Crew crew_;  // last: its threads end before the rest goes
};

}  // namespace idl::detail
