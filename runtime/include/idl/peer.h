// Who is at the other end of the call that a handler serves: its address, and the way to call what
// it serves itself, on the same connection.
#pragma once

#include <optional>

#include "idl/address.h"
#include "idl/stub.h"
#include "idl/transport.h"

namespace idl {

namespace detail {
class IncomingCall;
}  // namespace detail

/// Valid as long as the Context that gave it.
class Peer {
 public:
  /// Where it is; for an unnamed Unix peer, the address that both met at.
  const Address& address;
  /// The process and user, as the kernel vouches for them; known on Unix sockets only.
  const std::optional<UnixCredentials>& credentials;

  /// A client of what the peer serves on this connection (ChannelOptions::serve; a server's
  /// services, in a handler of a channel). S is a generated service, such as demo::Observer. It may
  /// be kept and used by any thread: its calls fail with Unavailable, executed No, when the
  /// connection is over. One from a handler of a channel does not keep the channel open.
  template <class S>
  [[nodiscard]] typename S::Client client() const {
    return typename S::Client(stub());
  }

  [[nodiscard]] PeerInfo info() const { return {address, credentials}; }

 private:
  friend class Context;
  explicit Peer(detail::IncomingCall& call);

  [[nodiscard]] Stub stub() const;

  detail::IncomingCall& call_;
};

}  // namespace idl
