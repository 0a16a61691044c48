// Health: a map, and watchers that wait for it to change, as coroutines: whoever waits holds no
// thread. How the states are sent is the generated code's business.
#include "idl/health_service.h"

#include <optional>
#include <stop_token>
#include <utility>

#include "base/clock.h"
#include "idl/resumption.h"
#include "rpc/background.h"

namespace idl {
namespace {

using idl_health::Health;
using idl_health::Status;
using idl_health::UnknownService;

}  // namespace

/// Counts a watcher for as long as it lives. Made under the lock, destroyed without it.
class HealthService::Watcher {
 public:
  explicit Watcher(HealthService& service) : service_(service) { ++service_.watchers_; }
  ~Watcher() {
    const Guard guard(service_.mutex_);
    --service_.watchers_;
  }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

 private:
  HealthService& service_;
};

/// Awaits another state than the one that a watcher was told, for a heartbeat at most, and not
/// beyond a request of `ending`; gives the state then. The watcher goes on on the runtime's
/// threads.
class HealthService::NextState {
 public:
  NextState(HealthService& service, const std::string& name, Status told, std::stop_token ending)
      : service_(service), name_(name), told_(told), ending_(std::move(ending)) {}
  ~NextState() {
    if (resumption_ == nullptr) return;
    at_end_.reset();
    resumption_->abandon();
    background_->take_back(timer_);
    const Guard guard(service_.mutex_);
    service_.waiting_.erase(resumption_);
  }
  NextState(const NextState&) = delete;
  NextState& operator=(const NextState&) = delete;

  [[nodiscard]] bool await_ready() const noexcept { return false; }

  // Whoever wakes the watcher needs the lock for it, and so does the watcher when it goes on by its
  // timer: until it is released here, this object stays.
  [[nodiscard]] bool await_suspend(std::coroutine_handle<> waiting) {
    const Guard guard(service_.mutex_);
    if (service_.find(name_) != told_ || ending_.stop_requested()) return false;
    background_ = detail::Background::shared();
    resumption_ = std::make_shared<detail::Resumption>(waiting);
    service_.waiting_.insert(resumption_);
    const TimePoint when = detail::deadline_after(detail::steady_clock().now(), kHealthHeartbeat);
    background_->post_at(
        when, [resumption = resumption_] { resumption->resume(); }, timer_);
    at_end_.emplace(ending_, Wake{background_, resumption_});
    return true;
  }

  [[nodiscard]] Status await_resume() const {
    const Guard guard(service_.mutex_);
    return *service_.find(name_);
  }

 private:
  // Not at once: it may be called inside of await_suspend().
  struct Wake {
    std::shared_ptr<detail::Background> background;
    std::shared_ptr<detail::Resumption> resumption;
    void operator()() const {
      background->post([watcher = resumption] { watcher->resume(); });
    }
  };

  HealthService& service_;
  const std::string& name_;
  const Status told_;
  const std::stop_token ending_;
  std::shared_ptr<detail::Background> background_;
  std::shared_ptr<detail::Resumption> resumption_;
  std::uint64_t timer_ = 0;
  std::optional<std::stop_callback<Wake>> at_end_;
};

void HealthService::set(std::string_view service, Status status) {
  Guard guard(mutex_);
  states_.insert_or_assign(std::string(service), status);
  wake_watchers(std::move(guard));
}

void HealthService::set_all(Status status) {
  Guard guard(mutex_);
  for (auto& [service, state] : states_) state = status;
  wake_watchers(std::move(guard));
}

// All of them, whatever they watch: those that have nothing to tell hear a sign of life early.
void HealthService::wake_watchers(Guard guard) {
  auto waiting = std::exchange(waiting_, {});
  guard.unlock();
  if (waiting.empty()) return;
  detail::Background::shared()->post([waiting = std::move(waiting)] {
    for (const auto& watcher : waiting) watcher->resume();
  });
}

std::optional<Status> HealthService::find(const std::string& service) const {
  const auto found = states_.find(service);
  if (found == states_.end()) return std::nullopt;
  return found->second;
}

Task<Health::CheckResult> HealthService::check(Context&, std::string service) {
  const Guard guard(mutex_);
  if (const auto state = find(service)) co_return *state;
  co_return UnknownService{std::move(service)};
}

Task<Health::WatchResult> HealthService::watch(Context& context, std::string service,
                                               AsyncWriter<Status> writer) {
  Guard guard(mutex_);
  auto state = find(service);
  if (!state) co_return UnknownService{std::move(service)};
  if (watchers_ >= max_watchers_) {
    co_return Error{.code = Code::ResourceExhausted,
                    .message = "too many watch the server's health"};
  }
  const Watcher counted(*this);
  guard.unlock();
  const std::stop_token ending = context.drain_token();
  for (;;) {
    auto write = writer.write(*state);
    const bool accepted = co_await write;
    if (!accepted) co_return {};
    NextState next(*this, service, *state, ending);
    state = co_await next;
    if (context.draining()) {
      co_return Error{.code = Code::GoingAway, .message = "the server is shutting down"};
    }
  }
}

}  // namespace idl
