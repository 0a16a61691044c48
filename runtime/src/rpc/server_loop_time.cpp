// The leader's timers, and the drain. The other parts of the same class are in server_loop.cpp and
// server_loop_calls.cpp.
#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "rpc/server_loop.h"

namespace idl::detail {

bool ServerLoop::pass_time(TimePoint now) {
  acceptor_.wake_up(now);
  while (const auto expired = timers_.pop_due(now)) {
    ServerPeer* peer = registry_.find(Token{expired->payload});
    if (peer != nullptr && !pass_time(*peer, now)) return false;
  }
  if (draining_) check_drain(now);
  return true;
}

bool ServerLoop::pass_time(ServerPeer& peer, TimePoint now) {
  const std::shared_ptr<Connection> connection = peer.connection;
  peer.due = TimePoint::max();
  Guard guard = connection->lock();
  connection->tick(guard, now);
  (void)connection->take_left_output(guard);  // It leaves with whatever else is settled below.
  if (!run_calls(peer, guard, now)) return false;
  const bool idle = !peer.irreplaceable && connection->running(guard).empty() &&
                    now - connection->last_activity(guard) >= kIdleClose;
  if (idle && !connection->closed(guard)) {
    end(peer, guard, Error{Code::GoingAway, "the connection was idle for too long"});
  } else {
    settle(peer, guard);
  }
  return true;
}

void ServerLoop::set_timer(ServerPeer& peer, const Guard& guard) {
  const Connection& connection = *peer.connection;
  TimePoint due = TimePoint::max();
  if (!peer.irreplaceable) due = deadline_after(connection.last_activity(guard), kIdleClose);
  // A call may run for longer without a byte: its connection is looked at again after as long.
  if (due <= now_) due = deadline_after(now_, kIdleClose);
  if (const auto next = connection.next_deadline(guard)) due = std::min(due, *next);
  // Nobody tells of a peer that has become quiet: a drain looks again and again, with pauses.
  if (draining_) due = std::min(due, now_ + kQuietPeerPatience);
  set_timer(peer, due);
  peer.connection->note_timer(guard, peer.due);
}

void ServerLoop::set_timer(ServerPeer& peer, TimePoint due) {
  // A timer that comes too early is set anew then: that is cheaper than moving it with each call.
  if (due >= peer.due) return;
  if (peer.due != TimePoint::max()) timers_.cancel(peer.timer);
  peer.due = due;
  peer.timer = timers_.add(due, static_cast<std::uint64_t>(peer.token));
}

Duration ServerLoop::time_to_wait(TimePoint now) const {
  TimePoint next = timers_.next_due().value_or(TimePoint::max());
  if (const auto resting = acceptor_.resting_until()) next = std::min(next, *resting);
  if (draining_ && !drained_) next = std::min(next, drain_deadline_);
  return next == TimePoint::max() ? kForever : remaining(next, now);
}

Duration ServerLoop::next_timeout() const {
  // Hot peers have not asked to be rung for: the next round looks at them, or lets them rest.
  return hot_.empty() ? time_to_wait(steady_clock().now()) : Duration::zero();
}

void ServerLoop::start_drain(TimePoint deadline) {
  drain_deadline_ = std::min(drain_deadline_, deadline);
  if (std::exchange(draining_, true)) return;
  drain_begun_ = steady_clock().now();
  if (parts_.watch != nullptr) parts_.watch->note_draining(registry_.size());
  acceptor_.close();
  for (const Token token : registry_.tokens()) {
    ServerPeer& peer = *registry_.find(token);
    Guard guard = peer.connection->lock();
    peer.connection->go_away(guard, "the server is shutting down");
    settle(peer, guard);
  }
}

bool ServerLoop::may_end(const ServerPeer& peer, const Guard& guard, TimePoint now) const {
  const Connection& connection = *peer.connection;
  if (connection.drained(guard)) return true;
  return connection.is_quiet(guard) && now - drain_begun_ >= kQuietPeerPatience;
}

void ServerLoop::check_drain(TimePoint now) {
  if (drained_) return;
  ShutdownReport report;
  if (!registry_.empty()) {
    if (now < drain_deadline_) return;
    report = registry_.open_calls(now);
    for (const Token token : registry_.tokens()) {
      ServerPeer& peer = *registry_.find(token);
      Guard guard = peer.connection->lock();
      end(peer, guard, Error{Code::GoingAway, "the server has shut down"});
    }
  }
  drained_ = true;
  if (parts_.watch != nullptr) parts_.watch->note_drained(report.open_calls.size());
  waker_->wake();  // The round is about to wait, and who drives it in an own loop is done.
  parts_.drain_listener.on_drained(std::move(report));
}

}  // namespace idl::detail
