// A link for each call: a loop's connection has one at hand, a channel's has the channel's own, for
// as long as the channel holds it.
#include "rpc/peer_route.h"

#include <utility>

#include "rpc/loop_link.h"

namespace idl::detail {
namespace {

Error connection_is_over(const Connection& connection) {
  return Error{Code::Unavailable,
               "the connection to `" + to_string(connection.peer().address) +
                   "`, to which this client belongs, is over",
               Executed::No, Origin::Local};
}

}  // namespace

PeerRoute::PeerRoute(std::shared_ptr<Connection> connection, std::uint32_t target)
    : CallRoute(connection->tracer(), target, connection->peer_watch()),
      connection_(std::move(connection)) {
  if (connection_->is_loops()) loop_link_ = std::make_shared<LoopLink>(connection_);
}

Result<std::shared_ptr<CallLink>> PeerRoute::link(LinkRequest&) {
  std::shared_ptr<CallLink> link = loop_link_ ? loop_link_ : connection_->client_link();
  if (link == nullptr || !link->takes_calls()) return connection_is_over(*connection_);
  return link;
}

}  // namespace idl::detail
