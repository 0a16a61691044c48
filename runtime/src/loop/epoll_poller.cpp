// The poller on Linux's epoll: the kernel holds the registrations and lets any thread change them
// while another waits, so there is no state here but one descriptor.
#include <algorithm>
#include <array>

#include "base/system_error.h"
#include "base/unique_fd.h"
#include "loop/poller.h"
#include "loop/wait_time.h"

namespace idl::detail {
namespace {

// How many events one system call brings; the rest comes with the next wait.
constexpr std::size_t kMaxBatch = 128;

epoll_event event_for(Token token, Interest interest) {
  epoll_event event{};
  event.events = (has(interest, Interest::Read) ? EPOLLIN : 0U) |
                 (has(interest, Interest::Write) ? EPOLLOUT : 0U);
  event.data.u64 = static_cast<std::uint64_t>(token);
  return event;
}

Ready ready_of(const epoll_event& event) {
  Interest interest = Interest::None;
  if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) {
    interest = Interest::Both;
  }
  if ((event.events & EPOLLIN) != 0) {
    interest = interest | Interest::Read;
  }
  if ((event.events & EPOLLOUT) != 0) {
    interest = interest | Interest::Write;
  }
  return {Token{event.data.u64}, interest};
}

class EpollPoller final : public Poller {
 public:
  EpollPoller(System& system, UniqueFd epoll) : system_(system), epoll_(std::move(epoll)) {}

  Result<void> add(int fd, Token token, Interest interest) override {
    // epoll reports a hang-up whatever it is asked for, so what is watched for nothing stays out.
    if (interest == Interest::None) {
      return {};
    }
    return to_result(control(EPOLL_CTL_ADD, fd, event_for(token, interest)));
  }

  Result<void> modify(int fd, Token token, Interest interest) override {
    if (interest == Interest::None) {
      remove(fd);
      return {};
    }
    const epoll_event event = event_for(token, interest);
    const auto modified = control(EPOLL_CTL_MOD, fd, event);
    if (modified.error == std::errc::no_such_file_or_directory) {
      return to_result(control(EPOLL_CTL_ADD, fd, event));
    }
    return to_result(modified);
  }

  void remove(int fd) override { (void)control(EPOLL_CTL_DEL, fd, {}); }

  Result<std::size_t> wait(std::span<Ready> into, std::chrono::nanoseconds timeout) override {
    std::array<epoll_event, kMaxBatch> events;
    const auto room = std::span(events).first(std::min(into.size(), events.size()));
    const auto count = system_.wait_epoll(epoll_.get(), room, wait_milliseconds(timeout));
    if (count.error == std::errc::interrupted) {
      return std::size_t{0};
    }
    if (!count.ok()) {
      return system_error("cannot wait for descriptors", count.error);
    }
    std::transform(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(count.value),
                   into.begin(), ready_of);
    return count.value;
  }

  int fd() const override { return epoll_.get(); }

 private:
  SysResult<Done> control(int operation, int fd, epoll_event event) {
    return retry_interrupted(
        [&] { return system_.control_epoll(epoll_.get(), operation, fd, event); });
  }

  static Result<void> to_result(const SysResult<Done>& outcome) {
    if (!outcome.ok()) {
      return system_error("cannot watch a descriptor", outcome.error);
    }
    return {};
  }

  System& system_;
  UniqueFd epoll_;
};

}  // namespace

Result<std::unique_ptr<Poller>> make_epoll_poller(System& system) {
  const auto made = system.make_epoll();
  if (!made.ok()) {
    return system_error("cannot make an epoll descriptor", made.error);
  }
  return std::make_unique<EpollPoller>(system, UniqueFd(made.value));
}

}  // namespace idl::detail
