// The way to the services of whoever is at the other end of one connection. There is no other
// connection to try: once it is over, all calls fail.
#pragma once

#include <memory>

#include "rpc/call_route.h"

namespace idl::detail {

class PeerRoute final : public CallRoute {
 public:
  /// Over this connection, whichever end has begun it.
  explicit PeerRoute(std::shared_ptr<Connection> connection);

  Result<std::shared_ptr<CallLink>> link(const LinkRequest& request) override;

 private:
  const std::shared_ptr<Connection> connection_;
  std::shared_ptr<CallLink> loop_link_;  // where a loop drives the connection
};

}  // namespace idl::detail
