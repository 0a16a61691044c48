// Reading and writing of streams: elements are taken from the session many at a time and reported
// as read many at a time, so that the lock and the system are asked rarely.
#include "rpc/stream_port.h"

#include <utility>

#include "base/clock.h"

namespace idl::detail {
namespace {

// Above this, a writer waits for the socket; the peer, or the network, is slow.
constexpr std::size_t kHighWater = 256 * 1024;

}  // namespace

Error deadline_passed_in_stream() {
  return Error{Code::DeadlineExceeded, "the deadline passed before the stream had ended",
               Executed::Maybe, Origin::Peer};
}

void StreamPort::open(Connection& connection, StreamDriver& driver, CallId call,
                      TimePoint deadline) {
  connection_ = &connection;
  driver_ = &driver;
  call_ = call;
  deadline_ = deadline;
  executor_ = connection.executor();
  input_ended_ = all_taken_ = over_ = false;
  unread_.release();
  stop_reason_.reset();
  failure_.reset();
}

void StreamPort::drop_current() {
  if (!has_current_) return;
  unreported_ += current_.cost;
  drop_record(batch_, current_);
  has_current_ = false;
}

bool StreamPort::next(BytesView& element) {
  drop_current();
  if ((batch_.empty() || unreported_ >= kReportBytes) && !refill()) return false;
  current_ = *front_record(batch_);
  has_current_ = true;
  element = current_.element;
  return true;
}

void StreamPort::report_read(Guard& guard) {
  if (unreported_ == 0) return;
  connection_->session(guard).consumed_stream(call_, std::exchange(unreported_, 0));
}

bool StreamPort::refill() {
  if (connection_ == nullptr) return false;
  Guard guard = connection_->lock();
  report_read(guard);
  bool filled = !batch_.empty() || take(connection_->session(guard));
  while (!filled && !is_over() && may_wait()) {
    readable_.done = false;  // Before the lock may be let go.
    // What this side has to say may be what the other waits for.
    if (connection_->wants_write(guard)) driver_->send_off(guard, *connection_);
    if (!await(guard, readable_)) break;
    filled = take(connection_->session(guard));
  }
  if (!filled && input_ended_ && !is_over()) all_taken_ = true;
  // Credit that was just granted, and elements of this call's writer that were left to others.
  if (filled && connection_->wants_write(guard)) driver_->send_off(guard, *connection_);
  return filled;
}

bool StreamPort::await(Guard& guard, Waiter& waiter) {
  if (driver_->await(guard, waiter, deadline_)) return true;
  // Whatever the handler makes of it: the caller's own clock may not have said so yet.
  if (deadline_ != TimePoint::max() && !failure_) {
    failure_ = deadline_passed_in_stream();
  }
  return false;
}

void StreamPort::read_until(std::stop_token until) {
  if (connection_ == nullptr) return;
  const Guard guard = connection_->lock();
  read_until_ = std::move(until);
}

void StreamPort::wake_reader() {
  if (connection_ == nullptr) return;
  Guard guard = connection_->lock();
  readable_.finish();
  if (!over_) driver_->nudge(guard);
}

ReadUntil::ReadUntil(StreamEnd& end, std::stop_token token) : port_(end.port()) {
  port_.read_until(token);
  wake_.emplace(std::move(token), WakeReader{port_});
}

ReadUntil::~ReadUntil() {
  wake_.reset();
  port_.read_until({});
}

void ReadUntil::WakeReader::operator()() const { port.wake_reader(); }

bool StreamPort::take(Session& session) {
  if (over_) {
    std::swap(batch_, unread_);
    return !batch_.empty();
  }
  return stop_reason_ == std::nullopt && session.read_stream(call_, batch_);
}

bool StreamPort::is_over() {
  if (stop_reason_ && !over_) failure_ = stop_reason_;
  return over_ || stop_reason_;
}

Written StreamPort::write(const Outgoing& element) {
  if (connection_ == nullptr) return Written::Over;
  Guard guard = connection_->lock();
  while (!is_over()) {
    const auto written = kept_ ? std::nullopt : try_write(connection_->session(guard), element);
    if (written) {
      kept_outcome_ = Written::Accepted;
      if (*written == Written::Accepted) {
        connection_->flush_paced(guard, *driver_, steady_clock().now());
      }
      return *written;
    }
    if (keeps_elements_ && !kept_) {
      keep(element);
      driver_->send_off(guard, *connection_);
      return Written::Accepted;
    }
    writable_.done = false;
    driver_->send_off(guard, *connection_);
    const Connection::BlockedWriter blocked(*connection_, *this);
    if (connection_->has_room(guard, *this)) continue;
    if (!await(guard, writable_)) return Written::Over;
  }
  return Written::Over;
}

std::optional<Written> StreamPort::try_write(Session& session, const Outgoing& element) {
  if (session.output().size() >= kHighWater) return std::nullopt;
  switch (session.write_stream(call_, element)) {
    case StreamWrite::Accepted:
      return Written::Accepted;
    case StreamWrite::TooLarge:
      return Written::TooLarge;
    case StreamWrite::Over:
      return Written::Over;
    case StreamWrite::Blocked:
      break;
  }
  return std::nullopt;
}

void StreamPort::end_writing() {
  if (connection_ == nullptr) return;
  Guard guard = connection_->lock();
  if (is_over()) return;
  connection_->session(guard).end_stream(call_);
  driver_->send_off(guard, *connection_);
}

bool StreamPort::complete() {
  if (connection_ == nullptr) return false;
  const Guard guard = connection_->lock();
  return all_taken_ && !failure_;
}

void StreamPort::note_failure(const Error& error) {
  if (connection_ == nullptr) return;
  const Guard guard = connection_->lock();
  if (!failure_) failure_ = error;
}

std::optional<Error> StreamPort::failure() {
  if (connection_ == nullptr) return std::nullopt;
  const Guard guard = connection_->lock();
  return failure_;
}

void StreamPort::on_readable(Session& session) {
  if (readable_.continuation == nullptr || is_readable(session)) readable_.finish();
}

bool StreamPort::on_writable(Session& session) {
  if (kept_) return try_kept(session);
  writable_.finish();
  return false;
}

void StreamPort::on_input_end() {
  input_ended_ = true;
  readable_.finish();
}

void StreamPort::on_end(Buffer unread) {
  over_ = true;
  unread_ = std::move(unread);
  settle_kept(Written::Over);
  readable_.finish();
  writable_.finish();
}

void StreamPort::on_stop(const Error& why) {
  if (!stop_reason_) stop_reason_ = why;
  settle_kept(Written::Over);
  readable_.finish();
  writable_.finish();
}

}  // namespace idl::detail
