// The door of a server: its listeners, and how many peers it lets in, in all and from each. When
// the system cannot accept, the listeners rest for a while instead of spinning.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "idl/listener.h"
#include "idl/time_point.h"
#include "idl/transport.h"
#include "loop/poller.h"

namespace idl::detail {

/// Who counts as one peer: a host, or a user of this machine.
[[nodiscard]] std::string peer_key(const PeerInfo& peer);

class ServerWatch;

/// How many connections are let in.
struct ConnectionLimits {
  std::size_t connections = 0;
  std::size_t per_peer = 0;
};

/// Used by the leader only.
class Acceptor {
 public:
  /// `poller` and `watch`, which may be null, outlive the acceptor.
  Acceptor(Poller& poller, const ConnectionLimits& limits, const ServerWatch* watch = nullptr);

  /// Watches a listener under `token`. Fails if the poller does.
  Result<void> add(std::unique_ptr<Listener> listener, Token token);

  /// Whether `token` is a listener's.
  [[nodiscard]] bool owns(Token token) const { return listeners_.contains(token); }

  /// Whether one peer comes to `token` and never another.
  [[nodiscard]] bool serves_once(Token token) const { return listeners_.at(token)->serves_once(); }

  /// Closes one listener for good.
  void remove(Token token);

  /// Whether nobody can come any more.
  [[nodiscard]] bool empty() const { return listeners_.empty(); }

  /// Takes the next peer that waits at `token` and is admitted; null when there is none. Others are
  /// told why they are not. An admitted peer counts until leave(). It gives up after a while: then
  /// the listener is still ready.
  std::unique_ptr<Transport> accept(Token token, TimePoint now);

  /// A connection of this peer is over.
  void leave(const std::string& key);

  /// When the listeners have rested enough; nothing if they do not rest.
  [[nodiscard]] std::optional<TimePoint> resting_until() const { return resting_until_; }
  /// Listens again if they have.
  void wake_up(TimePoint now);

  /// Closes the listeners for good.
  void close();

 private:
  Result<void> admit(const PeerInfo& peer);
  void note_turned_away(const Transport* peer, const Error& reason) const;
  void rest(TimePoint now);
  void watch_all(Interest interest);

  Poller& poller_;
  const ConnectionLimits limits_;
  const ServerWatch* const watch_;
  std::unordered_map<Token, std::unique_ptr<Listener>> listeners_;
  std::unordered_map<std::string, std::size_t> peers_;
  std::size_t connections_ = 0;
  std::optional<TimePoint> resting_until_;
};

}  // namespace idl::detail
