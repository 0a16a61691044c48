// Threads that take work from one queue. One of those without work waits for the next timer; the
// others sleep until they are woken. Nobody waits for a thread that is in a piece of work: that may
// need whatever the waiting one holds.
#include "rpc/background.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/wait_until.h"

namespace idl::detail {

class Background::Pool : public std::enable_shared_from_this<Pool> {
 public:
  explicit Pool(std::size_t most_threads) : most_threads_(most_threads) {}

  void require_thread();
  void post(Work work);
  void post_at(TimePoint when, Work work, std::uint64_t& timer);
  void take_back(std::uint64_t timer);

  /// Nobody holds it any more.
  void stop();
  /// Around the moment in which one lets go who waits for the end, if that was the last.
  void expect_end();
  void await_end();

 private:
  using Guard = std::unique_lock<std::mutex>;

  void work();
  void move_due(Guard& guard);
  void run_one(Guard& guard);
  void wait(Guard& guard);
  void rouse(Guard& guard);
  bool spawn(Guard& guard);
  void start_thread(Guard& guard);
  void leave(Guard& guard);

  const std::size_t most_threads_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Work> queue_;
  std::map<std::pair<TimePoint, std::uint64_t>, Work> timers_;
  std::map<std::uint64_t, TimePoint> due_;  // of the timers, by their numbers
  std::uint64_t last_timer_ = 0;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  std::size_t busy_ = 0;       // in a piece of work
  bool is_time_kept_ = false;  // one of the idle threads waits for the next timer
  bool stopping_ = false;

  std::condition_variable ended_;
  std::size_t awaiting_ = 0;       // so many are between expect_end() and the end of await_end()
  std::vector<std::thread> left_;  // for them to join
};

void Background::Pool::require_thread() {
  Guard guard(mutex_);
  if (threads_.empty()) start_thread(guard);
}

void Background::Pool::start_thread(Guard&) {
  threads_.emplace_back([self = shared_from_this()] { self->work(); });
}

void Background::Pool::stop() {
  const Guard guard(mutex_);
  stopping_ = true;
  wake_.notify_all();
}

void Background::Pool::expect_end() {
  const Guard guard(mutex_);
  ++awaiting_;
}

void Background::Pool::await_end() {
  std::vector<std::thread> left;
  {
    Guard guard(mutex_);
    ended_.wait(guard, [this] { return !stopping_ || threads_.size() == busy_; });
    --awaiting_;
    left.swap(left_);
  }
  for (std::thread& thread : left) thread.join();
}

// Joined by whoever waits for the end; nobody else needs to know.
void Background::Pool::leave(Guard&) {
  const auto own = std::find_if(threads_.begin(), threads_.end(), [](const std::thread& thread) {
    return thread.get_id() == std::this_thread::get_id();
  });
  std::thread thread = std::move(*own);
  threads_.erase(own);
  if (awaiting_ == 0) return thread.detach();
  left_.push_back(std::move(thread));
  ended_.notify_all();
}

void Background::Pool::post(Work work) {
  Guard guard(mutex_);
  queue_.push_back(std::move(work));
  rouse(guard);
}

void Background::Pool::post_at(TimePoint when, Work work, std::uint64_t& timer) {
  Guard guard(mutex_);
  timer = ++last_timer_;
  timers_.emplace(std::pair(when, timer), std::move(work));
  due_.emplace(timer, when);
  if (timers_.begin()->first.second == timer) wake_.notify_all();  // for whoever keeps the time
  rouse(guard);
}

void Background::Pool::take_back(std::uint64_t timer) {
  Work dropped;  // destroyed without the lock
  const Guard guard(mutex_);
  const auto due = due_.find(timer);
  if (due == due_.end()) return;
  const auto found = timers_.find({due->second, timer});
  dropped = std::move(found->second);
  timers_.erase(found);
  due_.erase(due);
}

// Enough threads for the queue, and one for the timers.
void Background::Pool::rouse(Guard& guard) {
  const std::size_t wanted = queue_.size() + (timers_.empty() ? 0 : 1);
  if (idle_ < wanted) (void)spawn(guard);
  wake_.notify_one();
}

bool Background::Pool::spawn(Guard& guard) {
  if (threads_.size() >= most_threads_) return false;
  try {
    start_thread(guard);
  } catch (const std::system_error&) {
    return false;  // The first thread does it all, one after the other.
  }
  return true;
}

void Background::Pool::work() {
  Guard guard(mutex_);
  for (;;) {
    move_due(guard);
    if (!queue_.empty()) {
      run_one(guard);
    } else if (stopping_) {
      return leave(guard);
    } else {
      wait(guard);
    }
  }
}

void Background::Pool::move_due(Guard&) {
  const TimePoint now = timers_.empty() ? TimePoint{} : steady_clock().now();
  while (!timers_.empty() && timers_.begin()->first.first <= now) {
    due_.erase(timers_.begin()->first.second);
    queue_.push_back(std::move(timers_.begin()->second));
    timers_.erase(timers_.begin());
  }
}

void Background::Pool::run_one(Guard& guard) {
  Work work = std::move(queue_.front());
  queue_.pop_front();
  // This thread may have been the one that was woken, or that kept the time.
  if (!queue_.empty() || (!timers_.empty() && !is_time_kept_)) rouse(guard);
  ++busy_;
  if (awaiting_ > 0) ended_.notify_all();
  guard.unlock();
  work();
  work = nullptr;
  guard.lock();
  --busy_;
}

void Background::Pool::wait(Guard& guard) {
  ++idle_;
  if (is_time_kept_ || timers_.empty()) {
    wake_.wait(guard);
  } else {
    is_time_kept_ = true;
    const TimePoint next = timers_.begin()->first.first;
    wait_until(wake_, guard, next);
    is_time_kept_ = false;
  }
  --idle_;
}

std::shared_ptr<Background> Background::unstarted() {
  struct Holder {
    std::mutex mutex;
    std::weak_ptr<Background> background;
  };
  static Holder& holder = *new Holder;  // never destroyed: static objects may still hold channels
  const std::lock_guard guard(holder.mutex);
  auto background = holder.background.lock();
  if (background == nullptr) {
    background = std::make_shared<Background>();
    holder.background = background;
  }
  return background;
}

std::shared_ptr<Background> Background::shared() {
  auto background = unstarted();
  background->require_thread();
  return background;
}

Background::Background(std::size_t most_threads) : pool_(std::make_shared<Pool>(most_threads)) {}

Background::~Background() { pool_->stop(); }

void Background::let_go(std::shared_ptr<Background> held) {
  const std::shared_ptr<Pool> pool = held->pool_;
  pool->expect_end();
  held.reset();
  pool->await_end();
}

void Background::require_thread() { pool_->require_thread(); }

void Background::post(Work work) { pool_->post(std::move(work)); }

void Background::post_at(TimePoint when, Work work, std::uint64_t& timer) {
  pool_->post_at(when, std::move(work), timer);
}

void Background::take_back(std::uint64_t timer) { pool_->take_back(timer); }

}  // namespace idl::detail

namespace idl {

std::shared_ptr<Executor> default_executor() { return detail::Background::shared(); }

}  // namespace idl
