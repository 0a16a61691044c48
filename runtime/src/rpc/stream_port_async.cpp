// The port's part for coroutines: they do not wait inside of next() and write(), but before the one
// and after the other. An element for which there is no room waits here, encoded.
#include <cstring>

#include "rpc/stream_port.h"

namespace idl::detail {
namespace {

void copy_element(const void* context, std::byte* out) noexcept {
  const auto& element = *static_cast<const Bytes*>(context);
  std::memcpy(out, element.data(), element.size());
}

}  // namespace

bool StreamPort::is_readable(Session& session) {
  return !batch_.empty() || take(session) || over_ || stop_reason_ || !may_wait();
}

bool StreamPort::may_read() {
  if (connection_ == nullptr) return true;
  drop_current();
  if (!batch_.empty() && unreported_ < kReportBytes) return true;
  Guard guard = connection_->lock();
  report_read(guard);
  const bool readable = is_readable(connection_->session(guard));
  if (connection_->wants_write(guard)) driver_->send_off(guard, *connection_);
  return readable;
}

bool StreamPort::wait_to_read(Continuation& continuation) {
  Guard guard = connection_->lock();
  if (is_readable(connection_->session(guard))) return false;
  wait_at(guard, readable_, continuation);
  return true;
}

void StreamPort::wait_at(Guard& guard, Waiter& waiter, Continuation& continuation) {
  continuation.begin(*driver_, guard);
  waiter.continuation = &continuation;
}

void StreamPort::write_without_waiting() {
  if (connection_ == nullptr) return;
  const Guard guard = connection_->lock();
  keeps_elements_ = true;
}

void StreamPort::keep(const Outgoing& element) {
  kept_.emplace(element.size);
  element.write(element.context, kept_->data());
  kept_outcome_ = Written::Accepted;
  connection_->add_blocked(*this);
}

bool StreamPort::try_kept(Session& session) {
  const auto written = try_write(session, Outgoing{kept_->size(), &copy_element, &*kept_});
  if (written) settle_kept(*written);
  return written == Written::Accepted;
}

void StreamPort::settle_kept(Written outcome) {
  if (!kept_) return;
  kept_.reset();
  kept_outcome_ = outcome;
  connection_->remove_blocked(*this);
  writable_.finish();
}

bool StreamPort::has_written() {
  if (connection_ == nullptr) return true;
  const Guard guard = connection_->lock();
  return !kept_;
}

bool StreamPort::wait_to_write(Continuation& continuation) {
  Guard guard = connection_->lock();
  if (!kept_) return false;
  wait_at(guard, writable_, continuation);
  return true;
}

bool StreamPort::was_accepted() {
  if (connection_ == nullptr) return false;
  const Guard guard = connection_->lock();
  if (kept_outcome_ == Written::Accepted) return true;
  (void)is_over();  // takes note of the reason
  return false;
}

void StreamPort::forget(Continuation& continuation) {
  const Guard guard = connection_->lock();
  for (Waiter* waiter : {&readable_, &writable_}) {
    if (waiter->continuation == &continuation) waiter->continuation = nullptr;
  }
  continuation.drop();
}

}  // namespace idl::detail
