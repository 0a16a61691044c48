// One attempt to connect a socket to one of the system's addresses. Which addresses there are, and
// in which order they are tried, is socket_connect.h's business.
#pragma once

#include <string>

#include "base/unique_fd.h"
#include "idl/address.h"
#include "net/dial.h"
#include "net/wait.h"

namespace idl::detail {

/// A non-blocking connect, until a deadline.
class ConnectAttempt {
 public:
  /// To connect to `target`, one of those that the user's `asked` stands for.
  ConnectAttempt(World world, const Address& asked, const RawAddress& target, TimePoint deadline);

  /// Waits for it. The connected socket; fails with the system's reason, or DeadlineExceeded.
  Result<UniqueFd> run();

  /// The same without waiting, as Dial::step(); no descriptor: not yet.
  Result<UniqueFd> step();
  [[nodiscard]] DialWait waits_for() const { return waits_for_; }

 private:
  enum class Started : std::uint8_t { Connected, UnderWay, QueueFull };

  Result<Started> start();
  Result<UniqueFd> begin();
  Result<UniqueFd> await_queue();
  Result<UniqueFd> look();
  Result<UniqueFd> finish();
  bool reached_itself();
  Error failed(std::errc reason) const;
  Error too_late() const;

  World world_;
  RawAddress target_;
  TimePoint deadline_;
  std::string what_;  // how every message begins
  UniqueFd socket_{};
  bool under_way_ = false;
  DialWait waits_for_{};
};

}  // namespace idl::detail
