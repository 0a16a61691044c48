// Who reads when a reader leaves: the role may not get lost between those who wait. The threads of
// these tests take their turns under the connection's lock, so that nothing depends on timing.
#include "rpc/reader_role.h"

#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "base/clock.h"
#include "net/memory_link.h"

using namespace std::chrono_literals;
using idl::detail::Connection;
using idl::detail::ReaderRole;
using idl::detail::Waiter;

namespace {

/// A client's connection whose peer is the test.
struct Linked {
  Linked() {
    auto link = idl::detail::make_memory_link(idl::detail::real_system(), {"reader-role"});
    REQUIRE(link);
    peer = std::move(link->second);
    auto made = idl::detail::Waker::create(idl::detail::real_system());
    REQUIRE(made);
    waker = std::move(*made);
    idl::detail::ConnectionSetup setup;
    setup.session.limits.handshake_timeout = 1h;
    connection = std::make_shared<Connection>(std::move(link->first), setup,
                                              idl::detail::steady_clock().now());
    role.emplace(*connection, idl::detail::real_system(), *waker);
  }

  std::unique_ptr<idl::Transport> peer;
  std::unique_ptr<idl::detail::Waker> waker;
  std::shared_ptr<Connection> connection;
  std::optional<ReaderRole> role;
};

/// A thread that waits for `waiter`; once `there` is seen under the lock, it does.
struct Waiting {
  explicit Waiting(Linked& linked)
      : thread([this, &linked] {
          Connection::Guard guard = linked.connection->lock();
          there = true;
          linked.role->await(guard, waiter, idl::detail::steady_clock().now() + 20s);
        }) {}

  Waiter waiter;
  bool there = false;
  std::thread thread;
};

}  // namespace

TEST_CASE("whoever leaves at the moment when the role comes to it passes it on") {
  Linked linked;
  Waiter mine;
  Connection::Guard guard = linked.connection->lock();
  std::unique_ptr<Waiting> first;
  std::unique_ptr<Waiting> second;
  std::thread starter([&] {
    // This thread's turns begin when the test reads, which it does without the lock.
    const auto both = [&] {
      const Connection::Guard turn = linked.connection->lock();
      return first->there && (second == nullptr || second->there);
    };
    { const Connection::Guard turn = linked.connection->lock(); }
    first = std::make_unique<Waiting>(linked);
    while (!both()) std::this_thread::yield();
    second = std::make_unique<Waiting>(linked);
    while (!both()) std::this_thread::yield();
    Connection::Guard turn = linked.connection->lock();
    linked.connection->set_greeter(turn, &second->waiter);
    mine.done = true;
    linked.role->nudge(turn);
  });
  linked.role->await(guard, mine, idl::TimePoint::max());
  // The role was offered to the first, who has not come to take it yet and needs it no more.
  first->waiter.done = true;
  guard.unlock();
  starter.join();
  first->thread.join();
  linked.peer->close();
  second->thread.join();
  CHECK(second->waiter.done);
}
