// Watches the leader: a handler that is still running one tick after it was first seen is blocking,
// and loses the lead. The monitor's thread ticks each millisecond while handlers run, lingers a
// little, and sleeps otherwise.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "rpc/lead_token.h"

namespace idl::detail {

/// How often the monitor looks. Two looks see a handler that has run for a tick at least.
inline constexpr std::chrono::milliseconds kMonitorTick{1};
/// How many looks without a handler in between before the monitor sleeps: waking it costs the
/// leader a system call, which a steady trickle of calls must not pay each time.
inline constexpr int kMonitorLinger = 100;

/// What the monitor does about a handler that blocks.
class StallHandler {
 public:
  /// `run` of the leader blocks. Called on the monitor's thread; the run may end at any moment.
  virtual void on_stall(LeadToken::Run run) = 0;

 protected:
  ~StallHandler() = default;
};

class Monitor {
 public:
  /// `token` and `handler` outlive the monitor.
  Monitor(const LeadToken& token, StallHandler& handler) : token_(token), handler_(handler) {}
  /// Ends the thread.
  ~Monitor() { stop(); }
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

  /// Starts the thread; may throw std::system_error.
  void start();
  void stop();

  /// Called by the leader after LeadToken::begin_run.
  void watch() {
    if (asleep_.load(std::memory_order_seq_cst)) [[unlikely]]
      wake();
  }

 private:
  using Guard = std::unique_lock<std::mutex>;

  void work();
  void look(LeadToken::Run& last, int& quiet);
  void sleep(Guard& guard);
  void wake();

  const LeadToken& token_;
  StallHandler& handler_;
  std::atomic<bool> asleep_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace idl::detail
