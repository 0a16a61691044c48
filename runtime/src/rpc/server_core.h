// What stands behind idl::Server: its services, its loop, and its one shutdown. It owns them, and
// outlives the handle for as long as a thread is still inside.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "idl/server.h"
#include "rpc/background.h"
#include "rpc/own_loop.h"
#include "rpc/server_loop.h"
#include "rpc/service_table.h"

namespace idl::detail {

/// Any thread. Held by the Server, and by a thread of its own that outlives the Server's
/// destructor.
class ServerCore final : private DrainListener {
 public:
  explicit ServerCore(ServerOptions options);
  ServerCore(const ServerCore&) = delete;
  ServerCore& operator=(const ServerCore&) = delete;

  template <class Added>
  Result<void> add(Added&& service, const ServiceOptions& options);
  [[nodiscard]] std::vector<const Service*> services();
  Result<Address> listen(const Address& address, const ListenOptions& options);
  void run();
  ShutdownReport shutdown(Duration grace);

  // As in Server. `self` is this, for as long as the round lasts.
  [[nodiscard]] std::span<const PollFd> poll_fds();
  [[nodiscard]] Duration next_timeout();
  void run_once(const std::shared_ptr<ServerCore>& self);

  /// Cuts everything off and ends the threads; see Server's destructor.
  void stop(const std::shared_ptr<ServerCore>& self);

 private:
  using Guard = std::unique_lock<std::mutex>;

  void on_drained(ShutdownReport report) override;
  Result<void> start(Guard& guard);
  void begin_shutdown(Guard& guard, TimePoint deadline);
  ShutdownReport await_drained(Guard& guard, TimePoint until);
  void drive(Guard& guard, TimePoint until);
  bool stop_aside(const std::shared_ptr<ServerCore>& self);

  const BackgroundHold background_;  // first: let go when all the rest is gone
  const ServerOptions options_;
  const std::shared_ptr<const ServerWatch> watch_;
  ServiceTable services_;

  std::mutex mutex_;
  std::condition_variable drained_;
  std::optional<ShutdownReport> report_;  // present once a shutdown is over
  bool shutting_down_ = false;

  bool deserted_ = false;  // destroyed by a handler of its own loop, whose round ends the rest

  std::unique_ptr<ServerLoop> loop_;   // from the first listen on; last: its threads use the rest
  std::unique_ptr<OwnLoop> own_loop_;  // with the loop, if the application drives it
};

}  // namespace idl::detail
