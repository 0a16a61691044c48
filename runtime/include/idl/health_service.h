// The built-in health service (idl/health.idl): a program says how its services are, and whoever
// watches over it asks or is told. Add it to a server like any other service.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "idl/health.rpc.h"
#include "idl/time.h"

namespace idl {

/// A watcher hears of the state so often at least. It is also how soon a watcher that has gone, or
/// a server that shuts down, is noticed.
inline constexpr Duration kHealthHeartbeat = std::chrono::seconds(1);

/// The watchers at once; the next one fails with ResourceExhausted. Each holds a thread of the
/// server, of which the application needs most.
inline constexpr std::size_t kMaxHealthWatchers = 16;

/// Keeps the state of each service that it was told of, and of the server as a whole, which is
/// `serving` at first. Any thread.
class HealthService : public idl_health::Health::Server {
 public:
  /// What check() and watch() tell from now on. The empty name is the server as a whole.
  void set(std::string_view service, idl_health::Status status);

  /// The same for all that are known: what a program says before it shuts down.
  void set_all(idl_health::Status status);

  idl_health::Health::CheckResult check(Context& context, std::string service) override;
  idl_health::Health::WatchResult watch(Context& context, std::string service,
                                        Writer<idl_health::Status> writer) override;

 private:
  class Watcher;

  [[nodiscard]] std::optional<idl_health::Status> find(const std::string& service) const;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, idl_health::Status, std::less<>> states_{{"", idl_health::Status::serving}};
  std::size_t watchers_ = 0;
};

}  // namespace idl
