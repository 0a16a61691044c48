// A listener waits at an address and turns whoever connects into a transport.
// It is non-blocking like the transports: a server polls it among its connections.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "idl/address.h"
#include "idl/error.h"
#include "idl/result.h"
#include "idl/transport.h"

namespace idl {

enum class AcceptStatus : std::uint8_t {
  Accepted,    ///< `transport` holds the new connection.
  WouldBlock,  ///< Nobody waits: poll for Read, then accept again.
  Refused,     ///< One peer may not come in, as `error` says; accept again at once.
  Failed,      ///< The system cannot accept now (out of descriptors, say): pause, then try again.
};

struct AcceptOutcome {
  AcceptStatus status = AcceptStatus::WouldBlock;
  /// Present when Accepted. Present when Refused, too, for a last word to the peer: destroying it
  /// turns the peer away.
  std::unique_ptr<Transport> transport = nullptr;
  std::optional<Error> error = std::nullopt;  ///< Present exactly when Refused or Failed.
};

/// Says which processes may connect. It runs on the thread that accepts, which holds no lock, and
/// which serves all other connections: they wait for its answer. One that throws admits nobody.
using AdmissionRule = std::function<bool(const UnixCredentials& peer)>;

/// How to listen. The defaults keep everybody out but this machine and this user.
struct ListenOptions {
  /// Lets a TCP listener take an address that other machines reach, although nothing is encrypted.
  bool insecure_network = false;
  /// Lets every user of this machine connect to a Unix socket or `shm:`.
  bool any_user = false;
  /// The users and the groups that may connect to a Unix socket besides this process' own user. A
  /// process counts by its effective user and its effective group, not by other groups it is in.
  std::vector<std::uint32_t> users{};
  std::vector<std::uint32_t> groups{};
  /// Decides alone, if there is one, which processes may connect to a Unix socket.
  AdmissionRule admits = nullptr;
  /// The permission bits of a Unix socket's file. By default 0600, or 0666 if one of the four
  /// members above lets others in: they are asked in any case.
  std::optional<std::uint32_t> socket_mode = std::nullopt;
  /// How many connections the system keeps waiting for accept(); the system may cut it down.
  int backlog = 1024;
  /// How many bytes a ring of `shm:` holds; each connection has two. A power of two from 4 KiB to
  /// 64 MiB. A message may be bigger: it passes in parts.
  std::size_t shm_ring_bytes = std::size_t{256} << 10;
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

  /// Whether there is one connection here and never another, as on a connected socket that was
  /// inherited. A server keeps such a connection however idle it is, and ends with it if it has
  /// nothing else to serve.
  virtual bool serves_once() const { return false; }

  /// Stops listening: peers that connect from now on are refused, and the socket's own file is
  /// removed. Connections that were accepted live on. Idempotent; the destructor does it too. A
  /// socket that was inherited, or offered, stays as it is for others who have it.
  virtual void close() = 0;

 protected:
  Listener() = default;
};

/// Starts to listen at `address`. A host name may wait for the system's resolver. A Unix socket is
/// made with the mode that the options say; a file in its way is replaced only if it is a socket on
/// which nobody listens. Fails with PermissionDenied (plaintext for other machines without
/// `insecure_network`) or SystemError, with the system's reason and what to do about it.
Result<std::unique_ptr<Listener>> open_listener(const Address& address,
                                                const ListenOptions& options = {});

}  // namespace idl
