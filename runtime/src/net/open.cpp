// The public doors of the net: they look at the kind of an address and hand over to what serves it.
// Neither sockets nor names are handled here.
#include "idl/listener.h"
#include "idl/transport.h"
#include "net/dial.h"
#include "net/inherited.h"
#include "net/memory_listener.h"
#include "net/shm_rendezvous.h"
#include "net/socket_connect.h"
#include "net/socket_listener.h"
#include "net/spin.h"
#include "net/wait.h"

namespace idl {
namespace {

using detail::World;

struct Connect {
  World world;
  TimePoint deadline;

  Result<std::unique_ptr<Transport>> operator()(const TcpAddress& address) const {
    return detail::connect_tcp(world, address, deadline);
  }
  Result<std::unique_ptr<Transport>> operator()(const UnixAddress& address) const {
    return detail::connect_unix(world, address, deadline);
  }
  Result<std::unique_ptr<Transport>> operator()(const MemoryAddress& address) const {
    return detail::connect_memory(world, address, deadline);
  }
  Result<std::unique_ptr<Transport>> operator()(const ShmAddress& address) const {
    return detail::connect_shm(world, address, deadline);
  }
  Result<std::unique_ptr<Transport>> operator()(const FdAddress& address) const {
    return detail::connect_inherited(world.system, address);
  }
};

struct BeginToConnect {
  World world;
  TimePoint deadline;
  detail::DialNews news;

  std::unique_ptr<detail::Dial> operator()(const TcpAddress& address) const {
    return detail::dial_tcp(world, address, deadline, news);
  }
  std::unique_ptr<detail::Dial> operator()(const UnixAddress& address) const {
    return detail::dial_unix(world, address, deadline);
  }
  std::unique_ptr<detail::Dial> operator()(const MemoryAddress& address) const {
    return detail::dial_memory(world, address, deadline);
  }
  std::unique_ptr<detail::Dial> operator()(const ShmAddress& address) const {
    return detail::dial_shm(world, address, deadline);
  }
  std::unique_ptr<detail::Dial> operator()(const FdAddress& address) const {
    return detail::dial_inherited(world, address);
  }
};

struct Listen {
  World world;
  const ListenOptions& options;

  Result<std::unique_ptr<Listener>> operator()(const TcpAddress& address) const {
    return detail::listen_tcp(world, address, options);
  }
  Result<std::unique_ptr<Listener>> operator()(const UnixAddress& address) const {
    return detail::listen_unix(world, address, options);
  }
  Result<std::unique_ptr<Listener>> operator()(const MemoryAddress& address) const {
    return detail::listen_memory(world, address, options);
  }
  Result<std::unique_ptr<Listener>> operator()(const ShmAddress& address) const {
    return detail::listen_shm(world, address, options);
  }
  Result<std::unique_ptr<Listener>> operator()(const FdAddress& address) const {
    return detail::listen_inherited(world.system, address, options);
  }
};

// An address that was put together by hand must be one that its own text stands for.
Result<void> check_address(const Address& address) {
  const auto parsed = parse_address(to_string(address));
  if (!parsed) {
    return parsed.error();
  }
  if (*parsed != address) {
    return Error{.code = Code::AddressInvalid,
                 .message = "address '" + to_string(address) +
                            "': its text means another address than its members do"};
  }
  return {};
}

// Looks for a short time, where that can tell. Whether it pays is a matter of the thread: of the
// core that it runs on, and of how its peers answer.
bool is_found_by_spinning(const Transport& transport, Interest wish) {
  if (transport.glance(wish) == Glance::AskSystem) {
    return false;
  }
  thread_local detail::Spin spin;
  return spin.until([&] { return transport.glance(wish) == Glance::Ready; });
}

}  // namespace

Result<std::unique_ptr<detail::Dial>> detail::begin_transport(const Address& address,
                                                              TimePoint deadline, DialNews news) {
  if (auto valid = check_address(address); !valid) return valid.error();
  return std::visit(BeginToConnect{real_world(), deadline, std::move(news)}, address);
}

Result<std::unique_ptr<Transport>> open_transport(const Address& address, TimePoint deadline) {
  if (auto valid = check_address(address); !valid) {
    return valid.error();
  }
  return std::visit(Connect{detail::real_world(), deadline}, address);
}

Result<std::unique_ptr<Listener>> open_listener(const Address& address,
                                                const ListenOptions& options) {
  if (auto valid = check_address(address); !valid) {
    return valid.error();
  }
  return std::visit(Listen{detail::real_world(), options}, address);
}

Result<void> wait_until_ready(Transport& transport, Interest wish, TimePoint deadline) {
  if (has(wish, Interest::Read) && transport.pending() > 0) {
    return {};
  }
  if (is_found_by_spinning(transport, wish)) {
    return {};
  }
  const Interest events = transport.want(wish);
  const auto waited = detail::wait_for(detail::real_world(), transport.poll_fd(), events, deadline);
  if (!waited) {
    return waited.error();
  }
  if (*waited == detail::WaitOutcome::DeadlinePassed) {
    return Error{
        .code = Code::DeadlineExceeded,
        .message = "the deadline passed while waiting for " + to_string(transport.peer().address)};
  }
  return {};
}

}  // namespace idl
