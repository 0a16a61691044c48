// The portable poller, on POSIX poll(): the registrations stand in a table here. A thread that
// changes the table while another waits wakes that one, which then asks about the new table.
#include <map>
#include <mutex>
#include <vector>

#include "base/system_error.h"
#include "loop/poller.h"
#include "loop/wait_time.h"
#include "loop/waker.h"

namespace idl::detail {
namespace {

struct Watch {
  Token token{};
  Interest interest = Interest::None;
};

// One descriptor of a wait under way, and under which token it was asked about.
struct Asked {
  int fd = -1;
  Token token{};
};

short events_for(Interest interest) {
  return static_cast<short>((has(interest, Interest::Read) ? POLLIN : 0) |
                            (has(interest, Interest::Write) ? POLLOUT : 0));
}

Interest interest_of(short events) {
  if ((events & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
    return Interest::Both;
  }
  return ((events & POLLIN) != 0 ? Interest::Read : Interest::None) |
         ((events & POLLOUT) != 0 ? Interest::Write : Interest::None);
}

class PollPoller final : public Poller {
 public:
  PollPoller(System& system, std::unique_ptr<Waker> waker)
      : system_(system), waker_(std::move(waker)) {}

  Result<void> add(int fd, Token token, Interest interest) override {
    {
      const std::lock_guard lock(mutex_);
      if (!watches_.emplace(fd, Watch{token, interest}).second) {
        return system_error("cannot watch a descriptor", std::errc::file_exists);
      }
    }
    waker_->wake();
    return {};
  }

  Result<void> modify(int fd, Token token, Interest interest) override {
    {
      const std::lock_guard lock(mutex_);
      watches_.insert_or_assign(fd, Watch{token, interest});
    }
    waker_->wake();
    return {};
  }

  void remove(int fd) override {
    {
      const std::lock_guard lock(mutex_);
      watches_.erase(fd);
    }
    waker_->wake();
  }

  Result<std::size_t> wait(std::span<Ready> into, std::chrono::nanoseconds timeout) override;

  int fd() const override { return -1; }

 private:
  void ask();
  std::size_t collect(std::span<Ready> into);
  bool is_watched(const Asked& asked) const;  // with mutex_ held

  System& system_;
  std::unique_ptr<Waker> waker_;
  std::mutex mutex_;
  std::map<int, Watch> watches_;  // guarded by mutex_
  // What the wait under way has asked, entry by entry; only the waiting thread uses them.
  std::vector<pollfd> fds_;
  std::vector<Asked> asked_;
  std::size_t first_ = 0;  // where the next collect() starts, so that no descriptor starves
};

Result<std::size_t> PollPoller::wait(std::span<Ready> into, std::chrono::nanoseconds timeout) {
  ask();
  const auto count = system_.poll(fds_, wait_milliseconds(timeout));
  if (count.error == std::errc::interrupted) {
    return std::size_t{0};
  }
  if (!count.ok()) {
    return system_error("cannot wait for descriptors", count.error);
  }
  if (fds_.back().revents != 0) {
    waker_->clear();
  }
  return collect(into);
}

void PollPoller::ask() {
  fds_.clear();
  asked_.clear();
  const std::lock_guard lock(mutex_);
  for (const auto& [fd, watch] : watches_) {
    if (watch.interest != Interest::None) {
      fds_.push_back({fd, events_for(watch.interest), 0});
      asked_.push_back({fd, watch.token});
    }
  }
  fds_.push_back({waker_->fd(), POLLIN, 0});
}

// Reports what is ready and still watched by the token that it was asked about under.
std::size_t PollPoller::collect(std::span<Ready> into) {
  const std::lock_guard lock(mutex_);
  std::size_t filled = 0;
  const std::size_t start = asked_.empty() ? 0 : first_ % asked_.size();
  for (std::size_t step = 0; step < asked_.size() && filled < into.size(); ++step) {
    const std::size_t i = (start + step) % asked_.size();
    if (fds_[i].revents != 0 && is_watched(asked_[i])) {
      into[filled++] = {asked_[i].token, interest_of(fds_[i].revents)};
      first_ = i + 1;
    }
  }
  return filled;
}

bool PollPoller::is_watched(const Asked& asked) const {
  const auto watch = watches_.find(asked.fd);
  return watch != watches_.end() && watch->second.token == asked.token &&
         watch->second.interest != Interest::None;
}

}  // namespace

Result<std::unique_ptr<Poller>> make_poll_poller(System& system) {
  auto waker = Waker::create(system);
  if (!waker) {
    return waker.error();
  }
  return std::make_unique<PollPoller>(system, *std::move(waker));
}

}  // namespace idl::detail
