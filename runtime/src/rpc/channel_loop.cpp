// Rounds of a channel on a thread of the application's. An epoll descriptor is ready when any of
// the channel's connections is, or when another thread has woken the loop.
#include "rpc/channel_loop.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "base/system.h"
#include "rpc/background.h"
#include "rpc/client_link.h"

namespace idl::detail {
namespace {

constexpr Token kLoopWaker{0};

/// Says that a round is over, however it ends.
class RoundScope {
 public:
  explicit RoundScope(std::atomic<bool>& busy) : busy_(busy) {}
  ~RoundScope() { busy_.store(false, std::memory_order_release); }
  RoundScope(const RoundScope&) = delete;
  RoundScope& operator=(const RoundScope&) = delete;

 private:
  std::atomic<bool>& busy_;
};

}  // namespace

Result<std::shared_ptr<ChannelLoop>> ChannelLoop::create() {
  auto poller = make_epoll_poller(real_system());
  if (!poller) return poller.error();
  auto waker = Waker::create(real_system());
  if (!waker) return waker.error();
  if (auto added = (*poller)->add((*waker)->fd(), kLoopWaker, Interest::Read); !added) {
    return added.error();
  }
  return std::make_shared<ChannelLoop>(std::move(*poller), std::move(*waker));
}

ChannelLoop::ChannelLoop(std::unique_ptr<Poller> poller, std::unique_ptr<Waker> waker)
    : poller_(std::move(poller)),
      waker_(std::move(waker)),
      fds_{PollFd{poller_->fd(), Interest::Read}} {}

Result<void> ChannelLoop::add(const std::shared_ptr<ClientLink>& link) {
  const std::lock_guard guard(links_mutex_);
  const Token token{++last_token_};
  const int fd = link->poll_fd();
  if (auto added = poller_->add(fd, token, Interest::Read); !added) return added;
  watched_.push_back({link, fd, token});
  wake();
  return {};
}

void ChannelLoop::post(Work work) {
  std::unique_lock guard(queue_mutex_);
  if (!stopped_) {
    queue_.push_back(std::move(work));
    return wake();
  }
  // Kept, so that what follows finds its threads there.
  if (successor_ == nullptr) successor_ = Background::shared();
  successor_->post(std::move(work));
}

void ChannelLoop::post_at(TimePoint when, Work work, std::uint64_t& timer) {
  const std::lock_guard guard(queue_mutex_);
  timer = ++last_timer_;
  if (stopped_) return;
  timers_.emplace(std::pair(when, timer), std::move(work));
  wake();
}

// There are few: calls that failed a moment ago.
void ChannelLoop::take_back(std::uint64_t timer) {
  Work dropped;  // destroyed without the lock
  const std::lock_guard guard(queue_mutex_);
  const auto found = std::find_if(timers_.begin(), timers_.end(), [timer](const auto& entry) {
    return entry.first.second == timer;
  });
  if (found == timers_.end()) return;
  dropped = std::move(found->second);
  timers_.erase(found);
}

TimePoint ChannelLoop::work_due() {
  const std::lock_guard guard(queue_mutex_);
  if (!queue_.empty()) return TimePoint::min();
  return timers_.empty() ? TimePoint::max() : timers_.begin()->first.first;
}

std::vector<std::shared_ptr<ClientLink>> ChannelLoop::links() {
  std::vector<std::shared_ptr<ClientLink>> alive;
  const std::lock_guard guard(links_mutex_);
  for (const Watched& watched : watched_) {
    if (auto link = watched.link.lock()) alive.push_back(std::move(link));
  }
  return alive;
}

TimePoint ChannelLoop::watch(Watched& watched, const Rest& rest) {
  if (rest.over) {
    poller_->remove(watched.fd);
    watched.link.reset();
    return rest.due;
  }
  if (rest.fd != watched.fd) {  // It is open now.
    poller_->remove(std::exchange(watched.fd, rest.fd));
    watched.events = Interest::None;
  }
  if (std::exchange(watched.events, rest.events) != rest.events) {
    // If the poller cannot, the output waits until the peer sends something, or stalls.
    (void)poller_->modify(rest.fd, watched.token, rest.events);
  }
  return rest.due;
}

Duration ChannelLoop::next_timeout() {
  std::vector<std::shared_ptr<ClientLink>> held;  // let go without the lock
  TimePoint due = TimePoint::max();
  {
    const std::lock_guard guard(links_mutex_);
    for (Watched& watched : watched_) {
      held.push_back(watched.link.lock());
      if (held.back() != nullptr) due = std::min(due, watch(watched, held.back()->rest()));
    }
    std::erase_if(watched_, [](const Watched& watched) { return watched.link.expired(); });
  }
  due = std::min(due, work_due());
  return due == TimePoint::max() ? Duration::max() : remaining(due, steady_clock().now());
}

void ChannelLoop::run_once() {
  if (busy_.exchange(true, std::memory_order_acquire)) return;
  const RoundScope round(busy_);
  waker_->clear();
  for (const auto& link : links()) link->drive();
  move_due();
  run_posted();
}

void ChannelLoop::move_due() {
  const std::lock_guard guard(queue_mutex_);
  const TimePoint now = timers_.empty() ? TimePoint{} : steady_clock().now();
  while (!timers_.empty() && timers_.begin()->first.first <= now) {
    queue_.push_back(std::move(timers_.begin()->second));
    timers_.erase(timers_.begin());
  }
}

// What is posted meanwhile is the next round's.
void ChannelLoop::run_posted() {
  std::unique_lock guard(queue_mutex_);
  for (std::size_t left = queue_.size(); left > 0 && !queue_.empty(); --left) {
    Work work = std::move(queue_.front());
    queue_.pop_front();
    guard.unlock();
    work();
    work = nullptr;
    guard.lock();
  }
}

void ChannelLoop::stop(const Error& reason) {
  std::deque<Work> works;
  std::map<std::pair<TimePoint, std::uint64_t>, Work> dropped;
  {
    const std::lock_guard guard(queue_mutex_);
    stopped_ = true;
    works.swap(queue_);
    dropped.swap(timers_);
  }
  for (Work& work : works) post(std::move(work));
  for (const auto& link : links()) link->close(reason);
}

}  // namespace idl::detail
