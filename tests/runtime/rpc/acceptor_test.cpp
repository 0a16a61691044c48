// The door of a server, with listeners that do as the test says.
// No socket is opened here.
#include "rpc/acceptor.h"

#include <deque>

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using idl::AcceptOutcome;
using idl::AcceptStatus;
using idl::Interest;
using idl::detail::Acceptor;
using idl::detail::Token;

namespace {

class FakeTransport final : public idl::Transport {
 public:
  explicit FakeTransport(std::string host) : peer_{idl::TcpAddress{std::move(host), 1}} {}
  idl::IoOutcome read(std::span<std::byte>) override { return {}; }
  idl::IoOutcome write(std::span<const std::span<const std::byte>>) override { return {}; }
  Interest want(Interest wish) override { return wish; }
  int poll_fd() const override { return 7; }
  std::size_t pending() const override { return 0; }
  const idl::PeerInfo& peer() const override { return peer_; }
  void shutdown_write() override {}
  void close() override {}

 private:
  idl::PeerInfo peer_;
};

class FakeListener final : public idl::Listener {
 public:
  explicit FakeListener(std::deque<AcceptOutcome>& outcomes) : outcomes_(outcomes) {}
  AcceptOutcome accept() override {
    if (outcomes_.empty()) return {};
    AcceptOutcome next = std::move(outcomes_.front());
    outcomes_.pop_front();
    return next;
  }
  int poll_fd() const override { return 5; }
  const idl::Address& address() const override { return address_; }
  void close() override {}

 private:
  std::deque<AcceptOutcome>& outcomes_;
  idl::Address address_ = idl::MemoryAddress{"door"};
};

class FakePoller final : public idl::detail::Poller {
 public:
  idl::Result<void> add(int, Token, Interest interest) override {
    watched = interest;
    return {};
  }
  idl::Result<void> modify(int, Token, Interest interest) override {
    watched = interest;
    return {};
  }
  void remove(int) override { watched.reset(); }
  idl::Result<std::size_t> wait(std::span<idl::detail::Ready>, std::chrono::nanoseconds) override {
    return std::size_t{0};
  }
  int fd() const override { return -1; }

  std::optional<Interest> watched;
};

struct Door {
  explicit Door(std::size_t all = 100, std::size_t each = 100) : acceptor(poller, {all, each}) {
    REQUIRE(acceptor.add(std::make_unique<FakeListener>(outcomes), token));
  }
  void come(const char* host) {
    outcomes.push_back({AcceptStatus::Accepted, std::make_unique<FakeTransport>(host), {}});
  }
  void fail(AcceptStatus how) { outcomes.push_back({how, nullptr, idl::fail("no")}); }
  bool accept() { return acceptor.accept(token, now) != nullptr; }

  Token token{3};
  idl::TimePoint now{};
  FakePoller poller;
  std::deque<AcceptOutcome> outcomes;
  Acceptor acceptor;
};

}  // namespace

TEST_CASE("peers are let in as they come, past those that were turned away") {
  Door door;
  door.come("1");
  door.fail(AcceptStatus::Refused);
  door.come("2");
  CHECK(door.accept());
  CHECK(door.accept());
  CHECK(!door.accept());
}

TEST_CASE("when the system cannot accept, the listeners rest, and then listen again") {
  Door door;
  door.fail(AcceptStatus::Failed);
  door.come("1");
  CHECK(!door.accept());
  CHECK(door.poller.watched == Interest::None);
  REQUIRE(door.acceptor.resting_until());
  door.acceptor.wake_up(door.now);
  CHECK(door.poller.watched == Interest::None);
  door.acceptor.wake_up(*door.acceptor.resting_until());
  CHECK(door.poller.watched == Interest::Read);
  CHECK(!door.acceptor.resting_until());
  CHECK(door.accept());
}

TEST_CASE("connections are counted, in all and for each peer, until they leave") {
  Door door(3, 2);
  for (const char* host : {"1", "1", "1", "2", "3"}) door.come(host);
  CHECK(door.accept());
  CHECK(door.accept());
  CHECK(door.accept());  // the second host's; the third of the first was turned away
  CHECK(!door.accept());
  door.acceptor.leave("host 1");
  door.come("1");
  CHECK(door.accept());
}

TEST_CASE("a closed door is watched no more") {
  Door door;
  CHECK(door.poller.watched == Interest::Read);
  door.acceptor.close();
  CHECK(!door.poller.watched);
  CHECK(!door.acceptor.owns(door.token));
}
