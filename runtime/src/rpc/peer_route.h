// The way to what is at the other end of one connection. There is no other
// connection to try: once it is over, all calls fail.
#pragma once

#include <memory>

#include "rpc/call_route.h"

namespace idl::detail {

class PeerRoute : public CallRoute {
 public:
  /// Over this connection, whichever end has begun it.
  explicit PeerRoute(std::shared_ptr<Connection> connection, std::uint32_t target = 0);

  Result<std::shared_ptr<CallLink>> link(LinkRequest& request) override;

 protected:
  [[nodiscard]] const std::shared_ptr<Connection>& connection() const { return connection_; }

 private:
  const std::shared_ptr<Connection> connection_;
  std::shared_ptr<CallLink> loop_link_;  // where a loop drives the connection
};

}  // namespace idl::detail
