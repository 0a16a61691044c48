// Binding, listening, accepting; and who may come in. A connection that may not come in is closed
// before a byte of it is read.
#include "net/socket_listener.h"

#include <atomic>

#include "base/system_error.h"
#include "base/unique_fd.h"
#include "net/admission.h"
#include "net/raw_address.h"
#include "net/resolver.h"
#include "net/socket_transport.h"
#include "net/unix_bind.h"

namespace idl::detail {
namespace {

// How many connections that broke while they waited are passed over in one accept().
constexpr int kMaxBrokenInARow = 16;

// A server that starts must not hang in the resolver.
constexpr std::chrono::seconds kResolveTimeout{10};

// Linux hands a new connection's own errors to accept(): they say nothing about the listener.
bool is_broken_connection(std::errc reason) {
  switch (reason) {
    case std::errc::connection_aborted:
    case std::errc::protocol_error:
    case std::errc::network_down:
    case std::errc::network_unreachable:
    case std::errc::host_unreachable:
    case std::errc::no_protocol_option:
    case std::errc::operation_not_supported:
    case std::errc::operation_not_permitted:  // a firewall's
      return true;
    default:
      return false;
  }
}

class SocketListener final : public Listener {
 public:
  struct Parts {
    UniqueFd socket;
    Address address;
    UnixSocketFile file;
    Admission admission{};
    UniqueFd bell{};  ///< Rings when a socket that others have, too, is closed here.
    UniqueFd both{};  ///< Readable when the socket is, or when the bell has rung.
  };

  SocketListener(System& system, Parts parts)
      : system_(system),
        socket_(std::move(parts.socket)),
        address_(std::move(parts.address)),
        file_(std::move(parts.file)),
        admission_(std::move(parts.admission)),
        bell_(std::move(parts.bell)),
        both_(std::move(parts.both)) {}

  ~SocketListener() override { SocketListener::close(); }

  AcceptOutcome accept() override;
  int poll_fd() const override { return both_ ? both_.get() : socket_.get(); }
  const Address& address() const override { return address_; }
  void close() override;

 private:
  AcceptOutcome admit(UniqueFd socket);
  AcceptOutcome failed(std::errc reason) const;
  AcceptOutcome cancelled() const;

  System& system_;
  UniqueFd socket_;
  Address address_;
  UnixSocketFile file_;
  Admission admission_;
  UniqueFd bell_;
  UniqueFd both_;
  std::atomic<bool> closed_{false};
};

AcceptOutcome SocketListener::accept() {
  // Asked first, because a Unix socket that was shut down keeps telling accept() to try again.
  if (closed_.load()) {
    return cancelled();
  }
  for (int broken = 0; broken < kMaxBrokenInARow; ++broken) {
    const auto accepted = retry_interrupted([&] { return system_.accept(socket_.get()); });
    if (accepted.ok()) {
      return admit(UniqueFd(accepted.value));
    }
    if (would_block(accepted.error)) {
      return {.status = AcceptStatus::WouldBlock};
    }
    if (!is_broken_connection(accepted.error)) {
      return failed(accepted.error);
    }
  }
  return {.status = AcceptStatus::WouldBlock};
}

AcceptOutcome SocketListener::admit(UniqueFd socket) {
  auto refusal = admission_.refusal(system_, socket.get(), address_);
  const AcceptStatus status = refusal ? AcceptStatus::Refused : AcceptStatus::Accepted;
  return {.status = status,
          .transport = make_socket_transport(system_, std::move(socket), address_),
          .error = std::move(refusal)};
}

AcceptOutcome SocketListener::failed(std::errc reason) const {
  // A close() from another thread has come between.
  if (closed_.load()) {
    return cancelled();
  }
  return {.status = AcceptStatus::Failed,
          .error = system_error("cannot accept a connection at " + to_string(address_), reason)};
}

AcceptOutcome SocketListener::cancelled() const {
  return {.status = AcceptStatus::Failed,
          .error = Error{.code = Code::Cancelled,
                         .message = to_string(address_) + " is closed to further connections"}};
}

void SocketListener::close() {
  if (closed_.exchange(true)) {
    return;
  }
  // The file goes first: while it stands, its socket must not look dead to another server.
  file_.remove(system_);
  if (bell_) {
    (void)retry_interrupted([&] { return system_.write_eventfd(bell_.get(), 1); });
  } else {
    (void)system_.shutdown(socket_.get(), SHUT_RDWR);
  }
}

Error cannot_listen(const Address& address, std::errc reason) {
  Error error = system_error("cannot listen at " + to_string(address), reason);
  if (reason == std::errc::address_in_use) {
    error.message += "; another process listens there: stop it, or choose another port (0 for any)";
  } else if (reason == std::errc::address_not_available) {
    error.message += "; this machine has no such address";
  } else if (reason == std::errc::permission_denied) {
    error.message += "; choose a port from 1024 up";
  }
  return error;
}

Error plaintext_refused(const TcpAddress& address) {
  return {.code = Code::PermissionDenied,
          .message = "refused to listen at " + to_string(Address(address)) +
                     ": other machines reach it and nothing is encrypted; listen at "
                     "tcp:127.0.0.1:" +
                     std::to_string(address.port) +
                     ", or set insecure_network if the network is trusted"};
}

// Binds and listens; gives the address that came of it.
SysResult<RawAddress> bind_and_listen(System& system, int socket, const RawAddress& at,
                                      int backlog) {
  // A restarted server gets its port back although old connections linger. It does not share it.
  (void)system.set_option(socket, SOL_SOCKET, SO_REUSEADDR, 1);
  if (const auto bound = system.bind(socket, at); !bound.ok()) {
    return {.error = bound.error};
  }
  if (const auto listening = system.listen(socket, backlog); !listening.ok()) {
    return {.error = listening.error};
  }
  return system.local_address(socket);
}

// Whoever handed the socket over has it, too, and may give it to the next process: it must not be
// shut down. What wakes those who wait at it here is a bell of their own.
Result<std::unique_ptr<Listener>> share(System& system, SocketListener::Parts parts) {
  const auto bell = system.make_eventfd();
  if (!bell.ok()) return cannot_listen(parts.address, bell.error);
  parts.bell.reset(bell.value);
  const auto both = system.make_epoll();
  if (!both.ok()) return cannot_listen(parts.address, both.error);
  parts.both.reset(both.value);
  for (const int fd : {parts.socket.get(), bell.value}) {
    const auto added =
        system.control_epoll(both.value, EPOLL_CTL_ADD, fd, {.events = EPOLLIN, .data = {}});
    if (!added.ok()) return cannot_listen(parts.address, added.error);
  }
  return std::make_unique<SocketListener>(system, std::move(parts));
}

}  // namespace

Result<std::unique_ptr<Listener>> listen_tcp(World world, const TcpAddress& address,
                                             const ListenOptions& options) {
  const TimePoint deadline = deadline_after(world.clock.now(), kResolveTimeout);
  const auto found = resolve(world, address, deadline);
  if (!found) {
    Error error = found.error();
    error.message = "cannot listen at " + to_string(Address(address)) + ": " + error.message;
    return error;
  }
  const RawAddress& at = found->front();
  if (!is_loopback(at) && !options.insecure_network) {
    return plaintext_refused(address);
  }
  const auto made = world.system.socket(at.storage.ss_family);
  if (!made.ok()) {
    return cannot_listen(address, made.error);
  }
  UniqueFd socket(made.value);
  const auto bound = bind_and_listen(world.system, socket.get(), at, options.backlog);
  if (!bound.ok()) {
    return cannot_listen(address, bound.error);
  }
  return std::make_unique<SocketListener>(
      world.system, SocketListener::Parts{std::move(socket), from_raw(bound.value), {}, {}});
}

Result<std::unique_ptr<Listener>> listen_unix(World world, const UnixAddress& address,
                                              const ListenOptions& options) {
  const auto made = world.system.socket(AF_UNIX);
  if (!made.ok()) {
    return cannot_listen(address, made.error);
  }
  UniqueFd socket(made.value);
  auto file = bind_and_listen(world.system, socket.get(), address, options);
  if (!file) {
    return file.error();
  }
  return std::make_unique<SocketListener>(
      world.system,
      SocketListener::Parts{std::move(socket), address, *std::move(file), Admission(options)});
}

Result<std::unique_ptr<Listener>> adopt_listener(System& system, UniqueFd socket,
                                                 const Address& address,
                                                 const ListenOptions& options) {
  const auto* tcp = std::get_if<TcpAddress>(&address);
  if (tcp == nullptr) {
    return share(system, {std::move(socket), address, {}, Admission(options)});
  }
  const auto bound = system.local_address(socket.get());
  if (!bound.ok() || (!is_loopback(bound.value) && !options.insecure_network)) {
    return plaintext_refused(*tcp);
  }
  return share(system, {std::move(socket), address, {}, {}});
}

}  // namespace idl::detail
