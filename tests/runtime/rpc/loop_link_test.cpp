// Calls of the side whose connection a loop drives. The loop here is the test, which notes what is
// asked of it; no thread runs and no socket is opened.
#include "rpc/loop_link.h"

#include <chrono>

#include <doctest/doctest.h>

#include "base/clock.h"
#include "net/memory_link.h"

using namespace std::chrono_literals;
using idl::detail::Connection;
using idl::detail::LoopLink;
using idl::detail::Waiter;

namespace {

struct NotingDriver final : idl::detail::StreamDriver {
  bool await(Connection::Guard&, Waiter&, idl::TimePoint) override { return ++awaited != 0; }
  void send_off(Connection::Guard&, Connection&) override { ++sent; }
  void leave_output(Connection::Guard&, Connection&) override { ++left; }
  void nudge(Connection::Guard&) override {}

  int awaited = 0;
  int sent = 0;
  int left = 0;
};

constexpr idl::Method kMethod{7, "demo.Demo.call"};
const idl::CallOptions kOptions;
const idl::detail::CallStart kStart{.method = kMethod, .options = kOptions};

/// A link whose peer never says a word.
struct Linked {
  Linked() {
    auto pair = idl::detail::make_memory_link(idl::detail::real_system(), {"loop-link"});
    REQUIRE(pair);
    peer = std::move(pair->second);
    idl::detail::ConnectionSetup setup;
    setup.role = idl::detail::Role::Acceptor;
    setup.driver = &driver;
    connection = std::make_shared<Connection>(std::move(pair->first), setup, now);
    link = std::make_shared<LoopLink>(connection);
  }

  // Of calls that are so far apart that each of them leaves at once.
  [[nodiscard]] idl::detail::CallTimes times(idl::Duration timeout) const {
    return {.now = now + 1s * ++begun, .deadline = now + timeout};
  }

  [[nodiscard]] idl::detail::CallSlot& begin(idl::Duration timeout) const {
    auto slot = link->begin({.method = kMethod.id}, kStart, times(timeout));
    REQUIRE(slot);
    return **slot;
  }

  idl::TimePoint now = idl::detail::steady_clock().now();
  NotingDriver driver;
  std::unique_ptr<idl::Transport> peer;
  std::shared_ptr<Connection> connection;
  std::shared_ptr<idl::detail::CallLink> link;
  mutable int begun = 0;
};

}  // namespace

TEST_CASE("the loop is told of a call, and of its deadline only if it would look too late") {
  const Linked linked;
  auto& first = linked.begin(30s);
  CHECK(linked.driver.sent == 1);
  CHECK(linked.driver.left == 1);
  auto& later = linked.begin(31s);
  auto& earlier = linked.begin(1s);
  CHECK(linked.driver.sent == 3);
  CHECK(linked.driver.left == 2);
  {
    auto guard = linked.connection->lock();
    linked.connection->note_timer(guard, linked.now + 60s);
  }
  auto& anew = linked.begin(30s);
  CHECK(linked.driver.left == 3);
  for (auto* slot : {&first, &later, &earlier, &anew}) linked.link->release(*slot);
}

TEST_CASE("the end of the connection ends its calls, and nothing is asked of the loop any more") {
  const Linked linked;
  auto& slot = linked.begin(30s);
  linked.link->close(idl::Error{idl::Code::GoingAway, "over"});
  CHECK(linked.link->ready(slot));
  linked.link->await(slot);
  REQUIRE(slot.reply.error);
  CHECK(slot.reply.error->message == "over");
  const int sent = linked.driver.sent;
  const int left = linked.driver.left;
  linked.link->release(slot);
  CHECK(!linked.link->takes_calls());
  CHECK(!linked.link->begin({.method = kMethod.id}, kStart, linked.times(1s)));
  CHECK(linked.driver.sent == sent);
  CHECK(linked.driver.left == left);
}
