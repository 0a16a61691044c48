// Where the calls of a stub go: to the services or to the object behind it, over whatever
// connection there is by then. Stubs hold it; how one gets to a connection is the business of those
// who derive from it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "idl/result.h"
#include "idl/time_point.h"
#include "idl/trace.h"
#include "rpc/call_link.h"

namespace idl::detail {

class ChannelWatch;
class LocalService;
class Retries;

/// What a call wants of its route.
struct LinkRequest {
  TimePoint now{};  ///< Moved on by whoever has waited for the connection.
  TimePoint deadline = TimePoint::max();
  bool wait_for_ready = false;  ///< Rather than fail where nobody can be reached.
  /// It is enough that every address has failed after so many failed attempts (failed_attempts());
  /// nothing: after those that there are by now.
  std::optional<std::uint64_t> since{};
  bool one_way = false;
};

/// Any thread.
class CallRoute {
 public:
  virtual ~CallRoute() = default;
  CallRoute(const CallRoute&) = delete;
  CallRoute& operator=(const CallRoute&) = delete;

  /// A connection that takes calls, by the deadline; it may have to be made. Fails with
  /// Executed::No.
  virtual Result<std::shared_ptr<CallLink>> link(LinkRequest& request) = 0;

  /// How many attempts to connect have failed so far.
  [[nodiscard]] virtual std::uint64_t failed_attempts() { return 0; }

  /// What is known about repeating calls that fail; null: they are not repeated.
  [[nodiscard]] const std::shared_ptr<Retries>& retries() const { return retries_; }

  /// The service of this process that stands here instead of a way to a peer; null: none.
  [[nodiscard]] virtual std::shared_ptr<const LocalService> service() const { return nullptr; }

  /// What the calls are for at the peer: 0, its registered services, or an object of that number.
  [[nodiscard]] std::uint32_t target() const { return target_; }

  /// Where the continuations of calls go on that have no connection; null: the default executor.
  [[nodiscard]] virtual std::shared_ptr<Executor> executor() const { return nullptr; }

  /// Hears of the steps of the calls; may be null.
  [[nodiscard]] Tracer* tracer() const { return tracer_.get(); }

  /// Looks on at the calls; null: nobody does.
  [[nodiscard]] const std::shared_ptr<const ChannelWatch>& watch() const { return watch_; }

 protected:
  explicit CallRoute(std::shared_ptr<Tracer> tracer, std::uint32_t target = 0,
                     std::shared_ptr<const ChannelWatch> watch = nullptr,
                     std::shared_ptr<Retries> retries = nullptr)
      : tracer_(std::move(tracer)),
        watch_(std::move(watch)),
        retries_(std::move(retries)),
        target_(target) {}

 private:
  const std::shared_ptr<Tracer> tracer_;
  const std::shared_ptr<const ChannelWatch> watch_;
  const std::shared_ptr<Retries> retries_;
  const std::uint32_t target_;
};

}  // namespace idl::detail
