// A look each tick while handlers run: a run that was there at the last one has stalled, and
// whoever handles stalls is told. No handler runs here.
#include "rpc/monitor.h"

namespace idl::detail {

void Monitor::start() {
  thread_ = std::thread([this] { work(); });
}

void Monitor::stop() {
  {
    const Guard guard(mutex_);
    stopping_ = true;
    asleep_.store(false);
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Monitor::wake() {
  {
    const Guard guard(mutex_);
    asleep_.store(false);
  }
  wake_.notify_one();
}

void Monitor::work() {
  LeadToken::Run last{};
  int quiet = 0;
  Guard guard(mutex_);
  while (!stopping_) {
    if (quiet >= kMonitorLinger) {
      sleep(guard);
      quiet = 0;
    } else {
      wake_.wait_for(guard, kMonitorTick, [this] { return stopping_; });
    }
    guard.unlock();
    look(last, quiet);
    guard.lock();
  }
}

void Monitor::look(LeadToken::Run& last, int& quiet) {
  LeadToken::Run run{};
  const bool running = token_.in_run(run);
  const bool same = run == last;
  last = run;
  quiet = same && !running ? quiet + 1 : 0;
  if (running && same) handler_.on_stall(run);
}

void Monitor::sleep(Guard& guard) {
  asleep_.store(true, std::memory_order_seq_cst);
  LeadToken::Run run{};
  // A run that began before the store was not told to wake anybody.
  if (token_.in_run(run)) asleep_.store(false);
  wake_.wait(guard, [this] { return stopping_ || !asleep_.load(); });
}

}  // namespace idl::detail
