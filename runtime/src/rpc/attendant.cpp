// The thread sleeps until output is left alone, or somebody waits without a thread; it takes part
// as any waiter does until that is over, and sleeps again.
#include "rpc/attendant.h"

#include <system_error>
#include <utility>

#include "rpc/stream_driver.h"

namespace idl::detail {

Attendant::~Attendant() {
  if (!thread_.joinable()) return;
  {
    const Connection::Guard guard = connection_.lock();
    stopping_ = true;
    wake_.notify_one();
    interrupt();
  }
  thread_.join();
}

void Attendant::attend(Connection::Guard&) {
  wanted_ = true;
  rouse();
}

void Attendant::attend_soon(Connection::Guard&) {
  // Once is enough: until it clears the mark the thread has yet to look at the output.
  if (std::exchange(wanted_soon_, true)) return;
  rouse();
  if (reading_) interrupt();
}

void Attendant::begin_wait() {
  if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  ++waits_;
  wake_.notify_one();
}

void Attendant::end_wait() {
  if (--waits_ == 0 && reading_) interrupt();
}

void Attendant::interrupt() {
  waiter_.finish();
  if (std::this_thread::get_id() != thread_.get_id()) role_.nudge();
}

void Attendant::rouse() {
  if (thread_.joinable()) {
    wake_.notify_one();
    return;
  }
  try {
    thread_ = std::thread([this] { work(); });
  } catch (const std::system_error&) {
    wanted_ = wanted_soon_ = false;
  }
}

void Attendant::work() {
  Connection::Guard guard = connection_.lock();
  while (!stopping_) {
    wake_.wait(guard, [this] { return wanted_ || wanted_soon_ || waits_ != 0 || stopping_; });
    waiter_.done = stopping_;
    waits_ != 0 ? read(guard) : write(guard);
  }
}

void Attendant::write(Connection::Guard& guard) {
  if (!wanted_) {
    wake_.wait_for(guard, kLeftOutputDelay, [this] { return wanted_ || waits_ != 0 || stopping_; });
  }
  wanted_ = wanted_soon_ = false;
  if (connection_.take_left_output(guard)) connection_.flush(guard);
  role_.await_flushed(guard, waiter_);
}

void Attendant::read(Connection::Guard& guard) {
  const TimePoint until = wanted_soon_ ? deadline_in(kLeftOutputDelay) : TimePoint::max();
  wanted_ = wanted_soon_ = false;
  reading_ = true;
  role_.await(guard, waiter_, until);
  reading_ = false;
  if (until != TimePoint::max() && connection_.take_left_output(guard)) connection_.flush(guard);
}

}  // namespace idl::detail
