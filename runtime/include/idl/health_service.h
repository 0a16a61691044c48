// The built-in health service (idl/health.idl): a program says how its services are, and whoever
// watches over it asks or is told. Add it to a server like any other service.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "idl/health.rpc.h"
#include "idl/time.h"

namespace idl::detail {
class Resumption;
}  // namespace idl::detail

namespace idl {

/// A watcher hears of the state so often at least. A server that shuts down ends its watchers.
inline constexpr Duration kHealthHeartbeat = std::chrono::seconds(1);

/// The watchers at once, unless told otherwise: a third of the calls with streams that a server
/// takes by default, of which the application needs most.
inline constexpr std::size_t kMaxHealthWatchers = 16;

/// Keeps the state of each service that it was told of, and of the server as a whole, which is
/// `serving` at first. Any thread.
class HealthService : public idl_health::Health::AsyncServer {
 public:
  /// A watcher beyond `max_watchers` fails with ResourceExhausted. Watchers hold no thread; each is
  /// a call with streams, for which the server's own limits hold as well
  /// (ServerOptions::max_streams and max_streams_per_connection).
  explicit HealthService(std::size_t max_watchers = kMaxHealthWatchers)
      : max_watchers_(max_watchers) {}

  /// What check() and watch() tell from now on. The empty name is the server as a whole.
  void set(std::string_view service, idl_health::Status status);

  /// The same for all that are known: what a program says before it shuts down.
  void set_all(idl_health::Status status);

  Task<idl_health::Health::CheckResult> check(Context& context, std::string service) override;
  Task<idl_health::Health::WatchResult> watch(Context& context, std::string service,
                                              AsyncWriter<idl_health::Status> writer) override;

 private:
  class Watcher;
  class NextState;
  using Guard = std::unique_lock<std::mutex>;

  [[nodiscard]] std::optional<idl_health::Status> find(const std::string& service) const;
  void wake_watchers(Guard guard);

  const std::size_t max_watchers_;
  std::mutex mutex_;
  std::map<std::string, idl_health::Status, std::less<>> states_{{"", idl_health::Status::serving}};
  std::size_t watchers_ = 0;
  std::set<std::shared_ptr<detail::Resumption>> waiting_;  // watchers that have told their state
};

}  // namespace idl
