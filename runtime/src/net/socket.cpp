// Blocking on top of what does not block: try, wait until it is worth another try, try again. It
// sits on any transport, so that all kinds of addresses serve alike.
#include "idl/socket.h"

#include <array>

#include "base/check.h"
#include "net/wait.h"

namespace idl {
namespace {

Error ended_early(const PeerInfo& peer) {
  return {.code = Code::Unavailable,
          .message = to_string(peer.address) + " ended its stream too early",
          .origin = Origin::Transport};
}

}  // namespace

Result<Socket> Socket::connect(std::string_view address, TimePoint deadline) {
  const auto parsed = parse_address(address);
  if (!parsed) {
    return parsed.error();
  }
  auto transport = open_transport(*parsed, deadline);
  if (!transport) {
    return transport.error();
  }
  return Socket(*std::move(transport));
}

Socket::Socket(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {
  detail::check(transport_ != nullptr, "a socket needs a transport");
}

Result<std::size_t> Socket::read_some(std::span<std::byte> into, TimePoint deadline) {
  for (;;) {
    IoOutcome outcome = transport_->read(into);
    switch (outcome.status) {
      case IoStatus::Done:
        return outcome.bytes;
      case IoStatus::Closed:
        return std::size_t{0};
      case IoStatus::Failed:
        return *std::move(outcome.error);
      case IoStatus::WouldBlock:
        break;
    }
    if (auto ready = wait_until_ready(*transport_, Interest::Read, deadline); !ready) {
      return ready.error();
    }
  }
}

Result<void> Socket::read_exact(std::span<std::byte> into, TimePoint deadline) {
  while (!into.empty()) {
    const auto count = read_some(into, deadline);
    if (!count) {
      return count.error();
    }
    if (*count == 0) {
      return ended_early(peer());
    }
    into = into.subspan(*count);
  }
  return {};
}

Result<void> Socket::write_all(std::span<const std::byte> bytes, TimePoint deadline) {
  while (!bytes.empty()) {
    const std::array pieces{bytes};
    IoOutcome outcome = transport_->write(pieces);
    if (outcome.status == IoStatus::Failed) {
      return *std::move(outcome.error);
    }
    bytes = bytes.subspan(outcome.bytes);
    if (outcome.status == IoStatus::Done) {
      continue;
    }
    if (auto ready = wait_until_ready(*transport_, Interest::Write, deadline); !ready) {
      return ready.error();
    }
  }
  return {};
}

void Socket::shutdown_write() { transport_->shutdown_write(); }

void Socket::close() { transport_->close(); }

const PeerInfo& Socket::peer() const { return transport_->peer(); }

Result<ServerSocket> ServerSocket::listen(std::string_view address, const ListenOptions& options) {
  const auto parsed = parse_address(address);
  if (!parsed) {
    return parsed.error();
  }
  auto listener = open_listener(*parsed, options);
  if (!listener) {
    return listener.error();
  }
  return ServerSocket(*std::move(listener));
}

ServerSocket::ServerSocket(std::unique_ptr<Listener> listener) : listener_(std::move(listener)) {}

Result<Socket> ServerSocket::accept(TimePoint deadline) {
  for (;;) {
    AcceptOutcome outcome = listener_->accept();
    if (outcome.status == AcceptStatus::Accepted) {
      return Socket(std::move(outcome.transport));
    }
    if (outcome.status == AcceptStatus::Failed) {
      return *std::move(outcome.error);
    }
    if (outcome.status == AcceptStatus::Refused) {
      continue;
    }
    const auto waited =
        detail::wait_for(detail::real_world(), listener_->poll_fd(), Interest::Read, deadline);
    if (!waited) {
      return waited.error();
    }
    if (*waited == detail::WaitOutcome::DeadlinePassed) {
      return Error{.code = Code::DeadlineExceeded,
                   .message = "nobody connected to " + to_string(address()) + " in time"};
    }
  }
}

const Address& ServerSocket::address() const { return listener_->address(); }

void ServerSocket::close() { listener_->close(); }

}  // namespace idl
