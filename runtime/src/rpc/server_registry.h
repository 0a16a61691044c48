// The connections of a server, by the token under which they are polled. The leader alone changes
// and uses it; others may only look, for the report of a shutdown.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "idl/interest.h"
#include "idl/server.h"
#include "idl/time_point.h"
#include "loop/poller.h"
#include "loop/timer_queue.h"
#include "rpc/connection.h"

namespace idl::detail {

/// One connection as the leader knows it.
struct ServerPeer {
  std::shared_ptr<Connection> connection;
  Token token{};
  std::string key;                 ///< Who it counts for.
  Interest wish = Interest::Read;  ///< What the leader waits for.
  TimerId timer{};
  TimePoint due = TimePoint::max();  ///< Of the timer; max: there is none.
  bool is_hot = false;               ///< HotPeers' mark.
  bool irreplaceable = false;        ///< There is no way to connect again.
};

class ServerRegistry {
 public:
  /// The leader's. Peers stay where they are until they are erased.
  ServerPeer& add(ServerPeer peer);
  [[nodiscard]] ServerPeer* find(Token token);
  void erase(Token token);
  [[nodiscard]] std::vector<Token> tokens() const;
  [[nodiscard]] bool empty() const { return peers_.empty(); }
  [[nodiscard]] std::size_t size() const { return peers_.size(); }

  /// Any thread's: the calls that are being served, the oldest first.
  [[nodiscard]] ShutdownReport open_calls(TimePoint now);

 private:
  std::mutex mutex_;  // held for changes, and by those who only look
  std::unordered_map<Token, ServerPeer> peers_;
};

}  // namespace idl::detail
