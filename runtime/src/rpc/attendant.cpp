// The thread sleeps until output is left alone, takes part as any waiter does until that is
// written, and sleeps again.
#include "rpc/attendant.h"

#include <system_error>
#include <utility>

#include "rpc/stream_driver.h"

namespace idl::detail {

Attendant::~Attendant() {
  if (!thread_.joinable()) return;
  {
    Connection::Guard guard = connection_.lock();
    stopping_ = true;
    waiter_.done = true;
    wake_.notify_one();
    waiter_.wake.notify_one();
    role_.nudge(guard);
  }
  thread_.join();
}

void Attendant::attend(Connection::Guard&) {
  wanted_ = true;
  rouse();
}

void Attendant::attend_soon(Connection::Guard&) {
  // Once is enough: until it clears the mark the thread has yet to look at the output.
  if (!std::exchange(wanted_soon_, true)) rouse();
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
    wake_.wait(guard, [this] { return wanted_ || wanted_soon_ || stopping_; });
    if (!wanted_) wake_.wait_for(guard, kLeftOutputDelay, [this] { return wanted_ || stopping_; });
    wanted_ = wanted_soon_ = false;
    if (connection_.take_left_output(guard)) connection_.flush(guard);
    role_.await_flushed(guard, waiter_);
  }
}

}  // namespace idl::detail
