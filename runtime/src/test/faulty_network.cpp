// A thread that polls the two transports of every connection and pumps bytes between them. What
// becomes of the bytes is decided in the pipes.
#include "idl/test/faulty_network.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "base/clock.h"
#include "idl/listener.h"
#include "loop/poller.h"
#include "loop/waker.h"
#include "test/faulty_pipe.h"

namespace idl::test {
namespace {

using namespace detail;

constexpr Token kListenerToken{1};
constexpr Token kWakerToken{2};
// A server of the same test answers at once, or not at all.
constexpr Duration kConnectTime = std::chrono::seconds(10);

MemoryAddress next_address() {
  static std::atomic<std::uint64_t> number{0};
  return {"faulty-network-" + std::to_string(++number)};
}

/// One connection: the side of the client, the side of the server, and what is between them.
struct Link {
  Link(std::unique_ptr<Transport> its_client, std::unique_ptr<Transport> its_server,
       const FaultScript& script)
      : client(std::move(its_client)),
        server(std::move(its_server)),
        up(*client, *server, script.to_server),
        down(*server, *client, script.to_client) {}

  [[nodiscard]] bool pump(TimePoint now) {
    const bool up_goes_on = up.pump(now);
    return down.pump(now) && up_goes_on && !(up.over() && down.over());
  }

  std::unique_ptr<Transport> client;
  std::unique_ptr<Transport> server;
  FaultyPipe up;
  FaultyPipe down;
};

Interest interest_in(const FaultyPipe& from, const FaultyPipe& to) {
  return (from.wants_read() ? Interest::Read : Interest::None) |
         (to.wants_write() ? Interest::Write : Interest::None);
}

}  // namespace

class FaultyNetwork::Relay {
 public:
  Relay(const Address& server, const FaultScript& script, std::unique_ptr<Listener> listener,
        std::unique_ptr<Poller> poller, std::unique_ptr<Waker> waker)
      : server_(server),
        listener_(std::move(listener)),
        poller_(std::move(poller)),
        waker_(std::move(waker)),
        script_(script) {}

  ~Relay() {
    stopping_.store(true);
    waker_->wake();
    if (thread_.joinable()) thread_.join();
  }

  [[nodiscard]] Result<void> start() {
    auto watched = poller_->add(listener_->poll_fd(), kListenerToken, Interest::Read);
    if (watched) watched = poller_->add(waker_->fd(), kWakerToken, Interest::Read);
    if (watched) thread_ = std::thread([this] { work(); });
    return watched;
  }

  [[nodiscard]] const Address& address() const { return listener_->address(); }
  [[nodiscard]] std::size_t connections() const { return connections_.load(); }

  void use(const FaultScript& script) {
    const std::lock_guard guard(mutex_);
    script_ = script;
  }

  void unclog() {
    const std::lock_guard guard(mutex_);
    for (Link& link : links_) {
      link.up.unclog();
      link.down.unclog();
    }
    waker_->wake();
  }

  void cut() {
    const std::lock_guard guard(mutex_);
    while (!links_.empty()) drop(links_.begin());
  }

 private:
  using Links = std::list<Link>;

  void work() {
    while (!stopping_.load()) {
      std::array<Ready, 64> ready{};
      const auto count = poller_->wait(ready, time_to_wait());
      if (!count) return;
      waker_->clear();
      accept_all();
      pump_all();
    }
    cut();
  }

  Duration time_to_wait() {
    const std::lock_guard guard(mutex_);
    TimePoint next = TimePoint::max();
    for (const Link& link : links_) {
      next = std::min({next, link.up.due().value_or(next), link.down.due().value_or(next)});
    }
    return next == TimePoint::max() ? kForever : remaining(next, steady_clock().now());
  }

  void accept_all() {
    for (;;) {
      AcceptOutcome outcome = listener_->accept();
      if (outcome.status != AcceptStatus::Accepted) return;
      ++connections_;
      auto onward = open_transport(server_, deadline_after(steady_clock().now(), kConnectTime));
      if (onward) add(std::move(outcome.transport), *std::move(onward));
    }
  }

  void add(std::unique_ptr<Transport> client, std::unique_ptr<Transport> server) {
    const std::lock_guard guard(mutex_);
    Link& link = links_.emplace_back(std::move(client), std::move(server), script_);
    // One that cannot be watched breaks with its first byte.
    (void)poller_->add(link.client->poll_fd(), Token{++last_token_},
                       link.client->want(Interest::Read));
    (void)poller_->add(link.server->poll_fd(), Token{++last_token_},
                       link.server->want(Interest::Read));
  }

  void pump_all() {
    const std::lock_guard guard(mutex_);
    const TimePoint now = steady_clock().now();
    for (auto link = links_.begin(); link != links_.end();) {
      const auto next = std::next(link);
      if (link->pump(now)) {
        watch(*link->client, interest_in(link->up, link->down));
        watch(*link->server, interest_in(link->down, link->up));
      } else {
        drop(link);
      }
      link = next;
    }
  }

  void watch(Transport& transport, Interest wish) {
    (void)poller_->modify(transport.poll_fd(), Token{++last_token_}, transport.want(wish));
  }

  void drop(Links::iterator link) {
    poller_->remove(link->client->poll_fd());
    poller_->remove(link->server->poll_fd());
    link->client->close();
    link->server->close();
    links_.erase(link);
  }

  const Address server_;
  const std::unique_ptr<Listener> listener_;
  const std::unique_ptr<Poller> poller_;
  const std::unique_ptr<Waker> waker_;
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> connections_{0};

  std::mutex mutex_;
  FaultScript script_;
  Links links_;
  std::uint64_t last_token_ = 2;

  std::thread thread_;
};

Result<FaultyNetwork> FaultyNetwork::create(const Address& server, FaultScript script) {
  auto listener = open_listener(next_address());
  if (!listener) return listener.error();
  auto poller = make_epoll_poller(real_system());
  if (!poller) return poller.error();
  auto waker = Waker::create(real_system());
  if (!waker) return waker.error();
  auto relay = std::make_unique<Relay>(server, script, *std::move(listener), *std::move(poller),
                                       *std::move(waker));
  if (auto started = relay->start(); !started) return started.error();
  return FaultyNetwork(std::move(relay));
}

FaultyNetwork::FaultyNetwork(std::unique_ptr<Relay> relay) : relay_(std::move(relay)) {}
FaultyNetwork::FaultyNetwork(FaultyNetwork&&) noexcept = default;
FaultyNetwork& FaultyNetwork::operator=(FaultyNetwork&&) noexcept = default;
FaultyNetwork::~FaultyNetwork() = default;

const Address& FaultyNetwork::address() const { return relay_->address(); }
void FaultyNetwork::use(const FaultScript& script) { relay_->use(script); }
void FaultyNetwork::unclog() { relay_->unclog(); }
void FaultyNetwork::cut() { relay_->cut(); }
std::size_t FaultyNetwork::connections() const { return relay_->connections(); }

}  // namespace idl::test
