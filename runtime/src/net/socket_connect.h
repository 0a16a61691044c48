// Connecting TCP and Unix sockets under one deadline. Resolving and every attempt are counted
// against it.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "idl/transport.h"
#include "net/connect_attempt.h"
#include "net/wait.h"

namespace idl::detail {

/// The addresses that a host stands for, tried one after the other.
class ConnectTargets {
 public:
  /// At least one.
  explicit ConnectTargets(std::vector<RawAddress> targets) : targets_(std::move(targets)) {}

  [[nodiscard]] bool any_left() const { return next_ < targets_.size(); }

  /// The attempt at the next one, which has its share of the time until `deadline`.
  [[nodiscard]] ConnectAttempt next(World world, const Address& asked, TimePoint deadline);

 private:
  std::vector<RawAddress> targets_;
  std::size_t next_ = 0;
};

/// Why `address` could not be connected to.
[[nodiscard]] Error cannot_connect(const Address& address, Error reason);

/// open_transport for `tcp:`: tries each address that the host stands for, giving each its share
/// of the time that is left.
Result<std::unique_ptr<Transport>> connect_tcp(World world, const TcpAddress& address,
                                               TimePoint deadline);

/// open_transport for `unix:`.
Result<std::unique_ptr<Transport>> connect_unix(World world, const UnixAddress& address,
                                                TimePoint deadline);

}  // namespace idl::detail
