// Accepting, counting, resting. What is spoken on an accepted connection is the server loop's
// business.
#include "rpc/acceptor.h"

#include <chrono>

#include "base/clock.h"
#include "rpc/server_watch.h"
#include "rpc/turn_away.h"

namespace idl::detail {
namespace {

// Descriptors become free when somebody closes one, which nobody tells us: look a few times a
// second.
constexpr std::chrono::milliseconds kRest{200};
// Peers that are turned away must not keep the leader at the door for ever.
constexpr int kTriesInARow = 64;

Error too_many(const std::string& what) {
  return {.code = Code::ResourceExhausted, .message = "the server has too many " + what};
}

}  // namespace

std::string peer_key(const PeerInfo& peer) {
  if (peer.credentials) return "user " + std::to_string(peer.credentials->uid);
  if (const auto* tcp = std::get_if<TcpAddress>(&peer.address)) return "host " + tcp->host;
  return "this process";
}

Acceptor::Acceptor(Poller& poller, const ConnectionLimits& limits, const ServerWatch* watch)
    : poller_(poller), limits_(limits), watch_(watch) {}

Result<void> Acceptor::add(std::unique_ptr<Listener> listener, Token token) {
  const Interest interest = resting_until_ ? Interest::None : Interest::Read;
  auto added = poller_.add(listener->poll_fd(), token, interest);
  if (added) listeners_.emplace(token, std::move(listener));
  return added;
}

std::unique_ptr<Transport> Acceptor::accept(Token token, TimePoint now) {
  Listener& listener = *listeners_.at(token);
  for (int i = 0; i < kTriesInARow; ++i) {
    AcceptOutcome outcome = listener.accept();
    switch (outcome.status) {
      case AcceptStatus::Accepted:
        if (auto full = admit(outcome.transport->peer()); !full) {
          note_turned_away(outcome.transport.get(), full.error());
          turn_away(*outcome.transport, full.error());
          break;
        }
        return std::move(outcome.transport);
      case AcceptStatus::Refused:
        note_turned_away(outcome.transport.get(), *outcome.error);
        if (outcome.transport != nullptr) turn_away(*outcome.transport, *outcome.error);
        break;
      case AcceptStatus::Failed:
        if (watch_ != nullptr) watch_->note_cannot_accept(*outcome.error);
        rest(now);
        return nullptr;
      case AcceptStatus::WouldBlock:
        return nullptr;
    }
  }
  return nullptr;
}

Result<void> Acceptor::admit(const PeerInfo& peer) {
  if (connections_ >= limits_.connections) return too_many("connections");
  std::size_t& count = peers_[peer_key(peer)];
  if (count >= limits_.per_peer) return too_many("connections of one host or user");
  ++count;
  ++connections_;
  return {};
}

void Acceptor::note_turned_away(const Transport* peer, const Error& reason) const {
  if (watch_ == nullptr) return;
  watch_->note_turned_away(peer == nullptr ? "a peer" : peer_key(peer->peer()), reason.message);
}

void Acceptor::leave(const std::string& key) {
  --connections_;
  const auto peer = peers_.find(key);
  if (--peer->second == 0) peers_.erase(peer);
}

void Acceptor::rest(TimePoint now) {
  resting_until_ = now + kRest;
  watch_all(Interest::None);
}

void Acceptor::wake_up(TimePoint now) {
  if (!resting_until_ || now < *resting_until_) return;
  resting_until_.reset();
  watch_all(Interest::Read);
}

void Acceptor::watch_all(Interest interest) {
  for (const auto& [token, listener] : listeners_) {
    // One that cannot be watched differently stays as it is, which costs time, not correctness.
    (void)poller_.modify(listener->poll_fd(), token, interest);
  }
}

void Acceptor::remove(Token token) {
  const auto found = listeners_.find(token);
  poller_.remove(found->second->poll_fd());
  listeners_.erase(found);
}

void Acceptor::close() {
  for (const auto& [token, listener] : listeners_) {
    poller_.remove(listener->poll_fd());
    listener->close();
  }
  listeners_.clear();
  resting_until_.reset();
}

}  // namespace idl::detail
