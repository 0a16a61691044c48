// Peers that break the rules, on either side: they lose their
// connection, and nobody else notices.
#include <array>
#include <random>
#include <thread>

#include "fixture.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;

namespace {

idl::TimePoint soon() { return std::chrono::steady_clock::now() + probe::kPatience; }

/// Writes all of `bytes` to a raw connection, unless the peer has closed it.
void write_all(idl::Transport& transport, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const std::array pieces{bytes};
    const auto written = transport.write(pieces);
    if (written.status == idl::IoStatus::WouldBlock) {
      if (!idl::wait_until_ready(transport, idl::Interest::Write, soon())) return;
    } else if (written.status != idl::IoStatus::Done) {
      return;
    }
    bytes = bytes.subspan(written.bytes);
  }
}

/// Reads until the peer closes; whether it did in time.
bool read_to_end(idl::Transport& transport) {
  std::array<std::byte, 4096> buffer{};
  for (;;) {
    const auto outcome = transport.read(buffer);
    if (outcome.status == idl::IoStatus::Closed || outcome.status == idl::IoStatus::Failed) {
      return true;
    }
    if (outcome.status == idl::IoStatus::WouldBlock &&
        !idl::wait_until_ready(transport, idl::Interest::Read, soon())) {
      return false;
    }
  }
}

/// What arrives next, in one piece; empty if nothing does.
std::vector<std::byte> read_once(idl::Transport& transport) {
  std::vector<std::byte> buffer(4096);
  for (;;) {
    const auto outcome = transport.read(buffer);
    if (outcome.status == idl::IoStatus::Done) {
      buffer.resize(outcome.bytes);
      return buffer;
    }
    if (outcome.status != idl::IoStatus::WouldBlock ||
        !idl::wait_until_ready(transport, idl::Interest::Read, soon())) {
      return {};
    }
  }
}

std::vector<std::byte> random_bytes(std::mt19937_64& random) {
  std::vector<std::byte> bytes(16 + random() % 1000);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
  return bytes;
}

}  // namespace

TEST_CASE("P20 a hundred random byte strings at the port leave it serving") {
  const std::uint64_t seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (const probe::Over over : {probe::Over::Tcp, probe::Over::Unix, probe::Over::Shm}) {
    if (over == probe::Over::Shm && !probe::kSeesSharedMemory) continue;
    const probe::Served served(over);
    const probe::Client client = served.client();
    for (int i = 0; i < 100; ++i) {
      auto stranger = idl::open_transport(served.address, soon());
      REQUIRE(stranger);
      write_all(**stranger, random_bytes(random));
      CHECK(read_to_end(**stranger));
      CHECK(client.echo("still here").value() == "still here");
    }
  }
}

TEST_CASE("strangers that connect and leave, or stay silent, disturb nobody") {
  const probe::Served served(probe::Over::Tcp);
  const probe::Client client = served.client();
  std::vector<std::unique_ptr<idl::Transport>> silent;
  for (int i = 0; i < 50; ++i) {
    auto stranger = idl::open_transport(served.address, soon());
    REQUIRE(stranger);
    if (i % 2 == 0) silent.push_back(std::move(*stranger));
    CHECK(client.echo("x").value() == "x");
  }
}

TEST_CASE("a server killed in the middle of a call leaves the caller in doubt, at once") {
  // The peer is a listener of ours that plays a server: it takes the request and closes the socket.
  probe::Served real;
  const probe::TempFolder folder;
  auto listener = idl::open_listener(idl::UnixAddress{folder.path() + "/fragile"});
  REQUIRE(listener);
  // It borrows the hello of a real server, and hands it on only when it has the caller's: so the
  // next bytes of the caller are the request, which is swallowed.
  std::thread fragile([&] {
    std::unique_ptr<idl::Transport> caller;
    while (caller == nullptr) caller = (*listener)->accept().transport;
    auto server = idl::open_transport(real.address, soon());
    REQUIRE(server);
    write_all(**server, read_once(*caller));
    write_all(*caller, read_once(**server));
    CHECK_FALSE(read_once(*caller).empty());
  });
  const auto channel = idl::Channel::connect((*listener)->address());
  REQUIRE(channel);
  const auto result = probe::Client(*channel).echo("x");
  fragile.join();
  REQUIRE(!result);
  CHECK(result.error().code == Code::Unavailable);
  CHECK(result.error().executed == Executed::Maybe);
  CHECK(result.error().origin == idl::Origin::Transport);
}

TEST_CASE("whoever answers without speaking the protocol is told apart when connecting") {
  const probe::TempFolder folder;
  auto listener = idl::open_listener(idl::UnixAddress{folder.path() + "/web"});
  REQUIRE(listener);
  std::thread web_server([&] {
    std::unique_ptr<idl::Transport> caller;
    while (caller == nullptr) caller = (*listener)->accept().transport;
    const std::string text = "HTTP/1.1 400 Bad Request\r\n\r\n";
    write_all(*caller, std::as_bytes(std::span(text)));
    CHECK(read_to_end(*caller));
  });
  const auto channel = idl::Channel::connect((*listener)->address());
  web_server.join();
  REQUIRE(!channel);
  CHECK(channel.error().code == Code::ProtocolError);
  CHECK(channel.error().executed == Executed::No);
}
