// A channel in a loop of the application's own: what to watch, when to come, and what to do then.
// It drives all connections of the channel, and runs what follows their calls; it has no thread.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "idl/interest.h"
#include "idl/poll_fd.h"
#include "idl/result.h"
#include "idl/time.h"
#include "idl/time_point.h"
#include "loop/poller.h"
#include "loop/waker.h"
#include "rpc/caretaker.h"
#include "rpc/prompt_executor.h"
#include "rpc/work_place.h"

namespace idl::detail {

class ClientLink;

/// What a connection wants of a loop that is about to sleep.
struct Rest {
  int fd = -1;
  Interest events = Interest::Read;
  TimePoint due = TimePoint::max();
  bool over = false;  ///< It wants nothing any more.
};

/// Any thread, unless said otherwise.
class ChannelLoop final : public PromptExecutor, public WorkPlace {
 public:
  /// Fails with ResourceExhausted or SystemError.
  static Result<std::shared_ptr<ChannelLoop>> create();

  ChannelLoop(std::unique_ptr<Poller> poller, std::unique_ptr<Waker> waker);

  /// From now on the connection is driven, as long as somebody holds it.
  Result<void> add(const std::shared_ptr<ClientLink>& link);

  /// There is something to do.
  void wake() { waker_->wake(); }

  /// `work` runs in the next round; behind stop(), on the runtime's threads.
  void post(std::function<void()> work) override;

  /// Behind stop() the work is dropped.
  void post_at(TimePoint when, std::function<void()> work, std::uint64_t& timer) override;
  void take_back(std::uint64_t timer) override;

  /// Constant.
  [[nodiscard]] std::span<const PollFd> poll_fds() const { return fds_; }

  // One thread at a time.
  [[nodiscard]] Duration next_timeout();
  /// Does nothing inside of itself.
  void run_once();

  /// There will be no more rounds: calls under way end with `reason`.
  void stop(const Error& reason);

 private:
  using Work = std::function<void()>;
  struct Watched {
    std::weak_ptr<ClientLink> link;
    int fd = -1;
    Token token{};
    Interest events = Interest::Read;
  };

  [[nodiscard]] std::vector<std::shared_ptr<ClientLink>> links();
  /// When there is work: max for never, min for now.
  [[nodiscard]] TimePoint work_due();
  [[nodiscard]] TimePoint watch(Watched& watched, const Rest& rest);
  void move_due();
  void run_posted();

  const std::unique_ptr<Poller> poller_;
  const std::unique_ptr<Waker> waker_;
  const std::array<PollFd, 1> fds_;
  std::atomic<bool> busy_{false};

  // Locked before the connections' locks.
  std::mutex links_mutex_;
  std::vector<Watched> watched_;
  std::uint64_t last_token_ = 0;

  // Locked after them.
  std::mutex queue_mutex_;
  std::deque<Work> queue_;
  std::map<std::pair<TimePoint, std::uint64_t>, Work> timers_;
  std::uint64_t last_timer_ = 0;
  bool stopped_ = false;
  std::shared_ptr<Executor> successor_;  // of what is posted then
};

/// Leaves a connection to the loop.
class LoopCaretaker final : public Caretaker {
 public:
  explicit LoopCaretaker(std::shared_ptr<ChannelLoop> loop) : loop_(std::move(loop)) {}

  void attend(Connection::Guard&) override { loop_->wake(); }
  void attend_soon(Connection::Guard&) override { loop_->wake(); }
  void begin_wait() override { loop_->wake(); }
  void end_wait() override {}

 private:
  const std::shared_ptr<ChannelLoop> loop_;
};

}  // namespace idl::detail
