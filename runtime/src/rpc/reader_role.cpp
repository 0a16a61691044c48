// Leader and followers over one connection. The leader polls and reads without the lock and takes
// it to hand out what it read.
#include "rpc/reader_role.h"

#include <poll.h>

#include <algorithm>
#include <array>

#include "base/clock.h"
#include "base/wait_until.h"
#include "loop/wait_time.h"

namespace idl::detail {
namespace {

short events_of(Interest interest) {
  return static_cast<short>((has(interest, Interest::Read) ? POLLIN : 0) |
                            (has(interest, Interest::Write) ? POLLOUT : 0));
}

int milliseconds_until(TimePoint deadline) {
  return wait_milliseconds(deadline == TimePoint::max()
                               ? std::chrono::nanoseconds::max()
                               : remaining(deadline, steady_clock().now()));
}

}  // namespace

ReaderRole::ReaderRole(Connection& connection, System& system, Waker& waker)
    : connection_(connection), system_(system), waker_(waker) {}

void ReaderRole::await(Connection::Guard& guard, Waiter& waiter, TimePoint deadline) {
  wait(guard, waiter, deadline, Until::Done);
}

void ReaderRole::await_flushed(Connection::Guard& guard, Waiter& waiter) {
  wait(guard, waiter, TimePoint::max(), Until::Flushed);
}

void ReaderRole::attend(Connection::Guard& guard, Waiter& waiter) {
  wait(guard, waiter, TimePoint::max(), Until::Closed);
}

bool ReaderRole::over(Connection::Guard& guard, const Waiter& waiter, Until until) const {
  return waiter.done || (until == Until::Flushed && !connection_.wants_write(guard)) ||
         (until == Until::Closed && connection_.closed(guard));
}

void ReaderRole::wait(Connection::Guard& guard, Waiter& waiter, TimePoint deadline, Until until) {
  while (!over(guard, waiter, until)) {
    if (taken_) {
      follow(guard, waiter, deadline);
    } else {
      taken_ = true;
      lead_once(guard, deadline);
      taken_ = false;
    }
    if (over(guard, waiter, until)) break;
    if (const TimePoint now = steady_clock().now(); now >= deadline) {
      pass_time(guard, now);
      break;
    }
  }
  // Also a follower does so: the role may have been handed to it when it was about to leave.
  if (!taken_) hand_over();
}

void ReaderRole::follow(Connection::Guard& guard, Waiter& waiter, TimePoint deadline) {
  followers_.push_back(&waiter);
  wait_until(waiter.wake, guard, deadline);
  followers_.erase(std::find(followers_.begin(), followers_.end(), &waiter));
}

void ReaderRole::lead_once(Connection::Guard& guard, TimePoint deadline) {
  const std::optional<TimePoint> due = connection_.next_deadline(guard);
  const TimePoint until = due ? std::min(*due, deadline) : deadline;
  polled_until_ = until;
  const bool writes = connection_.wants_write(guard);
  // After a failed write what has arrived is read, and nothing more can come.
  const bool broken = connection_.write_failed(guard);
  Transport& transport = connection_.transport();
  const Interest wish = writes ? Interest::Both : Interest::Read;
  guard.unlock();
  const bool seen = !broken && spin(transport, wish);
  const bool readable = broken || seen || poll(transport, wish, until);
  Received received = readable ? read(seen ? spin_.asked() : std::nullopt) : Received{};
  guard.lock();
  if (writes) connection_.flush(guard);
  if (readable) take_all(guard, received);
  if (!due) return;
  if (const TimePoint now = readable ? received.at : steady_clock().now(); now >= *due) {
    pass_time(guard, now);
  }
}

// Whether there is something, before the system is asked. A nudge ends it, too; poll() clears that.
bool ReaderRole::spin(const Transport& transport, Interest wish) {
  if (transport.glance(wish) == Glance::AskSystem) return false;
  bool ready = false;
  const auto look = [&] {
    ready = transport.glance(wish) == Glance::Ready;
    return ready || waker_.is_awake();
  };
  return spin_.until(look) && ready;
}

bool ReaderRole::poll(Transport& transport, Interest wish, TimePoint until) {
  std::array<pollfd, 2> asked{pollfd{transport.poll_fd(), events_of(transport.want(wish)), 0},
                              pollfd{waker_.fd(), POLLIN, 0}};
  const bool at_once = transport.pending() > 0;
  const auto ready = system_.poll(asked, at_once ? 0 : milliseconds_until(until));
  if (ready.ok() && asked[1].revents != 0) waker_.clear();
  return at_once || !ready.ok() || asked[0].revents != 0;
}

Received ReaderRole::read(std::optional<TimePoint> asked) {
  return connection_.read(buffer_.next(), asked);
}

void ReaderRole::take_all(Connection::Guard& guard, Received& received) {
  while (!connection_.closed(guard)) {
    const bool full = buffer_.note(received.bytes.size());
    connection_.accept_received(guard, received);
    settle(guard, received.at);
    // A full buffer, or a write that failed and wants the end of what has arrived.
    const bool more =
        received.outcome.status == IoStatus::Done && (full || connection_.write_failed(guard));
    if (!more) return;
    guard.unlock();
    received = read();
    guard.lock();
  }
}

void ReaderRole::pass_time(Connection::Guard& guard, TimePoint now) {
  connection_.tick(guard, now);
  settle(guard, now);
}

void ReaderRole::settle(Connection::Guard& guard, TimePoint now) {
  // Where nobody takes calls, the connection itself refuses them.
  while (IncomingCall* call = connection_.next_call(guard, now)) {
    guard.unlock();
    taker_->take(*call);
    guard.lock();
  }
  if (connection_.wants_write(guard)) connection_.flush(guard);
}

void ReaderRole::peek(Connection::Guard& guard) {
  if (taken_) return;
  taken_ = true;
  guard.unlock();
  Received received = read();
  guard.lock();
  take_all(guard, received);
  pass_time(guard, received.at);
  taken_ = false;
  hand_over();
}

void ReaderRole::hasten(Connection::Guard& guard) {
  const std::optional<TimePoint> due = connection_.next_deadline(guard);
  if (due && *due < polled_until_) (void)nudge();
}

bool ReaderRole::nudge() {
  if (taken_) waker_.wake();
  return taken_;
}

void ReaderRole::hand_over() {
  for (Waiter* follower : followers_) {
    if (!follower->done) {
      follower->wake.notify_one();
      return;
    }
  }
}

}  // namespace idl::detail
