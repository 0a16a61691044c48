// A list that is as long as there are busy peers, looked at in turn.
// Reading from them is the loop's.
#include "rpc/hot_peers.h"

#include <algorithm>

namespace idl::detail {
namespace {

bool has_something(const ServerPeer& peer) {
  return peer.connection->transport().glance(peer.wish) == Glance::Ready;
}

}  // namespace

void HotPeers::add(ServerPeer& peer) {
  if (peer.is_hot) return;
  peer.is_hot = true;
  peers_.push_back(&peer);
}

void HotPeers::remove(ServerPeer& peer) {
  if (!peer.is_hot) return;
  peer.is_hot = false;
  peers_.erase(std::find(peers_.begin(), peers_.end(), &peer));
}

ServerPeer* HotPeers::find_ready() {
  for (std::size_t i = 0; i < peers_.size(); ++i) {
    if (next_ >= peers_.size()) next_ = 0;
    ServerPeer* const peer = peers_[next_++];
    if (has_something(*peer)) return peer;
  }
  return nullptr;
}

ServerPeer* HotPeers::await(const Waker& waker) {
  ServerPeer* found = nullptr;
  spin_.until([&] {
    found = find_ready();
    return found != nullptr || waker.is_awake();
  });
  return found;
}

bool HotPeers::let_sleep() {
  std::erase_if(peers_, [](ServerPeer* peer) {
    (void)peer->connection->transport().want(peer->wish);
    peer->is_hot = has_something(*peer);
    return !peer->is_hot;
  });
  return peers_.empty();
}

}  // namespace idl::detail
