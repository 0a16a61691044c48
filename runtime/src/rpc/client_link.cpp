// Calls over one client connection, and the beginning and the end of that connection. It belongs to
// one connection only: finding the next one is the channel's business.
#include "rpc/client_link.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/clock.h"
#include "rpc/attendant.h"
#include "rpc/current_call.h"

namespace idl::detail {
namespace {

std::unique_ptr<Caretaker> make_caretaker(Connection& connection, ReaderRole& role,
                                          std::shared_ptr<ChannelLoop> loop) {
  if (loop != nullptr) return std::make_unique<LoopCaretaker>(std::move(loop));
  return std::make_unique<Attendant>(connection, role);
}

Error serves_nothing() {
  return Error{Code::InvalidArgument,
               "a channel in an application's loop (ChannelOptions::own_loop) serves nothing, so "
               "that no service can be given away over it",
               Executed::No, Origin::Local};
}

}  // namespace

Result<std::shared_ptr<ClientLink>> ClientLink::open(const Address& address,
                                                     const ConnectionSetup& setup,
                                                     CrewSetup crew_setup, TimePoint deadline) {
  auto transport = open_transport(address, deadline);
  if (!transport) return transport.error();
  auto made = make(*std::move(transport), setup, std::move(crew_setup));
  if (!made) return made.error();
  auto link = *std::move(made);
  if (auto greeted = link->greet(deadline); !greeted) return greeted.error();
  return link;
}

Result<std::shared_ptr<ClientLink>> ClientLink::begin_open(OpeningTransport::Setup opening,
                                                           ConnectionSetup setup,
                                                           CrewSetup crew_setup) {
  auto transport = OpeningTransport::create(std::move(opening));
  if (!transport) return transport.error();
  setup.opening = transport->get();
  // Each attempt has its own time for the handshake.
  setup.session.limits.handshake_timeout = Duration::max();
  setup.session.holds_calls = true;
  return make(*std::move(transport), setup, std::move(crew_setup));
}

Result<std::shared_ptr<ClientLink>> ClientLink::make(std::unique_ptr<Transport> transport,
                                                     const ConnectionSetup& setup,
                                                     CrewSetup crew_setup) {
  auto waker = Waker::create(real_system());
  if (!waker) return waker.error();
  auto connection = std::make_shared<Connection>(std::move(transport), setup, steady_clock().now());
  auto link = std::make_shared<ClientLink>(connection, *std::move(waker), std::move(crew_setup));
  connection->set_client_link(link, *link);
  return link;
}

ClientLink::ClientLink(std::shared_ptr<Connection> connection, std::unique_ptr<Waker> waker,
                       CrewSetup crew_setup)
    : CallLink(std::move(connection)),
      waker_(std::move(waker)),
      role_(*connection_, real_system(), *waker_),
      is_looped_(crew_setup.loop != nullptr),
      caretaker_(make_caretaker(*connection_, role_, crew_setup.loop)),
      crew_setup_(std::move(crew_setup)) {}

ClientLink::~ClientLink() {
  close(call_cancelled());
  if (crew_ != nullptr) crew_->stop(crew_);
}

Result<void> ClientLink::serve() {
  if (is_looped_) return serves_nothing();
  const std::lock_guard lock(serving_);
  if (serves_) return {};
  if (crew_ == nullptr) {
    crew_ = std::make_shared<ClientCrew>(connection_, role_, std::move(crew_setup_));
    role_.set_taker(connection_->lock(), *crew_);
  }
  auto started = crew_->start();
  serves_ = static_cast<bool>(started);
  return started;
}

Result<void> ClientLink::greet(TimePoint deadline) {
  Guard guard = connection_->lock();
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

void ClientLink::refresh(Guard& guard, TimePoint now) {
  if (now - connection_->last_activity(guard) >= kIdleBeforePeek) role_.peek(guard);
}

void ClientLink::send_off(Guard& guard, bool awaited) {
  connection_->flush(guard);
  if (connection_->write_failed(guard)) {
    if (!role_.nudge(guard)) role_.peek(guard);
  } else if (connection_->wants_write(guard) && !role_.nudge(guard) && !awaited) {
    caretaker_->attend(guard);
  }
}

void ClientLink::hand_over_output(Guard& guard) {
  if (role_.is_attended(guard)) return;
  // While this thread read, others have relied on it to write, and a loop to be rung for.
  const bool rings = connection_->transport().glance(Interest::Read) != Glance::AskSystem;
  if (connection_->wants_write(guard) || (is_looped_ && rings)) caretaker_->attend(guard);
}

bool ClientLink::await(Guard& guard, Waiter& waiter, TimePoint deadline) {
  if (!prepare_to_block()) return false;
  role_.await(guard, waiter, deadline);
  return true;
}

void ClientLink::send_off(Guard& guard, Connection&) {
  send_off(guard, false);
  const TimePoint now = steady_clock().now();
  if (now - peeked_ < kWriterPeek) return;
  peeked_ = now;
  role_.peek(guard);
}

void ClientLink::await_end(Guard& guard, CallSlot& slot) {
  // The session ends the call at its deadline, so this ends, too.
  while (!slot.waiter.done) role_.await(guard, slot.waiter, slot.deadline);
  hand_over_output(guard);
}

void ClientLink::drive() {
  Guard guard = connection_->lock();
  send_left_output(guard);
  if (!connection_->closed(guard)) role_.peek(guard);
}

Rest ClientLink::rest() {
  const Guard guard = connection_->lock();
  Transport& transport = connection_->transport();
  Rest wish{.fd = transport.poll_fd(), .over = connection_->closed(guard).has_value()};
  if (wish.over) return wish;
  wish.due = connection_->next_deadline(guard).value_or(TimePoint::max());
  // Somebody who reads has said what it waits for, and wakes the loop when it leaves.
  if (role_.is_attended(guard)) return wish;
  wish.events = transport.want(connection_->wants_write(guard) ? Interest::Both : Interest::Read);
  if (transport.pending() > 0 || connection_->write_failed(guard)) wish.due = TimePoint();
  return wish;
}

bool ClientLink::has_patient_calls() {
  const Guard guard = connection_->lock();
  const auto slots = connection_->slots(guard).open_slots();
  return std::any_of(slots.begin(), slots.end(),
                     [](const CallSlot* slot) { return slot->patient; });
}

void ClientLink::cancel_impatient(const Error& error) {
  Guard guard = connection_->lock();
  connection_->cancel_impatient(guard, error);
}

bool ClientLink::ready(CallSlot& slot) {
  Guard guard = connection_->lock();
  send_left_output(guard);
  if (!slot.waiter.done) role_.peek(guard);
  hand_over_output(guard);
  return slot.waiter.done;
}

}  // namespace idl::detail
