// Which peers a server's leader looks at before it sleeps, on transports that say what the test
// tells them to.
#include "rpc/hot_peers.h"

#include <doctest/doctest.h>

#include "base/clock.h"

namespace {

using idl::Glance;
using idl::Interest;
using idl::detail::Connection;
using idl::detail::HotPeers;
using idl::detail::ServerPeer;
using idl::detail::Waker;

/// Moves no bytes; is looked at, and asked what is wanted.
class SeenTransport final : public idl::Transport {
 public:
  Glance shows = Glance::NotYet;
  Glance shows_once_asked = Glance::NotYet;  ///< What comes between the last look and the sleep.
  int asked = 0;

  idl::IoOutcome read(std::span<std::byte>) override { return {}; }
  idl::IoOutcome write(std::span<const std::span<const std::byte>>) override { return {}; }
  Interest want(Interest wish) override {
    ++asked;
    if (shows == Glance::NotYet) shows = shows_once_asked;
    return wish;
  }
  Glance glance(Interest) const override { return shows; }
  int poll_fd() const override { return -1; }
  std::size_t pending() const override { return 0; }
  const idl::PeerInfo& peer() const override { return peer_; }
  void shutdown_write() override {}
  void close() override {}

 private:
  idl::PeerInfo peer_{idl::MemoryAddress{"seen"}};
};

/// A peer, and its transport to be told what to show.
struct Peer {
  Peer() {
    auto made = std::make_unique<SeenTransport>();
    transport = made.get();
    server_peer.connection = std::make_shared<Connection>(
        std::move(made), idl::detail::ConnectionSetup{}, idl::detail::steady_clock().now());
  }
  SeenTransport* transport = nullptr;
  ServerPeer server_peer;
};

std::unique_ptr<Waker> make_waker() {
  auto waker = Waker::create(idl::detail::real_system());
  REQUIRE(waker);
  return *std::move(waker);
}

}  // namespace

TEST_CASE("only transports that tell something at a glance are looked at") {
  SeenTransport transport;
  CHECK(HotPeers::takes(transport));
  transport.shows = Glance::AskSystem;
  CHECK_FALSE(HotPeers::takes(transport));
}

TEST_CASE("peers that have something take turns") {
  const auto waker = make_waker();
  std::array<Peer, 3> peers;
  HotPeers hot;
  for (Peer& peer : peers) {
    peer.transport->shows = Glance::Ready;
    hot.add(peer.server_peer);
    hot.add(peer.server_peer);
  }
  for (int round = 0; round < 2; ++round) {
    for (Peer& peer : peers) CHECK(hot.await(*waker) == &peer.server_peer);
  }
  peers[1].transport->shows = Glance::NotYet;
  CHECK(hot.await(*waker) == &peers[0].server_peer);
  CHECK(hot.await(*waker) == &peers[2].server_peer);
  hot.remove(peers[0].server_peer);
  hot.remove(peers[0].server_peer);
  CHECK(hot.await(*waker) == &peers[2].server_peer);
}

TEST_CASE("who has nothing is asked to be rung for, and no longer looked at") {
  const auto waker = make_waker();
  Peer peer;
  HotPeers hot;
  hot.add(peer.server_peer);
  CHECK(hot.await(*waker) == nullptr);
  CHECK(peer.transport->asked == 0);
  CHECK(hot.let_sleep());
  CHECK(peer.transport->asked == 1);
  CHECK(hot.empty());
  hot.add(peer.server_peer);
  CHECK_FALSE(hot.empty());
}

TEST_CASE("what comes at the last moment keeps its peer from sleeping") {
  const auto waker = make_waker();
  Peer calm;
  Peer late;
  late.transport->shows_once_asked = Glance::Ready;
  HotPeers hot;
  hot.add(calm.server_peer);
  hot.add(late.server_peer);
  CHECK_FALSE(hot.let_sleep());
  CHECK(hot.await(*waker) == &late.server_peer);
  CHECK_FALSE(calm.server_peer.is_hot);
}

TEST_CASE("a wake from elsewhere ends the look at once") {
  const auto waker = make_waker();
  Peer peer;
  HotPeers hot;
  hot.add(peer.server_peer);
  waker->wake();
  CHECK(hot.await(*waker) == nullptr);
}
