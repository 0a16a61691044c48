// The connection's streams: who hears of their events, and when what they write leaves. Calls
// themselves are connection_calls.cpp's part.
#include <algorithm>

#include "base/clock.h"
#include "rpc/connection.h"
#include "rpc/stream_driver.h"
#include "rpc/stream_port.h"

namespace idl::detail {
namespace {

// More at once gains nothing: the socket has enough to do.
constexpr std::size_t kFlushBytes = 64 * 1024;

// A writer that has waited for the socket goes on when so much is left, before the socket runs dry.
constexpr std::size_t kRoomBelow = 128 * 1024;

}  // namespace

void Connection::add_port(Guard&, StreamPort& port) { ports_.push_back(&port); }

void Connection::remove_port(Guard&, StreamPort& port) { std::erase(ports_, &port); }

StreamPort* Connection::find_port(CallId call) const {
  const auto found = std::find_if(ports_.begin(), ports_.end(),
                                  [call](const StreamPort* port) { return port->call() == call; });
  return found == ports_.end() ? nullptr : *found;
}

void Connection::end_port(CallId call, Buffer unread) {
  StreamPort* port = find_port(call);
  if (port == nullptr) return;
  std::erase(ports_, port);
  port->on_end(std::move(unread));
}

void Connection::handle(const StreamReadable& event) {
  if (StreamPort* port = find_port(event.call)) port->on_readable(session_);
}

void Connection::handle(const StreamEnded& event) {
  if (StreamPort* port = find_port(event.call)) port->on_input_end();
}

void Connection::handle(const StreamWritable& event) {
  if (StreamPort* port = find_port(event.call)) port->on_writable(session_);
}

void Connection::flush_paced(Guard& guard, StreamDriver& driver, TimePoint now) {
  if (output_size(guard) >= kFlushBytes || pace_.is_due(now)) {
    const TimePoint begun = steady_clock().now();
    driver.send_off(guard, *this);
    pace_.note(begun, steady_clock().now());
  } else if (!std::exchange(left_output_, true)) {
    driver.leave_output(guard, *this);
  }
}

bool Connection::has_room(const Guard& guard, const StreamPort& port) const {
  // After a failed write there is none: whoever reads the connection will find its end.
  return !write_failure_ && output_size(guard) < kRoomBelow &&
         session_.may_write_stream(port.call());
}

bool Connection::wake_writers(Guard& guard) {
  bool wrote = false;
  // From the back: one whose element is accepted leaves.
  for (std::size_t i = blocked_.size(); i-- > 0;) {
    if (has_room(guard, *blocked_[i]) && blocked_[i]->on_writable(session_)) wrote = true;
  }
  return wrote;
}

void Connection::add_blocked(StreamPort& port) { blocked_.push_back(&port); }

void Connection::remove_blocked(StreamPort& port) { std::erase(blocked_, &port); }

Connection::BlockedWriter::BlockedWriter(Connection& connection, StreamPort& port)
    : connection_(connection), port_(port) {
  connection_.add_blocked(port_);
}

Connection::BlockedWriter::~BlockedWriter() { connection_.remove_blocked(port_); }

}  // namespace idl::detail
