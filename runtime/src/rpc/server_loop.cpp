// The leader's round: inbox, timers, wait, and whatever is ready. One thread at a time leads; the
// others run handlers or sleep.
#include "rpc/server_loop.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "base/clock.h"
#include "base/descriptor_limit.h"
#include "rpc/current_call.h"
#include "rpc/session_setup.h"

namespace idl::detail {
namespace {

constexpr Token kWakerToken{0};
// How many descriptors one wait reports; the others are reported by the next.
constexpr std::size_t kReadyAtOnce = 64;
// A storm of new peers must not keep those that are connected waiting.
constexpr int kAcceptsInARow = 64;

}  // namespace

Result<std::unique_ptr<ServerLoop>> ServerLoop::create(const LoopParts& parts) {
  auto poller = make_epoll_poller(real_system());
  if (!poller) return poller.error();
  auto waker = Waker::create(real_system());
  if (!waker) return waker.error();
  auto watched = (*poller)->add((*waker)->fd(), kWakerToken, Interest::Read);
  if (!watched) return watched.error();
  return std::make_unique<ServerLoop>(parts, std::move(*poller), std::move(*waker));
}

ServerLoop::ServerLoop(const LoopParts& parts, std::unique_ptr<Poller> poller,
                       std::unique_ptr<Waker> waker)
    : CallHost(parts.server,
               parts.options.send_exception_text ? ExceptionText::Sent : ExceptionText::Hidden),
      parts_(parts),
      poller_(std::move(poller)),
      waker_(std::move(waker)),
      account_(parts.options.max_buffered_bytes),
      tasks_(parts.server),
      acceptor_(*poller_,
                {.connections = connections_allowed(parts.options.max_connections),
                 .per_peer = parts.options.max_connections_per_peer},
                parts.watch.get()),
      buffer_(std::make_unique_for_overwrite<std::byte[]>(kServerReadBytes)),
      crew_(*this, std::clamp<std::size_t>(parts.options.max_threads, 2, kMostThreads),
            parts.options.max_queued_calls) {}

ServerLoop::~ServerLoop() {
  crew_.stop(nullptr);
  for (const Token token : registry_.tokens()) {
    Connection& connection = *registry_.find(token)->connection;
    Guard guard = connection.lock();
    connection.close(guard, Error{Code::GoingAway, "the server has shut down"});
  }
}

void ServerLoop::add_listener(std::unique_ptr<Listener> listener) {
  inbox_.add_listener(std::move(listener));
  waker_->wake();
}

void ServerLoop::begin_drain(TimePoint deadline) {
  inbox_.begin_drain(deadline);
  waker_->wake();
}

ShutdownReport ServerLoop::open_calls() { return registry_.open_calls(steady_clock().now()); }

bool ServerLoop::lead() {
  const LeadScope scope(parts_.server);
  now_ = steady_clock().now();
  if (!finish_batch()) return false;
  while (!crew_.stopping()) {
    if (!lead_once(kForever)) return false;
  }
  return true;
}

void ServerLoop::round(Duration at_most) {
  const LeadScope scope(parts_.server);
  const bool leads = lead_once(at_most);
  check(leads, "an own loop has lost its lead");
}

bool ServerLoop::lead_once(Duration at_most) {
  now_ = steady_clock().now();
  if (!handle_inbox() || !pass_time(now_)) return false;
  Duration patience = std::min(at_most, time_to_wait(now_));
  if (!attend_hot(patience)) return false;
  std::array<Ready, kReadyAtOnce> ready{};
  const auto count = poller_->wait(ready, patience);
  check(static_cast<bool>(count), "a server's poller cannot wait");
  for (std::size_t i = 0; i < *count; ++i) {
    if (!attend(ready[i])) return false;
  }
  return true;
}

// Peers that write without the system are served for as long as they do so. What is found there
// costs no system call; `patience` becomes none if there may be more.
bool ServerLoop::attend_hot(Duration& patience) {
  if (hot_.empty()) return true;
  const TimePoint until = now_ + kSpinBetweenPolls;
  while (ServerPeer* peer = hot_.await(*waker_)) {
    if (!read_connection(*peer, hot_.asked())) return false;
    if (now_ >= until) {
      patience = Duration::zero();
      return true;
    }
  }
  if (waker_->is_awake() || !hot_.let_sleep()) patience = Duration::zero();
  return true;
}

bool ServerLoop::attend(const Ready& ready) {
  if (ready.token == kWakerToken) {
    waker_->clear();
    return true;
  }
  if (acceptor_.owns(ready.token)) {
    accept_all(ready.token);
    return true;
  }
  // One that this round has ended may still be among the ready ones.
  ServerPeer* peer = registry_.find(ready.token);
  return peer == nullptr || read_connection(*peer);
}

bool ServerLoop::handle_inbox() {
  for (auto& listener : inbox_.take_listeners()) {
    // One that the poller cannot watch is closed again: its peers are refused rather than left
    // waiting.
    if (!draining_) (void)acceptor_.add(std::move(listener), Token{++last_token_});
  }
  if (const auto deadline = inbox_.take_drain()) start_drain(*deadline);
  for (const Token token : inbox_.take_left()) {
    ServerPeer* peer = registry_.find(token);
    if (peer == nullptr) continue;
    set_timer(*peer, steady_clock().now() + kLeftOutputDelay);
  }
  while (const auto token = inbox_.take_connection()) {
    ServerPeer* peer = registry_.find(*token);
    if (peer != nullptr && !read_connection(*peer)) return false;
  }
  return true;
}

void ServerLoop::accept_all(Token listener) {
  for (int i = 0; i < kAcceptsInARow; ++i) {
    const bool only = acceptor_.serves_once(listener);
    auto transport = acceptor_.accept(listener, steady_clock().now());
    if (transport == nullptr) return;
    if (only) acceptor_.remove(listener);
    welcome(std::move(transport), only);
    if (only) return;
  }
}

void ServerLoop::welcome(std::unique_ptr<Transport> transport, bool irreplaceable) {
  const ServerOptions& options = parts_.options;
  ConnectionSetup setup;
  setup.role = Role::Acceptor;
  setup.session =
      session_options(transport->peer().address, {.message_bytes = options.max_message_bytes,
                                                  .calls = options.max_calls_per_connection,
                                                  .streams = options.max_streams_per_connection,
                                                  .descriptors = options.max_descriptors});
  // A client without a thread answers no pings while it is idle; the idle limit serves instead.
  setup.session.limits.keep_alive_interval = Duration::zero();
  setup.services = &parts_.services;
  setup.driver = this;
  setup.account = &account_;
  setup.session.account = &account_;
  setup.tracer = options.tracer;
  setup.watch = parts_.watch;
  setup.peer_watch = parts_.peer_watch;
  if (parts_.watch != nullptr) setup.stats = parts_.watch->connections();
  setup.executor = options.executor;

  const Token token{++last_token_};
  const int fd = transport->poll_fd();
  const Interest interest =
      HotPeers::takes(*transport) ? Interest::Read : transport->want(Interest::Read);
  ServerPeer peer;
  peer.key = peer_key(transport->peer());
  peer.token = token;
  peer.irreplaceable = irreplaceable;
  peer.connection = std::make_shared<Connection>(std::move(transport), setup, steady_clock().now());
  peer.connection->set_name(static_cast<std::uint64_t>(token));
  if (!poller_->add(fd, token, interest)) {
    acceptor_.leave(peer.key);
    return;
  }
  ServerPeer& kept = registry_.add(std::move(peer));
  Guard guard = kept.connection->lock();
  settle(kept, guard);
}

}  // namespace idl::detail
