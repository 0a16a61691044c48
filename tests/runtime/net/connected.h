// Pairs of connected transports, for the tests of everything that moves bytes. A test that takes a
// pair need not know how its ends met.
#pragma once

#include <doctest/doctest.h>

#include <unistd.h>

#include <array>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "idl/listener.h"
#include "idl/transport.h"
#include "net/memory_listener.h"
#include "net/socket_connect.h"
#include "net/socket_listener.h"
#include "tests/support/bytes_text.h"
#include "tests/support/faulty_system.h"

namespace idl::test {

/// Longer than anything in these tests takes, also on a busy machine.
inline TimePoint soon() { return deadline_in(std::chrono::seconds(60)); }

/// An address whose text is known to be right.
inline Address address(std::string_view text) {
  auto parsed = parse_address(text);
  REQUIRE(parsed);
  return *std::move(parsed);
}

/// Takes the connection that is under way or waiting.
inline std::unique_ptr<Transport> accept_one(Listener& listener) {
  for (;;) {
    AcceptOutcome outcome = listener.accept();
    if (outcome.status == AcceptStatus::Accepted) return std::move(outcome.transport);
    REQUIRE(outcome.status == AcceptStatus::WouldBlock);
    REQUIRE(detail::wait_for(detail::real_world(), listener.poll_fd(), Interest::Read, soon()));
  }
}

/// The client's end and the server's of a new connection.
inline std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>> meet(Listener& listener) {
  auto connecting =
      std::async(std::launch::async, [&] { return open_transport(listener.address(), soon()); });
  auto server = accept_one(listener);
  auto client = connecting.get();
  if (!client) FAIL(to_text(client.error()));
  return {*std::move(client), std::move(server)};
}

/// Both ends of a connection over a Unix socket, on `system`.
struct Connected {
  std::unique_ptr<Transport> client;
  std::unique_ptr<Transport> server;

  explicit Connected(detail::System& system) {
    const detail::World world{system, detail::steady_clock()};
    static int number = 0;
    const UnixAddress meeting{
        "idl-test-" + std::to_string(::getpid()) + "-" + std::to_string(++number), true};
    auto listener = detail::listen_unix(world, meeting, {});
    REQUIRE(listener);
    auto connected = detail::connect_unix(world, meeting, soon());
    REQUIRE(connected);
    client = *std::move(connected);
    server = accept_one(**listener);
  }
};

/// One read of up to 64 KiB.
inline IoOutcome read_once(Transport& transport, std::string& into) {
  std::vector<std::byte> bytes(64 * 1024);
  IoOutcome outcome = transport.read(bytes);
  into += text_of(std::span(bytes).first(outcome.bytes));
  return outcome;
}

/// One write of one piece.
inline IoOutcome write_once(Transport& transport, std::string_view text) {
  const std::array pieces{bytes_of(text)};
  return transport.write(pieces);
}

/// Reads until the peer's end or a failure; gives what came, and the last outcome in `last`.
inline std::string read_to_end(Transport& transport, IoOutcome& last) {
  std::string all;
  for (;;) {
    last = read_once(transport, all);
    if (last.status == IoStatus::Closed || last.status == IoStatus::Failed) return all;
    if (last.status == IoStatus::WouldBlock) {
      REQUIRE(wait_until_ready(transport, Interest::Read, soon()));
    }
  }
}

/// Writes everything, waiting where that is needed.
inline void write_fully(Transport& transport, std::string_view text) {
  while (!text.empty()) {
    const IoOutcome outcome = write_once(transport, text);
    REQUIRE(outcome.status != IoStatus::Failed);
    text.remove_prefix(outcome.bytes);
    if (outcome.status == IoStatus::WouldBlock) {
      REQUIRE(wait_until_ready(transport, Interest::Write, soon()));
    }
  }
}

/// Whether poll() calls the transport's descriptor readable right now.
inline bool is_signalled(const Transport& transport) {
  pollfd asked{transport.poll_fd(), POLLIN, 0};
  return detail::real_system().poll({&asked, 1}, 0).value == 1;
}

}  // namespace idl::test
