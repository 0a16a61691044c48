// Which addresses to try, in which order, and for how long each. One attempt at one of them is
// connect_attempt.h's business.
#include "net/socket_connect.h"

#include "net/raw_address.h"
#include "net/resolver.h"
#include "net/socket_transport.h"

namespace idl::detail {
namespace {

// `now` plus an equal share of what is left until `deadline`, so that one address that swallows
// everything leaves time for the others.
TimePoint share_of_time(TimePoint deadline, TimePoint now, std::size_t shares) {
  return deadline_after(now, remaining(deadline, now) / static_cast<std::int64_t>(shares));
}

}  // namespace

ConnectAttempt ConnectTargets::next(World world, const Address& asked, TimePoint deadline) {
  const std::size_t left = targets_.size() - next_;
  const TimePoint until = share_of_time(deadline, world.clock.now(), left);
  return ConnectAttempt(world, asked, targets_[next_++], until);
}

Error cannot_connect(const Address& address, Error reason) {
  reason.message = "cannot connect to " + to_string(address) + ": " + reason.message;
  return reason;
}

Result<std::unique_ptr<Transport>> connect_tcp(World world, const TcpAddress& address,
                                               TimePoint deadline) {
  auto found = resolve(world, address, deadline);
  if (!found) return cannot_connect(address, found.error());
  ConnectTargets targets(*std::move(found));
  for (;;) {
    auto socket = targets.next(world, address, deadline).run();
    if (socket) return make_socket_transport(world.system, *std::move(socket), address);
    if (!targets.any_left()) return socket.error();
  }
}

Result<std::unique_ptr<Transport>> connect_unix(World world, const UnixAddress& address,
                                                TimePoint deadline) {
  auto socket = ConnectAttempt(world, address, to_raw(address), deadline).run();
  if (!socket) {
    return socket.error();
  }
  return make_socket_transport(world.system, *std::move(socket), address);
}

}  // namespace idl::detail
