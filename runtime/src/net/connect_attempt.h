// One attempt to connect a socket to one of the system's addresses. Which addresses there are, and
// in which order they are tried, is socket_connect.h's business.
#pragma once

#include <string>

#include "base/unique_fd.h"
#include "idl/address.h"
#include "net/wait.h"

namespace idl::detail {

/// A non-blocking connect that is waited for until a deadline.
class ConnectAttempt {
 public:
  /// To connect to `target`, one of those that the user's `asked` stands for.
  ConnectAttempt(World world, const Address& asked, const RawAddress& target, TimePoint deadline);

  /// The connected socket. Fails with the system's reason, or DeadlineExceeded.
  Result<UniqueFd> run();

 private:
  enum class Started : std::uint8_t { Connected, UnderWay };

  Result<Started> start(int socket);
  Result<void> pause_for_full_queue(int socket);
  Result<void> finish(int socket);
  bool reached_itself(int socket);
  Error failed(std::errc reason) const;
  Error too_late() const;

  World world_;
  RawAddress target_;
  TimePoint deadline_;
  std::string what_;  // how every message begins
};

}  // namespace idl::detail
