// The way to an object of the peer, for as long as somebody holds it: the peer is told when the
// last holder is gone, and how often it had given the object by then.
#pragma once

#include <cstdint>
#include <memory>

#include "rpc/peer_route.h"

namespace idl::detail {

/// Never destroyed with the connection's lock held.
class ReferenceRoute final : public PeerRoute {
 public:
  ReferenceRoute(std::shared_ptr<Connection> connection, std::uint32_t number)
      : PeerRoute(std::move(connection), number) {}
  ~ReferenceRoute() override { connection()->let_go(target(), received_); }

  /// The object has come once more. Under the connection's lock.
  void note_received() { ++received_; }

 private:
  std::uint32_t received_ = 0;
};

}  // namespace idl::detail
