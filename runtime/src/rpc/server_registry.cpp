// Keeping and listing connections.
// It reads nothing from them and writes nothing to them.
#include "rpc/server_registry.h"

#include <algorithm>
#include <utility>

namespace idl::detail {

ServerPeer& ServerRegistry::add(ServerPeer peer) {
  const std::lock_guard guard(mutex_);
  const Token token = peer.token;
  return peers_.emplace(token, std::move(peer)).first->second;
}

ServerPeer* ServerRegistry::find(Token token) {
  const auto found = peers_.find(token);
  return found == peers_.end() ? nullptr : &found->second;
}

void ServerRegistry::erase(Token token) {
  const std::lock_guard guard(mutex_);
  peers_.erase(token);
}

std::vector<Token> ServerRegistry::tokens() const {
  std::vector<Token> tokens;
  tokens.reserve(peers_.size());
  for (const auto& [token, peer] : peers_) tokens.push_back(token);
  return tokens;
}

ShutdownReport ServerRegistry::open_calls(TimePoint now) {
  ShutdownReport report;
  const std::lock_guard guard(mutex_);
  for (auto& [token, peer] : peers_) {
    Connection& connection = *peer.connection;
    const Connection::Guard locked = connection.lock();
    for (const IncomingCall* call : connection.running(locked)) {
      report.open_calls.push_back({std::string(call->method->entry.method.name),
                                   connection.peer().address, now - call->received});
    }
  }
  std::sort(report.open_calls.begin(), report.open_calls.end(),
            [](const auto& a, const auto& b) { return a.age > b.age; });
  return report;
}

}  // namespace idl::detail
