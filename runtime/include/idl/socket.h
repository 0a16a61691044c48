// Plain sockets: for programs that speak a protocol of their own and want neither schema nor stubs.
// Calls block until they are done or their deadline passes. They stand on the same transports as
// the calls of generated code, so every kind of address works, with the same safe defaults.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "idl/address.h"
#include "idl/listener.h"
#include "idl/result.h"
#include "idl/time_point.h"
#include "idl/transport.h"

namespace idl {

/// One end of a connection. One thread at a time may use it, but close() may come from any and ends
/// what the other is waiting for. Movable; a socket that was moved from can only be destroyed or
/// assigned to. Every failure but DeadlineExceeded leaves the connection unusable.
class Socket {
 public:
  /// Connects to an address such as `tcp:example.org:7000`; see open_transport for the failures,
  /// parse_address for a text that is no address.
  static Result<Socket> connect(std::string_view address, TimePoint deadline);

  /// Takes over a transport.
  explicit Socket(std::unique_ptr<Transport> transport);

  /// Waits for bytes and moves those that are there into `into`, which must not be empty. Returns
  /// how many; 0 means that the peer has ended its stream.
  Result<std::size_t> read_some(std::span<std::byte> into, TimePoint deadline);

  /// Fills all of `into`. Fails with Unavailable if the peer ends its stream before. What arrived
  /// before a failure is lost.
  Result<void> read_exact(std::span<std::byte> into, TimePoint deadline);

  /// Hands all of `bytes` to the system. Success does not mean that the peer has read them. After a
  /// failure nobody knows how many were sent.
  Result<void> write_all(std::span<const std::byte> bytes, TimePoint deadline);

  /// Says that nothing more will be written; the peer's read_some then returns 0.
  void shutdown_write();

  /// Ends both directions. Idempotent; the destructor does it too.
  void close();

  /// Who is at the other end.
  const PeerInfo& peer() const;

 private:
  std::unique_ptr<Transport> transport_;
};

/// A place where sockets connect.
class ServerSocket {
 public:
  /// Starts to listen at an address such as `tcp:127.0.0.1:0`; see open_listener for the failures.
  static Result<ServerSocket> listen(std::string_view address, const ListenOptions& options = {});

  /// Waits for the next connection. Peers that the options do not admit are turned away unseen.
  /// Fails with DeadlineExceeded, Cancelled after close(), or the system's reason: pause then and
  /// try again.
  Result<Socket> accept(TimePoint deadline);

  /// Where peers reach it, with the port that was picked if port 0 was asked for.
  const Address& address() const;

  /// Stops listening; any thread. Idempotent; the destructor does it too.
  void close();

 private:
  explicit ServerSocket(std::unique_ptr<Listener> listener);

  std::unique_ptr<Listener> listener_;
};

}  // namespace idl
