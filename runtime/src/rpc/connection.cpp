// The connection's way to the transport: reading, writing, time, and its end. What the bytes mean
// is the session's business; this file moves them and keeps the time.
#include "rpc/connection.h"

#include <string>
#include <utility>

#include "base/clock.h"
#include "rpc/metrics_core.h"
#include "rpc/opening_transport.h"
#include "rpc/server_watch.h"
#include "rpc/stream_port.h"

namespace idl::detail {
namespace {

Error closed_by_peer(const Transport& transport) {
  return Error{Code::Unavailable,
               "`" + to_string(transport.peer().address) + "` closed the connection",
               Executed::Maybe, Origin::Transport};
}

Error stalled(const Transport& transport) {
  return Error{Code::Unavailable,
               "`" + to_string(transport.peer().address) + "` has read nothing for 60 s",
               Executed::Maybe, Origin::Transport};
}

bool takes_descriptors(const Transport& transport, const ConnectionSetup& setup) {
  return setup.session.limits.max_descriptors > 0 && transport.carries_descriptors();
}

SessionOptions session_options(SessionOptions chosen, bool takes_descriptors) {
  if (!takes_descriptors) chosen.limits.max_descriptors = 0;
  return chosen;
}

}  // namespace

Connection::Connection(std::unique_ptr<Transport> transport, const ConnectionSetup& setup,
                       TimePoint now)
    : transport_(std::move(transport)),
      opening_(setup.opening),
      takes_descriptors_(takes_descriptors(*transport_, setup)),
      services_(setup.services),
      driver_(setup.driver),
      is_loops_(setup.driver != nullptr),
      max_calls_(setup.max_calls),
      tracer_(setup.tracer),
      watch_(setup.watch),
      peer_watch_(setup.peer_watch),
      stats_(setup.stats),
      account_(setup.account),
      executor_(setup.executor),
      session_(setup.role, session_options(setup.session, takes_descriptors_), now),
      last_activity_(now) {
  if (stats_ != nullptr && opening_ == nullptr) ConnectionStats::add(stats_->opened);
}

Connection::~Connection() {
  if (account_ != nullptr) account_->book(booked_, 0);
}

void Connection::book(std::size_t leaving) {
  if (account_ != nullptr) account_->book(booked_, session_.buffered_bytes() - leaving);
}

Received Connection::read(std::span<std::byte> into, std::optional<TimePoint> asked) {
  Received received;
  if (takes_descriptors_) [[unlikely]] {
    received.outcome = transport_->read_with(into, received.descriptors);
  } else {
    received.outcome = transport_->read(into);
  }
  received.bytes = into.first(received.outcome.bytes);
  received.at = asked && peer_watch_ == nullptr ? *asked : steady_clock().now();
  if (stats_ != nullptr) [[unlikely]]
    ConnectionStats::add(stats_->received_bytes, received.bytes.size());
  return received;
}

void Connection::accept_received(Guard&, Received& received) {
  switch (received.outcome.status) {
    case IoStatus::Done:
      last_activity_ = received.at;
      if (!received.descriptors.empty()) [[unlikely]]
        session_.receive_descriptors(std::move(received.descriptors));
      session_.receive(received.bytes, received.at);
      return;
    case IoStatus::WouldBlock:
      if (write_failure_) session_.transport_lost(*write_failure_);
      return;
    case IoStatus::Closed:
      session_.transport_lost(closed_by_peer(*transport_));
      return;
    case IoStatus::Failed:
      session_.transport_lost(*received.outcome.error);
      return;
  }
}

void Connection::note_refused_calls(Guard& guard) {
  const std::uint64_t refused = session_.counters().calls_refused;
  const std::uint64_t more = refused - std::exchange(counted_refusals_, refused);
  if (stats_ != nullptr) ConnectionStats::add(stats_->calls_refused, more);
  if (watch_ == nullptr) return;
  const Error why = session_.last_refusal();
  guard.unlock();
  watch_->note_refused(peer(), why);
  guard.lock();
}

IoOutcome Connection::write_once(const Output& next) {
  if (next.descriptors.empty()) [[likely]]
    return transport_->write({&next.bytes, 1});
  return transport_->write_with({&next.bytes, 1}, next.descriptors);
}

void Connection::flush(Guard& guard) {
  do {
    write_output();
    // Elements that waited for room have come into the output.
  } while (!blocked_.empty() && wake_writers(guard));
  if (!sent_trace_.empty()) [[unlikely]]
    sent_trace_.tell(*tracer_, steady_clock().now());
}

void Connection::write_output() {
  while (!write_failure_ && !closed_) {
    const Output next = session_.next_output();
    if (next.bytes.empty()) break;
    // Before they leave: who has an answer may make a call in its room. What stays is booked again.
    if (booked_ != 0) book(next.bytes.size());
    IoOutcome written = write_once(next);
    if (written.status == IoStatus::Done) {
      session_.consumed(written.bytes);
      if (stats_ != nullptr) [[unlikely]]
        ConnectionStats::add(stats_->sent_bytes, written.bytes);
      stalled_since_.reset();
    } else if (written.status == IoStatus::WouldBlock) {
      if (!stalled_since_ && !is_opening()) stalled_since_ = steady_clock().now();
      break;
    } else {
      fail_writes(written.error ? std::move(*written.error) : closed_by_peer(*transport_));
    }
  }
  book();
}

void Connection::fail_writes(Error failure) {
  write_failure_ = std::move(failure);
  take_no_more_calls();
}

bool Connection::wants_write(const Guard&) const {
  return !write_failure_ && !closed_ && !session_.output().empty();
}

std::size_t Connection::output_size(const Guard&) const { return session_.output().size(); }

bool Connection::write_failed(const Guard&) const { return write_failure_.has_value(); }

void Connection::tick(Guard&, TimePoint now) {
  session_.tick(now);
  if (now >= watched_deadline_) cancel_overdue(now);
  if (stalled_since_ && now - *stalled_since_ >= kSendStall) {
    session_.transport_lost(stalled(*transport_));
  }
}

std::optional<TimePoint> Connection::next_deadline(const Guard&) const {
  std::optional<TimePoint> next = session_.next_deadline();
  if (stalled_since_) {
    const TimePoint stall = *stalled_since_ + kSendStall;
    if (!next || stall < *next) next = stall;
  }
  if (watched_deadline_ != TimePoint::max() && (!next || watched_deadline_ < *next)) {
    next = watched_deadline_;
  }
  if (opening_ != nullptr && opening_->due() < next.value_or(TimePoint::max())) {
    next = opening_->due();
  }
  return next;
}

void Connection::go_away(Guard&, std::string_view reason) {
  session_.go_away(reason);
  begin_to_drain();
}

void Connection::begin_to_drain() {
  drains_.store(true, std::memory_order_release);
  incoming_.tell_drain();
}

bool Connection::drained(const Guard&) const {
  return closed_ || (session_.drained() && incoming_.running().empty());
}

bool Connection::is_quiet(const Guard&) const {
  return session_.incoming_calls() + session_.outgoing_calls() == 0 && session_.output().empty();
}

void Connection::close(Guard& guard, const Error& reason) {
  session_.close(reason);
  while (IncomingCall* call = next_call(guard, last_activity_)) finish(guard, *call);
}

void Connection::abandon(Guard& guard, const Error& error) {
  session_.transport_lost(error);
  while (IncomingCall* call = next_call(guard, last_activity_)) finish(guard, *call);
}

const std::optional<Error>& Connection::closed(const Guard&) const { return closed_; }

void Connection::end_greeting() {
  if (greeter_ == nullptr) return;
  greeter_->done = true;
  greeter_->wake.notify_one();
}

void Connection::handle(const HandshakeDone&) {
  if (is_opening() && stats_ != nullptr) ConnectionStats::add(stats_->opened);
  greeted_ = true;
  end_greeting();
}

void Connection::handle(const PeerGoingAway&) {
  take_no_more_calls();
  begin_to_drain();
}

void Connection::handle(const Closed& event) {
  closed_ = event.error;
  take_no_more_calls();
  if (stats_ != nullptr && !is_opening()) stats_->note_closed(event.error);
  end_greeting();
  if (event.error.origin == Origin::Local) {
    incoming_.cancel_all();
  } else {
    incoming_.cancel_awaited();
  }
  drop_all_given();
  while (!ports_.empty()) end_port(ports_.back()->call(), {});
  // What the output still holds may tell the peer the reason; whether it arrives is up to the
  // system.
  while (!write_failure_ && !session_.output().empty()) {
    const IoOutcome written = write_once(session_.next_output());
    if (written.status != IoStatus::Done) break;
    session_.consumed(written.bytes);
  }
  transport_->close();
  session_.transport_lost(*closed_);
}

}  // namespace idl::detail
