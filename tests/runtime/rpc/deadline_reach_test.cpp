// One deadline covers whatever a call has to do: resolving, connecting for the first time and
// again, the handshake, sending and the answer. Each of them hangs here in turn.
#include <thread>

#include "relay.h"
#include "servers.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;

namespace {

/// Blocks until its deadline.
class SlowResolver final : public idl::Resolver {
 public:
  idl::Result<std::vector<idl::Address>> resolve(idl::TimePoint deadline) override {
    std::this_thread::sleep_until(deadline);
    return idl::Error{Code::DeadlineExceeded, "it took too long"};
  }
  std::optional<idl::Duration> refresh_after() const override { return std::nullopt; }
};

void check_too_late(const probe::EchoResult& result, Executed executed) {
  REQUIRE(!result);
  CAPTURE(to_text(result.error()));
  CHECK(result.error().code == Code::DeadlineExceeded);
  CHECK(result.error().executed == executed);
}

/// For a call that leaves this side before its deadline.
void check_too_late_once_sent(const probe::Client& client, const std::string& text) {
  probe::with_time_enough([&](idl::Duration timeout) {
    const auto result = client.with({.timeout = timeout}).echo(text);
    REQUIRE(!result);
    CAPTURE(to_text(result.error()));
    CHECK(result.error().code == Code::DeadlineExceeded);
    return result.error().executed == Executed::Maybe;
  });
}

}  // namespace

TEST_CASE("the deadline covers resolving") {
  const auto channel = idl::Channel::connect(std::make_shared<SlowResolver>(), {.lazy = true});
  REQUIRE(channel);
  check_too_late(probe::Client(*channel).with({.timeout = 30ms}).echo("x"), Executed::No);
}

TEST_CASE("the deadline covers connecting and the handshake") {
  const probe::TempFolder folder;
  const auto mute = idl::open_listener(idl::UnixAddress{folder.path() + "/mute"});
  REQUIRE(mute);
  const auto channel = idl::Channel::connect((*mute)->address(), {.lazy = true});
  REQUIRE(channel);
  const probe::Client client(*channel);
  check_too_late(client.with({.timeout = 30ms}).echo("x"), Executed::No);
  // That a call had little time says nothing about the address: it does not pause.
  check_too_late(client.with({.timeout = 30ms}).echo("x"), Executed::No);
}

TEST_CASE("the deadline covers connecting again") {
  probe::SeveralServers servers(1);
  const probe::Client client(servers.connect({.backoff = probe::kNoPauses}));
  CHECK(client.echo("x"));
  servers[0].stop();
  const auto mute = idl::open_listener(servers[0].address());
  REQUIRE(mute);
  check_too_late(client.with({.timeout = 30ms}).echo("x"), Executed::No);
}

TEST_CASE("P4 the deadline covers sending, and a request that left in part may have run") {
  const probe::Served served;
  probe::Relay relay(served.address);
  const auto channel = idl::Channel::connect(relay.address(), {.max_message_bytes = 64U << 20});
  REQUIRE(channel);
  relay.hold();
  // More than the socket takes, less than the peer does.
  const std::string large(std::size_t{3} << 20, 'x');
  check_too_late_once_sent(probe::Client(*channel), large);
}

TEST_CASE("P4 the deadline covers waiting for the answer") {
  const probe::Served served;
  probe::Relay relay(served.address);
  const auto channel = idl::Channel::connect(relay.address());
  REQUIRE(channel);
  relay.hold();
  check_too_late_once_sent(probe::Client(*channel), "x");
}

TEST_CASE("a connect that hangs ends with connect_timeout where the call has more time") {
  const probe::TempFolder folder;
  const auto mute = idl::open_listener(idl::UnixAddress{folder.path() + "/mute"});
  REQUIRE(mute);
  const auto channel =
      idl::Channel::connect((*mute)->address(), {.connect_timeout = 30ms, .lazy = true});
  REQUIRE(channel);
  const auto failed = probe::Client(*channel).echo("x");
  REQUIRE(!failed);
  CHECK(failed.error().code == Code::Unavailable);
  CHECK(failed.error().executed == Executed::No);
  CHECK(failed.error().message.find("the attempt had 30 ms") != std::string::npos);
}
