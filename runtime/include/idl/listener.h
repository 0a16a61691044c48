// A listener waits at an address and turns whoever connects into a transport.
// It is non-blocking like the transports: a server polls it among its connections.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "idl/address.h"
#include "idl/error.h"
#include "idl/result.h"
#include "idl/transport.h"

namespace idl {

enum class AcceptStatus : std::uint8_t {
  Accepted,    ///< `transport` holds the new connection.
  WouldBlock,  ///< Nobody waits: poll for Read, then accept again.
  Refused,     ///< One peer was turned away, as `error` says; accept again at once.
  Failed,      ///< The system cannot accept now (out of descriptors, say): pause, then try again.
};

struct AcceptOutcome {
  AcceptStatus status = AcceptStatus::WouldBlock;
  std::unique_ptr<Transport> transport = nullptr;  ///< Present exactly when Accepted.
  std::optional<Error> error = std::nullopt;       ///< Present exactly when Refused or Failed.
};

/// How to listen. The defaults keep everybody out but this machine and this user.
struct ListenOptions {
  /// Lets a TCP listener take an address that other machines reach, although nothing is encrypted.
  bool insecure_network = false;
  /// Lets other users of this machine connect to a Unix socket.
  bool any_user = false;
  /// How many connections the system keeps waiting for accept(); the system may cut it down.
  int backlog = 1024;
};

/// A place where peers connect. One thread at a time calls accept(); close() may come from any.
class Listener {
 public:
  virtual ~Listener() = default;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// Takes the next waiting connection, without blocking. After close() it is Failed.
  virtual AcceptOutcome accept() = 0;

  /// The descriptor to poll for Read, level-triggered. It lives until the destructor.
  virtual int poll_fd() const = 0;

  /// Where peers reach it: with the port that the system picked if port 0 was asked for.
  virtual const Address& address() const = 0;

  /// Stops listening: peers that connect from now on are refused, and the socket's own file is
  /// removed. Connections that were accepted live on. Idempotent; the destructor does it too.
  virtual void close() = 0;

 protected:
  Listener() = default;
};

/// Starts to listen at `address`. A host name may wait for the system's resolver. A Unix socket is
/// made with mode 0600; a file in its way is replaced only if it is a socket on which nobody
/// listens. Fails with PermissionDenied (plaintext for other machines without `insecure_network`)
/// or SystemError, with the system's reason and what to do about it.
Result<std::unique_ptr<Listener>> open_listener(const Address& address,
                                                const ListenOptions& options = {});

}  // namespace idl
