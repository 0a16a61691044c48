// Health: a map, and watchers that wait for it to change.
// How the states are sent is the generated code's business.
#include "idl/health_service.h"

#include <utility>

namespace idl {
namespace {

using idl_health::Status;
using idl_health::UnknownService;

}  // namespace

/// Counts a watcher for as long as it lives. Made under the lock, destroyed without it.
class HealthService::Watcher {
 public:
  explicit Watcher(HealthService& service) : service_(service) { ++service_.watchers_; }
  ~Watcher() {
    const std::lock_guard guard(service_.mutex_);
    --service_.watchers_;
  }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

 private:
  HealthService& service_;
};

void HealthService::set(std::string_view service, Status status) {
  const std::lock_guard guard(mutex_);
  states_.insert_or_assign(std::string(service), status);
  changed_.notify_all();
}

void HealthService::set_all(Status status) {
  const std::lock_guard guard(mutex_);
  for (auto& [service, state] : states_) state = status;
  changed_.notify_all();
}

std::optional<Status> HealthService::find(const std::string& service) const {
  const auto found = states_.find(service);
  if (found == states_.end()) return std::nullopt;
  return found->second;
}

idl_health::Health::CheckResult HealthService::check(Context&, std::string service) {
  const std::lock_guard guard(mutex_);
  if (const auto state = find(service)) return *state;
  return UnknownService{std::move(service)};
}

idl_health::Health::WatchResult HealthService::watch(Context&, std::string service,
                                                     Writer<Status> writer) {
  std::unique_lock guard(mutex_);
  auto state = find(service);
  if (!state) return UnknownService{std::move(service)};
  if (watchers_ == kMaxHealthWatchers) {
    return Error{.code = Code::ResourceExhausted, .message = "too many watch the server's health"};
  }
  const Watcher counted(*this);
  guard.unlock();
  // Writing may wait for a slow watcher, so it is done without the lock.
  while (writer.write(*state)) {
    guard.lock();
    changed_.wait_for(guard, kHealthHeartbeat, [&] { return find(service) != state; });
    state = find(service);
    guard.unlock();
  }
  return {};
}

}  // namespace idl
