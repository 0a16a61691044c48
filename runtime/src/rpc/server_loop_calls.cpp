// The leader's way with one connection: read, run, answer, write. The other parts of the same class
// are in server_loop.cpp and server_loop_time.cpp.
#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "base/wait_until.h"
#include "rpc/serial_line.h"
#include "rpc/server_loop.h"
#include "rpc/worker_permit.h"

namespace idl::detail {
namespace {

// One connection that sends without end must not keep the others waiting.
constexpr int kReadsInARow = 16;
// Answers of a batch are written when so many bytes have come together, so that memory stays small.
constexpr std::size_t kWriteBatchBytes = 256 * 1024;

constexpr const char* kTooManyWait = "the server has too many calls that wait for a thread";

// Plain handlers with streams block while they read and write; coroutines do not.
bool holds_thread_for_streams(const IncomingCall& call) {
  return call.streams() != nullptr && !call.method->is_coroutine;
}

}  // namespace

/// Lets a handler that runs on the leader's thread block: the lead goes to another thread first.
class ServerLoop::InlinePermit final : public BlockingPermit {
 public:
  InlinePermit(Crew& crew, LeadToken::Run run) : crew_(crew), run_(run) {}

  Result<void> prepare_to_block() override {
    if (crew_.give_lead_away(run_)) return {};
    return no_thread_left();
  }

 private:
  Crew& crew_;
  const LeadToken::Run run_;
};

/// The application's thread is the only one that reads: a handler that waits there would wait for
/// what only this thread can bring.
class ServerLoop::OwnLoopPermit final : public BlockingPermit {
 public:
  Result<void> prepare_to_block() override {
    return Error{Code::ResourceExhausted,
                 "the handler cannot wait, for it runs in the application's own loop, which would "
                 "stand still (ServerOptions::own_loop)",
                 Executed::No, Origin::Local};
  }
};

bool ServerLoop::finish_batch() {
  if (!batch_) return true;
  ServerPeer* peer = registry_.find(*batch_);
  if (peer != nullptr) {
    Guard guard = peer->connection->lock();
    if (!run_calls(*peer, guard, batch_received_)) return false;
    settle(*peer, guard);
  }
  return true;
}

bool ServerLoop::read_connection(ServerPeer& peer, std::optional<TimePoint> asked) {
  const std::shared_ptr<Connection> connection = peer.connection;
  const std::span<std::byte> buffer(buffer_.get(), kServerReadBytes);
  for (int reads = 1;; ++reads) {
    Received received = connection->read(buffer, std::exchange(asked, std::nullopt));
    Guard guard = connection->lock();
    now_ = received.at;
    connection->accept_received(guard, received);
    if (!run_calls(peer, guard, received.at)) return false;
    connection->flush(guard);
    // After a failed write, what has arrived is read to its end.
    const bool more =
        !connection->closed(guard) &&
        (connection->write_failed(guard) ||
         (received.outcome.status == IoStatus::Done && received.bytes.size() == buffer.size()));
    if (more && reads < kReadsInARow) continue;
    settle(peer, guard);
    return true;
  }
}

bool ServerLoop::run_calls(ServerPeer& peer, Guard& guard, TimePoint received) {
  Connection& connection = *peer.connection;
  batch_ = peer.token;
  batch_received_ = received;
  while (IncomingCall* call = connection.next_call(guard, received)) {
    if (!run_call(*call, guard)) return false;
    if (connection.output_size(guard) >= kWriteBatchBytes) connection.flush(guard);
  }
  batch_.reset();
  return true;
}

bool ServerLoop::run_call(IncomingCall& call, Guard& guard) {
  count(call, 1);
  guard.unlock();
  const Placed placed = place(call);
  if (placed == Placed::OverWithoutLead) return false;
  guard.lock();
  if (placed == Placed::Over) {
    count(call, -1);
    call.connection->finish(guard, call);
  }
  return true;
}

ServerLoop::Placed ServerLoop::place(IncomingCall& call) {
  if (const char* reason = overload(call)) return turn_away(call, reason);
  if (call.method->line == nullptr) return take_turn(call);
  switch (call.method->line->enter(call)) {
    case SerialLine::Turn::Now:
      return take_turn(call);
    case SerialLine::Turn::Later:
      return Placed::HandedOver;
    case SerialLine::Turn::Never:
      return turn_away(call,
                       "too many calls wait for their turn at a serial service "
                       "(ServiceOptions::max_waiting_calls)");
  }
  return Placed::HandedOver;
}

ServerLoop::Placed ServerLoop::turn_away(IncomingCall& call, const char* reason) {
  refuse(call, reason);
  return Placed::Over;
}

ServerLoop::Placed ServerLoop::take_turn(IncomingCall& call) {
  SerialLine* const line = call.method->line;
  const bool here = may_run_here(call);
  bool over = true;
  if (here && !run_inline(call, over)) return Placed::OverWithoutLead;
  if (here && !over) return Placed::HandedOver;
  if (!here && crew_.submit(call)) return Placed::HandedOver;
  // Only the leader lets calls into the line, so none has come behind this one.
  if (line != nullptr) (void)line->leave();
  if (here) return Placed::Over;
  return turn_away(call, kTooManyWait);
}

bool ServerLoop::may_run_here(const IncomingCall& call) const {
  if (holds_thread_for_streams(call)) return false;
  return parts_.options.own_loop || (call.method->policy.may_run_inline() && crew_.has_spare());
}

void ServerLoop::count(const IncomingCall& call, std::ptrdiff_t change) {
  calls_.fetch_add(change, std::memory_order_relaxed);
  if (call.streams() != nullptr) streams_.fetch_add(change, std::memory_order_relaxed);
}

std::size_t ServerLoop::max_streams(const IncomingCall& call) const {
  const ServerOptions& options = parts_.options;
  if (!holds_thread_for_streams(call)) return options.max_streams;
  // One of the threads has to be left for the other calls.
  return std::min(options.max_streams, std::max<std::size_t>(3, options.max_threads) - 2);
}

const char* ServerLoop::overload(const IncomingCall& call) const {
  const ServerOptions& options = parts_.options;
  if (std::cmp_greater(calls_.load(std::memory_order_relaxed), options.max_calls)) {
    return "the server has too many calls under way";
  }
  if (call.streams() != nullptr &&
      std::cmp_greater(streams_.load(std::memory_order_relaxed), max_streams(call))) {
    return "the server has too many calls with streams under way (ServerOptions::max_streams)";
  }
  return nullptr;
}

bool ServerLoop::await(Guard& guard, Waiter& waiter, TimePoint deadline) {
  const auto is_done = [&waiter] { return waiter.done; };
  return wait_until(waiter.wake, guard, deadline, is_done);
}

void ServerLoop::send_off(Guard& guard, Connection& connection) {
  connection.flush(guard);
  if (!connection.wants_write(guard) && !connection.write_failed(guard)) return;
  inbox_.add_connection(Token{connection.name()});
  waker_->wake();
}

void ServerLoop::leave_output(Guard&, Connection& connection) {
  inbox_.add_left(Token{connection.name()});
  waker_->wake();
}

bool ServerLoop::run_on_own_loop(IncomingCall& call) {
  OwnLoopPermit permit;
  return run_handler(call, *this, &permit, now_);
}

bool ServerLoop::run_inline(IncomingCall& call, bool& over) {
  if (parts_.options.own_loop) {
    over = run_on_own_loop(call);
    return true;
  }
  SerialLine* const line = call.method->line;
  TimePoint now = now_;  // from here on another thread may come to lead
  const LeadToken::Run run = crew_.begin_run(*call.method);
  InlinePermit permit(crew_, run);
  over = run_handler(call, *this, &permit, now);
  if (crew_.end_run(run)) {
    now_ = now;
    return true;
  }
  crew_.give_back();
  if (!over) return false;
  complete(call);
  if (line != nullptr) serve_next(*line);
  return false;
}

void ServerLoop::serve(IncomingCall& call) {
  SerialLine* const line = call.method->line;
  if (serve_one(call) && line != nullptr) serve_next(*line);
}

bool ServerLoop::serve_one(IncomingCall& call) {
  if (crew_.stopping()) call.cancel();  // a one-way call whose connection was over already
  WorkerPermit permit(crew_);
  TimePoint now = steady_clock().now();
  const bool over = run_handler(call, *this, &permit, now);
  crew_.give_back();
  if (over) complete(call);
  return over;
}

void ServerLoop::serve_next(SerialLine& line) {
  while (IncomingCall* next = line.leave()) {
    crew_.take_again();
    if (!serve_one(*next)) return;
  }
}

void ServerLoop::task_ended(IncomingCall& call) {
  SerialLine* const line = call.method->line;
  complete(call);
  if (line != nullptr) pass_turn(*line);
  tasks_.end();
}

// Not on this thread, which may be anybody's.
void ServerLoop::pass_turn(SerialLine& line) {
  while (IncomingCall* next = line.leave()) {
    if (crew_.submit(*next)) return;
    refuse(*next, kTooManyWait);
    complete(*next);
  }
}

void ServerLoop::complete(IncomingCall& call) {
  const std::shared_ptr<Connection> connection = call.connection;
  count(call, -1);
  Guard guard = connection->lock();
  connection->finish(guard, call);
  connection->end_dropped(guard);
  connection->flush(guard);
  const bool needs_leader = connection->wants_write(guard) || connection->write_failed(guard) ||
                            connection->drained(guard);
  guard.unlock();
  if (!needs_leader) return;
  inbox_.add_connection(Token{connection->name()});
  waker_->wake();
}

void ServerLoop::settle(ServerPeer& peer, Guard& guard) {
  Connection& connection = *peer.connection;
  connection.flush(guard);
  if (const auto& closed = connection.closed(guard)) {
    end(peer, guard, *closed);
    return;
  }
  if (draining_ && may_end(peer, guard, steady_clock().now())) {
    end(peer, guard, Error{Code::GoingAway, "the server has shut down"});
    return;
  }
  if (connection.write_failed(guard)) {
    inbox_.add_connection(peer.token);
    waker_->wake();
  }
  watch(peer, guard);
  set_timer(peer, guard);
}

void ServerLoop::watch(ServerPeer& peer, const Guard& guard) {
  Connection& connection = *peer.connection;
  const Interest wish = connection.wants_write(guard) ? Interest::Both : Interest::Read;
  const bool changes = std::exchange(peer.wish, wish) != wish;
  if (HotPeers::takes(connection.transport())) {
    hot_.add(peer);
    return;
  }
  if (!changes) return;
  // If the poller cannot, the output waits until the peer sends something, or stalls.
  (void)poller_->modify(connection.transport().poll_fd(), peer.token,
                        connection.transport().want(wish));
}

void ServerLoop::end(ServerPeer& peer, Guard& guard, const Error& reason) {
  const std::shared_ptr<Connection> connection = peer.connection;
  if (!connection->closed(guard)) connection->close(guard, reason);
  const Error why = *connection->closed(guard);
  guard.unlock();
  if (parts_.watch != nullptr) parts_.watch->note_ended(connection->peer(), why);
  poller_->remove(connection->transport().poll_fd());
  hot_.remove(peer);
  if (peer.due != TimePoint::max()) timers_.cancel(peer.timer);
  acceptor_.leave(peer.key);
  const bool was_irreplaceable = peer.irreplaceable;
  registry_.erase(peer.token);
  // Nobody can come any more: the server has served all that there was.
  if (was_irreplaceable && acceptor_.empty() && registry_.empty()) start_drain(TimePoint::max());
}

}  // namespace idl::detail
