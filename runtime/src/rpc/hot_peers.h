// The peers of a server that write without a system call and are awake, so that looking for their
// bytes is faster than waiting for them. Those that rest have asked to be rung for, and are polled
// like any other.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "loop/waker.h"
#include "net/spin.h"
#include "rpc/server_registry.h"

namespace idl::detail {

/// The leader's.
class HotPeers {
 public:
  /// Whether this is the place for such a transport: its bytes are seen at a glance, and it has to
  /// be asked before each wait to be rung for.
  static bool takes(const Transport& transport) {
    return transport.glance(Interest::Read) != Glance::AskSystem;
  }

  void add(ServerPeer& peer);
  void remove(ServerPeer& peer);
  [[nodiscard]] bool empty() const { return peers_.empty(); }

  /// One that has something, in turn; spins for it. Null after a while, or once `waker` is awake.
  ServerPeer* await(const Waker& waker);
  /// When await() asked for the time last, if that was just before it found what it gave.
  [[nodiscard]] std::optional<TimePoint> asked() const { return spin_.asked(); }

  /// Lets all rest until they are rung for, but those that have something after all. Whether none
  /// has.
  bool let_sleep();

 private:
  ServerPeer* find_ready();

  std::vector<ServerPeer*> peers_;
  std::size_t next_ = 0;  // where the next look begins
  Spin spin_;
};

}  // namespace idl::detail
