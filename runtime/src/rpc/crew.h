// The threads of a server. One of them leads: it polls, reads and runs short handlers. The others
// run the calls that were handed over, or sleep; one of them takes the lead when the leader blocks.
// Threads come into being when they are needed, up to a limit that always leaves one free to lead.
//
// How many are to spare is a matter of what has to be done, not of what each thread is at: one that
// is about to begin, or to come back from a call that is over, is as good as one that sleeps.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "rpc/call_queue.h"
#include "rpc/incoming_call.h"
#include "rpc/lead_token.h"
#include "rpc/monitor.h"

namespace idl::detail {

/// What the crew's threads do; the crew decides which of them does what, and when.
class Duties {
 public:
  /// Leads until stop or until the token is lost in a run. The token is held on entry; gives
  /// whether it still is.
  virtual bool lead() = 0;

  /// Runs a call that was handed over, to its end, and gives its place back (Crew::give_back())
  /// once its handler does not need the thread any more.
  virtual void serve(IncomingCall& call) = 0;

  /// Makes lead() return soon; it finds Crew::stopping().
  virtual void interrupt_leader() = 0;

 protected:
  ~Duties() = default;
};

/// More threads than any process has: whoever asks for more, as "no limit", gets so many.
inline constexpr std::size_t kMostThreads = std::size_t{1} << 20;

/// Any thread may call any function unless said otherwise.
class Crew final : private StallHandler {
 public:
  /// `duties` outlives the crew. `max_threads` is at least 2 and at most
  /// kMostThreads.
  Crew(Duties& duties, std::size_t max_threads, std::size_t max_queued);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// Starts the first thread, which leads, and the monitor. Throws std::system_error.
  void start();
  /// The same without the monitor, for leaders that run no handler themselves.
  void start_unmonitored();

  /// Instead of start(): the lead belongs to a thread of the application's for good. The crew has
  /// threads only for what is submitted.
  void keep_lead();

  /// Ends all threads once their calls have ended, and waits for them, but for the calling thread
  /// if it is one of them. `self` keeps what such a thread still uses until it ends.
  void stop(const std::shared_ptr<void>& self);
  [[nodiscard]] bool stopping() const { return stopping_.load(std::memory_order_acquire); }

  /// Whether a thread would be left if one were taken for the lead, and one for each place: calls
  /// that were handed over, waiting ones too, and handlers that have lost the lead. Without one the
  /// leader runs no handler itself, for nobody could take over if it blocked.
  [[nodiscard]] bool has_spare() const { return spare_.load(std::memory_order_acquire) > 0; }

  /// A place is given back, by the thread that has it: a handler is over that was handed over or
  /// that has lost the lead (end_run()). Before its answer leaves: who has it may call again.
  void give_back() { spare_.fetch_add(1, std::memory_order_release); }
  /// Its thread begins with another call, which waited for the end of the one before.
  void take_again() { take_place(); }

  /// The leader's marks around a handler that it runs itself. After a false, another thread leads,
  /// and the handler has a place.
  LeadToken::Run begin_run(ServedMethod& method);
  [[nodiscard]] bool end_run(LeadToken::Run run) { return token_.end_run(run); }

  /// The leader is about to block in `run`: another thread leads from now on. True also if that had
  /// happened before. False if there is none, or none would be left to run a call: what the leader
  /// waits for might wait for a thread of this server. The handler has a place from then on.
  bool give_lead_away(LeadToken::Run run);

  /// Hands a call over to another thread. False if the queue is full.
  bool submit(IncomingCall& call);

 private:
  using Guard = std::unique_lock<std::mutex>;

  void on_stall(LeadToken::Run run) override;
  void work();
  bool work_once(Guard& guard);
  void rouse(Guard& guard);
  bool spawn(Guard& guard);
  [[nodiscard]] bool has_free_thread(const Guard& guard) const;
  void take_place() { spare_.fetch_sub(1, std::memory_order_release); }

  Duties& duties_;
  const std::size_t max_threads_;
  LeadToken token_;
  Monitor monitor_;
  std::atomic<bool> stopping_{false};
  std::atomic<std::ptrdiff_t> spare_;
  std::atomic<ServedMethod*> run_method_{nullptr};  // of the leader's run

  std::mutex mutex_;
  std::condition_variable wake_;
  CallQueue queue_;
  std::size_t idle_ = 0;  // those that sleep, or have not begun to work
  std::vector<std::thread> threads_;
  std::shared_ptr<void> self_;  // for a thread of ours that called stop()
};

}  // namespace idl::detail
