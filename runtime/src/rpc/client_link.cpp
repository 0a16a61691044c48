// Calls over one client connection, and the beginning and the end of that connection. It belongs to
// one connection only: finding the next one is the channel's business.
#include "rpc/client_link.h"

#include <string>
#include <utility>

#include "base/clock.h"
#include "rpc/current_call.h"
#include "rpc/stream_port.h"

namespace idl::detail {
Error call_cancelled() {
  return Error{Code::Cancelled, "the call was cancelled", Executed::Maybe, Origin::Local};
}

bool deserves_new_connection(const Error& error) {
  return error.executed == Executed::No &&
         (error.code == Code::Unavailable || error.code == Code::GoingAway);
}

Result<std::shared_ptr<ClientLink>> ClientLink::open(const Address& address,
                                                     const ConnectionSetup& setup,
                                                     TimePoint deadline) {
  auto transport = open_transport(address, deadline);
  if (!transport) return transport.error();
  auto waker = Waker::create(real_system());
  if (!waker) return waker.error();
  auto connection =
      std::make_shared<Connection>(std::move(*transport), setup, steady_clock().now());
  auto link = std::make_shared<ClientLink>(std::move(connection), std::move(*waker));
  if (auto greeted = link->greet(deadline); !greeted) return greeted.error();
  return link;
}

ClientLink::ClientLink(std::shared_ptr<Connection> connection, std::unique_ptr<Waker> waker)
    : connection_(std::move(connection)),
      waker_(std::move(waker)),
      role_(*connection_, real_system(), *waker_),
      attendant_(*connection_, role_) {}

ClientLink::~ClientLink() { close(call_cancelled()); }

Result<void> ClientLink::greet(TimePoint deadline) {
  Connection::Guard guard = connection_->lock();
  connection_->flush(guard);
  Waiter waiter;
  connection_->set_greeter(guard, &waiter);
  role_.await(guard, waiter, deadline);
  connection_->set_greeter(guard, nullptr);
  if (const auto& closed = connection_->closed(guard)) {
    Error error = *closed;
    error.executed = Executed::No;
    return error;
  }
  if (connection_->greeted(guard)) return {};
  return Error{Code::DeadlineExceeded,
               "`" + to_string(connection_->peer().address) +
                   "` took the connection but did not answer in time",
               Executed::No, Origin::Local};
}

void ClientLink::refresh(Connection::Guard& guard) {
  const TimePoint now = steady_clock().now();
  if (now - connection_->last_activity(guard) >= kIdleBeforePeek) role_.peek(guard);
}

void ClientLink::send_off(Connection::Guard& guard, bool awaited) {
  connection_->flush(guard);
  if (connection_->write_failed(guard)) {
    if (!role_.nudge(guard)) role_.peek(guard);
  } else if (connection_->wants_write(guard) && !role_.nudge(guard) && !awaited) {
    attendant_.attend(guard);
  }
}

void ClientLink::hand_over_output(Connection::Guard& guard) {
  // While this thread read, others have relied on it to write.
  if (connection_->wants_write(guard) && !role_.is_attended(guard)) attendant_.attend(guard);
}

Result<CallSlot*> ClientLink::begin(const CallRequest& request, const CallStart& start,
                                    TimePoint deadline) {
  Connection::Guard guard = connection_->lock();
  refresh(guard);
  CallSlot* slot = connection_->slots(guard).borrow();
  if (auto begun = connection_->begin(guard, request, start, *slot); !begun) {
    connection_->slots(guard).give_back(*slot);
    return begun.error();
  }
  slot->deadline = deadline;
  if (start.port != nullptr) {
    start.port->open(*connection_, *this, slot->call, TimePoint::max());
    connection_->add_port(guard, *start.port);
  }
  send_off(guard, start.awaited);
  return slot;
}

Result<void> ClientLink::begin_one_way(const CallRequest& request, const CallStart& start) {
  Connection::Guard guard = connection_->lock();
  refresh(guard);
  if (auto begun = connection_->begin_one_way(guard, request, start); !begun) return begun;
  send_off(guard, false);
  return {};
}

bool ClientLink::await(Connection::Guard& guard, Waiter& waiter, TimePoint deadline) {
  if (!prepare_to_block()) return false;
  role_.await(guard, waiter, deadline);
  return true;
}

void ClientLink::send_off(Connection::Guard& guard, Connection&) {
  send_off(guard, false);
  const TimePoint now = steady_clock().now();
  if (now - peeked_ < kWriterPeek) return;
  peeked_ = now;
  role_.peek(guard);
}

void ClientLink::await(CallSlot& slot) {
  Connection::Guard guard = connection_->lock();
  // The session ends the call at its deadline, so this ends, too.
  while (!slot.waiter.done) role_.await(guard, slot.waiter, slot.deadline);
  hand_over_output(guard);
}

bool ClientLink::ready(CallSlot& slot) {
  Connection::Guard guard = connection_->lock();
  if (!slot.waiter.done) role_.peek(guard);
  hand_over_output(guard);
  return slot.waiter.done;
}

bool ClientLink::ended(CallSlot& slot) {
  const Connection::Guard guard = connection_->lock();
  return slot.waiter.done;
}

bool ClientLink::ended_unserved(CallSlot& slot) {
  const Connection::Guard guard = connection_->lock();
  return slot.waiter.done && slot.reply.error && deserves_new_connection(*slot.reply.error);
}

void ClientLink::cancel_locked(Connection::Guard& guard, CallSlot& slot, Error error) {
  connection_->cancel(guard, slot, std::move(error));
  send_off(guard, false);
  role_.nudge(guard);
}

void ClientLink::cancel(CallSlot& slot, Error error) {
  Connection::Guard guard = connection_->lock();
  if (!slot.waiter.done) cancel_locked(guard, slot, std::move(error));
}

void ClientLink::release(CallSlot& slot) {
  Connection::Guard guard = connection_->lock();
  if (!slot.waiter.done) cancel_locked(guard, slot, call_cancelled());
  connection_->slots(guard).give_back(slot);
}

void ClientLink::close(const Error& error) {
  Connection::Guard guard = connection_->lock();
  if (connection_->closed(guard)) return;
  connection_->flush(guard);
  connection_->abandon(guard, error);
  role_.nudge(guard);
}

bool ClientLink::takes_calls() {
  Connection::Guard guard = connection_->lock();
  return connection_->takes_calls(guard);
}

}  // namespace idl::detail
