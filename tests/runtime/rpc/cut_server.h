// A server that cuts its connections in the midst of calls, so that it has run them and their
// clients cannot know: what calls are repeated for.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "relay.h"

namespace probe {

/// Repetitions without a pause.
inline constexpr idl::RetryOptions kAtOnce{.first_pause = idl::Duration::zero(),
                                           .longest_pause = idl::Duration::zero()};

/// Pauses that nobody waits for.
inline constexpr idl::RetryOptions kMuchLater{.first_pause = std::chrono::hours(10000),
                                              .longest_pause = std::chrono::hours(10000)};

/// As a number of cuts.
inline constexpr int kAlways = 1'000'000;

/// A server whose echo() cuts the connection in its first `cuts` runs, behind a relay.
class CutServer {
 public:
  explicit CutServer(int cuts) : cuts_(cuts) {
    served.service.on_echo = [this](idl::Context& context, std::string text) {
      note(context.remaining());
      if (++runs <= cuts_) relay.cut();
      return EchoResult(std::move(text));
    };
  }

  /// Handlers may still be on their way out of the relay.
  ~CutServer() { (void)served.server.shutdown(kPatience); }

  [[nodiscard]] idl::Channel connect(idl::RetryOptions retry) const {
    return connect(idl::ChannelOptions{.retry = retry});
  }
  [[nodiscard]] idl::Channel connect(idl::ChannelOptions options) const {
    options.backoff = kNoPauses;
    auto channel = idl::Channel::connect(relay.address(), std::move(options));
    if (!channel) FAIL(to_text(channel.error()));
    return *channel;
  }

  /// Cuts the connection in the next runs, too.
  void cut_next(int more) { cuts_ = runs + more; }

  Served served;
  Relay relay{served.address};
  std::atomic<int> runs = 0;

  /// How much time each run had left when it began.
  [[nodiscard]] std::vector<idl::Duration> remaining() const {
    const std::lock_guard guard(mutex_);
    return remaining_;
  }

 private:
  void note(idl::Duration remaining) {
    const std::lock_guard guard(mutex_);
    remaining_.push_back(remaining);
  }

  std::atomic<int> cuts_;
  mutable std::mutex mutex_;
  std::vector<idl::Duration> remaining_;
};

}  // namespace probe
