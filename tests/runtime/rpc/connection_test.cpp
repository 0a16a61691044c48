// A connection over a transport that does as the test says. No socket is opened here, and no peer
// is there but the test.
#include "rpc/connection.h"

#include <cstring>
#include <functional>

#include <doctest/doctest.h>

#include "base/clock.h"

using namespace std::chrono_literals;
using idl::IoStatus;
using idl::detail::Connection;

namespace {

/// Takes `room` bytes, then nothing more; fails to write once it is broken.
class FakeTransport final : public idl::Transport {
 public:
  idl::IoOutcome read(std::span<std::byte>) override { return {}; }
  idl::IoOutcome write(std::span<const std::span<const std::byte>> pieces) override {
    if (on_write) on_write();
    if (broken) return {IoStatus::Failed, 0, idl::Error{idl::Code::Unavailable, "broken pipe"}};
    const std::size_t taken = std::min(room, pieces[0].size());
    room -= taken;
    if (taken == 0) return {};
    return {IoStatus::Done, taken, {}};
  }
  idl::Interest want(idl::Interest wish) override { return wish; }
  int poll_fd() const override { return -1; }
  std::size_t pending() const override { return 0; }
  const idl::PeerInfo& peer() const override { return peer_; }
  void shutdown_write() override {}
  void close() override { closed = true; }

  std::function<void()> on_write;
  std::size_t room = 0;
  bool broken = false;
  bool closed = false;

 private:
  idl::PeerInfo peer_{idl::MemoryAddress{"fake"}};
};

struct Connected {
  explicit Connected(idl::detail::ByteAccount* account = nullptr) {
    auto owned = std::make_unique<FakeTransport>();
    transport = owned.get();
    idl::detail::ConnectionSetup setup;
    setup.account = account;
    setup.session.limits.handshake_timeout = 1h;  // so that it is not the reason for anything here
    connection =
        std::make_shared<Connection>(std::move(owned), setup, idl::detail::steady_clock().now());
  }

  FakeTransport* transport;
  std::shared_ptr<Connection> connection;
};

}  // namespace

TEST_CASE("output leaves as far as there is room, and the rest waits") {
  const Connected connected;
  Connection& connection = *connected.connection;
  auto guard = connection.lock();
  const std::size_t hello = connection.output_size(guard);
  REQUIRE(hello > 1);
  connected.transport->room = 1;
  connection.flush(guard);
  CHECK(connection.output_size(guard) == hello - 1);
  CHECK(connection.wants_write(guard));
  connected.transport->room = 1000;
  connection.flush(guard);
  CHECK(!connection.wants_write(guard));
}

TEST_CASE("who has the bytes may count on their room: it is given back before they leave") {
  constexpr std::size_t kBytes = 15'000;
  idl::detail::ByteAccount account(3 * kBytes);
  const Connected connected(&account);
  Connection& connection = *connected.connection;
  auto guard = connection.lock();
  const auto zeros = [](const void*, std::byte* out) noexcept { std::memset(out, 0, kBytes); };
  for (int i = 0; i < 2; ++i) {
    REQUIRE(connection.session(guard).call({.one_way = true}, {.size = kBytes, .write = zeros},
                                           idl::detail::steady_clock().now()));
  }
  connection.flush(guard);
  CHECK(!account.has_room(2 * kBytes));
  int writes = 0;
  connected.transport->on_write = [&] {
    ++writes;
    CHECK(account.has_room(2 * kBytes));
  };
  connected.transport->room = 1;
  connection.flush(guard);
  CHECK(!account.has_room(2 * kBytes));  // What did not leave counts as before.
  connected.transport->room = 1'000'000;
  connection.flush(guard);
  CHECK(account.has_room(2 * kBytes));
  CHECK(writes == 3);
}

TEST_CASE("a peer that reads nothing for a minute is given up") {
  const Connected connected;
  Connection& connection = *connected.connection;
  auto guard = connection.lock();
  connection.flush(guard);
  const auto now = idl::detail::steady_clock().now();
  REQUIRE(connection.next_deadline(guard));
  CHECK(*connection.next_deadline(guard) <= now + 60s);
  connection.tick(guard, now);
  CHECK(connection.next_call(guard, now) == nullptr);
  CHECK(!connection.closed(guard));
  connection.tick(guard, now + 61s);
  CHECK(connection.next_call(guard, now) == nullptr);
  REQUIRE(connection.closed(guard));
  CHECK(connection.closed(guard)->message == "`memory:fake` has read nothing for 60 s");
  CHECK(connected.transport->closed);
}

TEST_CASE("a failed write ends the connection only when nothing more can be read") {
  const Connected connected;
  Connection& connection = *connected.connection;
  auto guard = connection.lock();
  connected.transport->broken = true;
  connection.flush(guard);
  CHECK(connection.write_failed(guard));
  CHECK(!connection.wants_write(guard));
  CHECK(!connection.takes_calls());
  CHECK(!connection.closed(guard));
  idl::detail::Received nothing{.outcome = {.status = IoStatus::WouldBlock}};
  connection.accept_received(guard, nothing);
  CHECK(connection.next_call(guard, {}) == nullptr);
  REQUIRE(connection.closed(guard));
  CHECK(connection.closed(guard)->message == "broken pipe");
}

TEST_CASE("a peer that ends its stream is named as the one who closed") {
  const Connected connected;
  Connection& connection = *connected.connection;
  auto guard = connection.lock();
  idl::detail::Received nothing{.outcome = {.status = IoStatus::Closed}};
  connection.accept_received(guard, nothing);
  CHECK(connection.next_call(guard, {}) == nullptr);
  REQUIRE(connection.closed(guard));
  CHECK(connection.closed(guard)->message == "`memory:fake` closed the connection");
}
