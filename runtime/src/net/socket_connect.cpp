// Which addresses to try, in which order, and for how long each. One attempt at one of them is
// connect_attempt.h's business.
#include "net/socket_connect.h"

#include "net/connect_attempt.h"
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

Result<std::unique_ptr<Transport>> connect_tcp(World world, const TcpAddress& address,
                                               TimePoint deadline) {
  const auto targets = resolve(world, address, deadline);
  if (!targets) {
    Error error = targets.error();
    error.message = "cannot connect to " + to_string(Address(address)) + ": " + error.message;
    return error;
  }
  for (std::size_t i = 0;; ++i) {
    const std::size_t left = targets->size() - i;
    const TimePoint until = share_of_time(deadline, world.clock.now(), left);
    auto socket = ConnectAttempt(world, address, (*targets)[i], until).run();
    if (socket) {
      return make_socket_transport(world.system, *std::move(socket), address);
    }
    if (left == 1) {
      return socket.error();
    }
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
